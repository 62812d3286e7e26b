package org.peerchallenge.change;

import java.time.Instant;
import java.util.Optional;

/** A running case that was to go on by the diagrams of a deployed set. */
public record Move(
    String diagram,
    String businessKey,
    String askedBy,
    Instant asked,
    State state,
    String outcome,
    Optional<Instant> ended) {

  /** What became of it. */
  public enum State {
    WAITING("waits its turn"),
    MOVED("moved"),
    STAYED("stayed"),
    FAILED("failed, and stays as it was");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
