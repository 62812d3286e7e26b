package org.peerchallenge.assessment;

/**
 * Exemption under Part II of the Freedom of Information Act 2000, as far as it may apply to a
 * self-assessment. It notes what the author thought of; whoever answers a request decides anew.
 */
public enum Exemption {
  PERSONAL_INFORMATION(
      "Personal information: somebody could be recognised",
      "section 40",
      "No, where 40(2) applies"),
  IN_CONFIDENCE("Given to us in confidence by somebody else", "section 41", "No"),
  COURT_OR_LAW(
      "A court or another law forbids it, as for family proceedings", "sections 32 and 44", "No"),
  FRANK_ADVICE(
      "It would hinder frank advice or views, or the conduct of public affairs",
      "section 36, by the opinion of the qualified person",
      "Yes"),
  LEGAL_ADVICE("Legal advice", "section 42", "Yes"),
  COMMERCIAL("It would harm somebody’s commercial interests", "section 43", "Yes"),
  INSPECTION_OR_ENQUIRY(
      "It would hinder an inspection, an enquiry or the work of the police", "section 31", "Yes"),
  HEALTH_AND_SAFETY("It would endanger somebody’s health or safety", "section 38", "Yes"),
  PUBLISHED_LATER("We mean to publish it ourselves, later", "section 22", "Yes");

  private final String words;
  private final String law;
  private final String publicInterestTest;

  Exemption(String words, String law, String publicInterestTest) {
    this.words = words;
    this.law = law;
    this.publicInterestTest = publicInterestTest;
  }

  public String words() {
    return words;
  }

  /** Where the Act says so. */
  public String law() {
    return law;
  }

  /** Whether the public interest must be weighed before it is relied upon. */
  public String publicInterestTest() {
    return publicInterestTest;
  }

  /** What stands in the place of a passage: why in kind, and nothing of what it said. */
  public String inItsPlace() {
    return "[Left out of this public version: Freedom of Information Act 2000, " + law + "]";
  }
}
