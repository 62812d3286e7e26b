package org.peerchallenge.assessment;

import java.util.Arrays;
import java.util.Optional;

/** The ten sections of a self-assessment, in reading order. */
public enum Section {
  CONTEXT("context", "Context"),
  QUALITY_AND_IMPACT("quality-and-impact", "Quality and impact of practice"),
  SIGNATURES_OF_RISK("signatures-of-risk", "Signatures of risk"),
  STRENGTHS("strengths", "Strengths"),
  DATA_AND_CONCLUSIONS("data-and-conclusions", "Data and conclusions"),
  SINCE_LAST_YEAR("since-last-year", "Since last year"),
  OFSTED_ISSUES("ofsted-issues", "Previous Ofsted issues"),
  WHOLE_STORY("whole-story", "Whole story"),
  OFFERS_AND_ASKS("offers-and-asks", "Offers, asks and questions"),
  SHARING_AND_DECLARATION("sharing-and-declaration", "Sharing and declaration");

  private final String id;
  private final String title;

  Section(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The section as diagrams, forms and tables write it. */
  public String id() {
    return id;
  }

  /** The section as people write it. */
  public String title() {
    return title;
  }

  /** The id of the form in which it is written. */
  public String form() {
    return "write-" + id;
  }

  /** The section that is written in a form; empty when the form is another's. */
  public static Optional<Section> ofForm(String form) {
    return Arrays.stream(values()).filter(section -> section.form().equals(form)).findFirst();
  }

  /**
   * Reads {@link #id()} back.
   *
   * @throws IllegalArgumentException when there is no such section
   */
  public static Section of(String id) {
    return Arrays.stream(values())
        .filter(section -> section.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no section '" + id + "'"));
  }
}
