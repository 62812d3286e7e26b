package org.peerchallenge.assessment;

import org.peerchallenge.kernel.HasId;

/** The eleven signatures of risk, in the order of the programme's own slides. */
public enum SignatureOfRisk implements HasId {
  POLITICAL_CLIMATE("politicalClimate", "Broader political climate"),
  CORPORATE_SUPPORT("corporateSupport", "Corporate support"),
  LEADERSHIP_TURNOVER("leadershipTurnover", "Senior leadership turnover"),
  SERVICE_REORGANISATION("serviceReorganisation", "Service reorganisation"),
  BUDGET("budget", "Budget"),
  PERFORMANCE("performance", "Performance"),
  LEADING_WITH_OTHERS("leadingWithOthers", "Leading with others"),
  WORKFORCE("workforce", "Workforce"),
  LEARNING_CULTURE("learningCulture", "Learning culture"),
  PRACTICE_LEADERSHIP("practiceLeadership", "Practice leadership"),
  CHALLENGE_AND_FEEDBACK("challengeAndFeedback", "External and internal challenge and feedback");

  private final String id;
  private final String title;

  SignatureOfRisk(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /** The signature as forms and tables write it. */
  @Override
  public String id() {
    return id;
  }

  /** The signature as people write it. */
  public String title() {
    return title;
  }

  /**
   * Reads {@link #id()} back.
   *
   * @throws IllegalArgumentException when there is no such signature
   */
  public static SignatureOfRisk of(String id) {
    return HasId.of(SignatureOfRisk.class, id, "signature of risk");
  }
}
