package org.peerchallenge.challenge;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.peerchallenge.cycle.EntryKey;

/**
 * One version of a report back.
 *
 * @param reason why this version was written; empty for the first
 * @param factCheck "agreed" or "disputed"; empty while the host has not answered
 * @param dispute the host's own words
 * @param answer "amended" or "disagreement"; empty while there is none
 * @param document the Word document, once settled
 */
public record Report(
    long id,
    EntryKey entry,
    int version,
    State state,
    ReportText text,
    String reason,
    String writtenBy,
    Instant written,
    Optional<String> factCheck,
    String dispute,
    Optional<String> answer,
    String answerText,
    Optional<Outcome> outcome,
    Optional<Instant> settled,
    Optional<UUID> document) {

  /** Where the version is on its way. */
  public enum State {
    WRITTEN("Written"),
    WITH_HOST("With the host"),
    SETTLED("Final");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** How the fact check ended. */
  public enum Outcome {
    AGREED("The host agreed the facts."),
    AMENDED("The host objected, and the report was amended."),
    DISAGREEMENT("The host and the facilitator see a fact differently; both views are kept."),
    NOT_ANSWERED("The host did not answer in time: final, not answered.");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Where the version is on its way; once the host has objected, it is with the facilitator. */
  public String stateWords() {
    return state == State.WITH_HOST && factCheck.isPresent()
        ? "With the facilitator: the host says that a fact is wrong"
        : state.words();
  }

  public boolean isSettled() {
    return state == State.SETTLED;
  }
}
