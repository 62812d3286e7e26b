package org.peerchallenge.grouping;

import java.time.LocalDate;
import java.util.List;

/**
 * Groups as the solver proposes them.
 *
 * @param broken hard rules that cannot be kept with these wishes, in words; empty when all are kept
 * @param score weighed wishes, the greater the better; comparable only for the same year and wishes
 * @param millis how long it took
 */
public record GroupProposal(
    List<ProposedGroup> groups, List<String> broken, int score, long millis) {

  /**
   * A group.
   *
   * @param entries local keys
   * @param facilitator username; empty for nobody
   * @param why what speaks for it and against it, in words
   */
  public record ProposedGroup(
      int number, List<String> entries, LocalDate day, String facilitator, List<String> why) {}
}
