package org.peerchallenge.assessment;

import org.peerchallenge.kernel.HasId;

/** The four questions of a review. */
public enum ReviewQuestion implements HasId {
  STRENGTHS_AND_IMPACT(
      "strengthsAndImpact", "Strengths", "Is there evidence of impact as well as activity?"),
  DATA_AND_CONCLUSIONS(
      "dataAndConclusions",
      "Data and conclusions",
      "Is there any discrepancy between the data and the conclusions?"),
  WHOLE_STORY(
      "wholeStory",
      "The whole story",
      "Does it tell one holistic story, or is the information siloed?"),
  OFSTED_ISSUES(
      "ofstedIssues",
      "Earlier Ofsted reports",
      "Are the key issues from previous reports addressed?");

  private final String id;
  private final String title;
  private final String question;

  ReviewQuestion(String id, String title, String question) {
    this.id = id;
    this.title = title;
    this.question = question;
  }

  /** The question as forms and tables write it. */
  @Override
  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** The question in full. */
  public String question() {
    return question;
  }

  /**
   * Reads {@link #id()} back.
   *
   * @throws IllegalArgumentException when there is no such question
   */
  public static ReviewQuestion of(String id) {
    return HasId.of(ReviewQuestion.class, id, "question of a review");
  }
}
