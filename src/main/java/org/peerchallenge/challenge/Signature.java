package org.peerchallenge.challenge;

import java.util.Arrays;

/** The eleven signatures of risk, in the order in which the programme names them. */
public enum Signature {
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
  private final String words;

  Signature(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** As forms and tables write it. */
  public String id() {
    return id;
  }

  public String words() {
    return words;
  }

  /** Reads {@link #id()} back; null for the forms' "none of them in particular". */
  public static Signature of(String id) {
    return Arrays.stream(values()).filter(one -> one.id.equals(id)).findFirst().orElse(null);
  }
}
