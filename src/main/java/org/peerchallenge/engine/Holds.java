package org.peerchallenge.engine;

/** What a process variable or a business key holds, as far as diagrams must not mix it up. */
public enum Holds {
  YES_NO,
  NUMBER,
  TEXT,
  /** The key of a year, such as 2019. */
  YEAR,
  /** The key of an entry, such as 2019/850-921. */
  ENTRY,
  /** The key of a challenge group, such as 2019/group-3. */
  GROUP,
  REVIEW,
  CASE_STUDY,
  SECTION,
  /** The name of an account. */
  PERSON,
  /** The id of a group of people who may do a task, such as dcs-850. */
  CANDIDATES,
  /** Nothing in particular: any case will do. */
  ANYTHING;

  /** In words for an analyst. */
  String words() {
    return switch (this) {
      case YES_NO -> "yes or no";
      case NUMBER -> "a number";
      case TEXT -> "a word";
      case YEAR -> "the key of a year";
      case ENTRY -> "the key of an entry";
      case GROUP -> "the key of a challenge group";
      case REVIEW -> "the number of a review";
      case CASE_STUDY -> "the number of a case study";
      case SECTION -> "the key of a section";
      case PERSON -> "an account";
      case CANDIDATES -> "a group of people";
      case ANYTHING -> "anything";
    };
  }
}
