package org.peerchallenge.benchmark;

import java.util.List;

/**
 * Decides which figures an author should explain; the decision table that analysts edit stands
 * behind it.
 */
public interface FlagRule {

  /** The reasons in words, none when there is nothing to explain. */
  List<String> reasons(FlagFacts facts);
}
