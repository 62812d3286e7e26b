package org.peerchallenge.benchmark;

import java.util.List;

/**
 * Decides which figures an author should explain; the decision table that analysts edit stands
 * behind it.
 */
public interface FlagRule {

  /**
   * The reasons in words for each, in their order; none where there is nothing to explain. All are
   * decided by one version of the table.
   */
  List<List<String>> reasons(List<FlagFacts> facts);
}
