package org.peerchallenge.assessment;

import java.util.Map;

/**
 * What {@code review-advice} is told about a signed version.
 *
 * @param unansweredFlags flagged indicators without an answer
 * @param strengthsWithoutImpact strengths without evidence of impact
 * @param openOfstedIssues issues of earlier reports that are still open
 */
public record ReviewFacts(int unansweredFlags, int strengthsWithoutImpact, int openOfstedIssues) {

  public static ReviewFacts of(SignedVersion version) {
    return new ReviewFacts(
        count(version, Section.DATA_AND_CONCLUSIONS, "indicators", "answer", ""),
        count(version, Section.STRENGTHS, "strengths", "evidenceOfImpact", ""),
        count(version, Section.OFSTED_ISSUES, "issues", "status", "open"));
  }

  /** As the table's inputs. */
  public Map<String, Object> asVariables() {
    return Map.of(
        "unansweredFlags", unansweredFlags,
        "strengthsWithoutImpact", strengthsWithoutImpact,
        "openOfstedIssues", openOfstedIssues);
  }

  private static int count(
      SignedVersion version, Section section, String list, String field, String value) {
    return (int)
        version.section(section).rows(list).stream()
            .filter(row -> row.text(field).strip().equals(value))
            .count();
  }
}
