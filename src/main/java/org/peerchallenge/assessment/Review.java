package org.peerchallenge.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.FormValues;

/**
 * Review of a signed version by a colleague from elsewhere.
 *
 * @param number the version that it is about; it stays with it when a newer one is signed
 * @param askedByEntry the other authority's entry when a peer asked; empty when the owner did
 * @param questions those that the one who asked would like to have looked at
 * @param answers field of the form to text; nothing before it was written
 */
public record Review(
    long id,
    EntryKey entry,
    int number,
    String askedBy,
    Optional<EntryKey> askedByEntry,
    Optional<String> reason,
    List<ReviewQuestion> questions,
    Instant askedAt,
    State state,
    Optional<String> reviewer,
    Optional<String> noteToReviewer,
    Optional<String> declineReason,
    FormValues answers,
    Optional<Instant> releasedAt,
    Optional<String> reply,
    Optional<String> repliedBy,
    boolean facilitatorMayRead,
    Optional<Instant> closedAt) {

  /** How far a review is. */
  public enum State {
    ASKED("asked for"),
    WITH_OFFICE("with the office"),
    WITH_REVIEWER("a reviewer is asked"),
    ACCEPTED("being written"),
    WRITTEN("written"),
    RELEASED("released to the authority"),
    CLOSED("closed"),
    NOT_WANTED("not wanted by the authority"),
    DECLINED("declined by the office"),
    LAPSED("not written in time"),
    WITHDRAWN("ended, the authority left the year");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public boolean isAskedByPeer() {
    return askedByEntry.isPresent();
  }

  /** Whether a reviewer is asked for it or writes it; what is written stays theirs. */
  public boolean isToBeWritten() {
    return state == State.WITH_REVIEWER || state == State.ACCEPTED;
  }

  /** Whether its authority can read it. */
  public boolean isReleased() {
    return releasedAt.isPresent();
  }

  /** The questions for people: "Strengths, The whole story". */
  public String questionsInWords() {
    return String.join(", ", questions.stream().map(ReviewQuestion::title).toList());
  }

  /** What the reviewer answered to a question: {@code Strengths} or {@code Comments}. */
  public String answer(ReviewQuestion question, String part) {
    return answers.text(question.id() + part);
  }
}
