package org.peerchallenge.concern;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A serious concern, as its readers see it.
 *
 * @param about DfE number of the authority
 * @param readers usernames, who raised it first
 */
public record Concern(
    long id,
    String about,
    String words,
    String raisedBy,
    Instant raised,
    List<String> readers,
    List<Step> steps) {

  /**
   * What was done about it, on which day.
   *
   * @param whom who was told; empty for a note
   */
  public record Step(
      Kind kind, LocalDate day, String whom, String words, String recordedBy, Instant recorded) {}

  /** Kinds of steps. */
  public enum Kind {
    NOTE("Note"),
    AUTHORITY_TOLD("The authority was told"),
    THIRD_PARTY_TOLD("A third party was told"),
    CLOSED("Closed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public boolean isClosed() {
    return has(Kind.CLOSED);
  }

  boolean has(Kind kind) {
    return steps.stream().anyMatch(step -> step.kind() == kind);
  }
}
