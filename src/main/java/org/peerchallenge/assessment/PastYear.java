package org.peerchallenge.assessment;

import java.util.List;
import org.peerchallenge.cycle.EntryKey;

/**
 * Supplier of what an earlier year left to account for. The features that keep it supply it; the
 * self-assessment only asks what came of it.
 */
public interface PastYear {

  /**
   * Something to account for.
   *
   * @param kind as people say it: Ask, Offer, Action
   */
  record Item(String kind, String title) {}

  /** Commitments of an earlier year's entry, one sentence each. */
  default List<String> commitments(EntryKey earlier) {
    return List.of();
  }

  /** What else an earlier year's entry left. */
  default List<Item> carriedForward(EntryKey earlier) {
    return List.of();
  }
}
