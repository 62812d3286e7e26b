package org.peerchallenge.assessment;

import java.util.Set;

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

  /** About this year's figures, last year's promises, or a declaration: nobody copies these. */
  private static final Set<Section> WRITTEN_ANEW =
      Set.of(DATA_AND_CONCLUSIONS, SINCE_LAST_YEAR, SHARING_AND_DECLARATION);

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

  /** Whether what was signed a year ago may be put into this year's text. */
  public boolean carriesOver() {
    return !WRITTEN_ANEW.contains(this);
  }
}
