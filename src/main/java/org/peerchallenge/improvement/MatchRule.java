package org.peerchallenge.improvement;

/** Decides whether an offer could answer an ask; the decision table stands behind it. */
public interface MatchRule {

  /**
   * What it decided.
   *
   * @param match {@code yes}, {@code possible} or {@code no}
   */
  record Verdict(String match, String reason) {}

  Verdict judge(Pair pair);
}
