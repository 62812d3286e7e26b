package org.peerchallenge.cycle;

import java.util.Set;

/**
 * Something about the arrangements that the decision table group-check judges.
 *
 * @param subject where it is, in words: "Group 3 and Group 4"
 * @param what what was looked at, as the table's first column names it
 */
public record Fact(String subject, String what, int number) {

  /** All that is looked at. */
  public static final Set<String> KINDS =
      Set.of(
          "entries in a group",
          "facilitators of a group",
          "working days on the challenge day",
          "working days from the assessments to the day",
          "days from the day to the summit",
          "entries without a group",
          "groups of a facilitator on one day",
          "groups of a person on one day",
          "groups at a venue on one day",
          "times two entries met last year");
}
