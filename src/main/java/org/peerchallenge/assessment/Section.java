package org.peerchallenge.assessment;

/**
 * The key of a section of a self-assessment, such as {@code whole-story}. Which sections an entry
 * writes is decided by its diagram ({@link AskedSection}); named here are only those of which Java
 * reads particular answers.
 *
 * @param id the section as diagrams, forms and tables write it
 */
public record Section(String id) {

  public static final Section CONTEXT = new Section("context");
  public static final Section SIGNATURES_OF_RISK = new Section("signatures-of-risk");
  public static final Section STRENGTHS = new Section("strengths");
  public static final Section DATA_AND_CONCLUSIONS = new Section("data-and-conclusions");
  public static final Section SINCE_LAST_YEAR = new Section("since-last-year");
  public static final Section OFSTED_ISSUES = new Section("ofsted-issues");
  public static final Section OFFERS_AND_ASKS = new Section("offers-and-asks");
  public static final Section SHARING_AND_DECLARATION = new Section("sharing-and-declaration");

  /**
   * A key.
   *
   * @throws IllegalArgumentException when it is longer than tables hold, or no key at all
   */
  public Section {
    if (!id.matches("[a-z][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("'" + id + "' is no key of a section");
    }
  }

  /** The id of the form in which it is written. */
  public String form() {
    return "write-" + id;
  }

  @Override
  public String toString() {
    return id;
  }
}
