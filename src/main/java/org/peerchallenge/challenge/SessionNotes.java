package org.peerchallenge.challenge;

import static org.peerchallenge.challenge.SessionRecords.orEmpty;

import java.util.List;
import org.peerchallenge.challenge.SessionRecords.AffirmedStrength;
import org.peerchallenge.challenge.SessionRecords.Answer;
import org.peerchallenge.challenge.SessionRecords.Commitment;
import org.peerchallenge.challenge.SessionRecords.Insight;
import org.peerchallenge.challenge.SessionRecords.Wish;
import org.springframework.lang.Nullable;

/**
 * The facilitator's notes of one session, by its activities.
 *
 * @param concerns what the presenter named (1 present)
 * @param answers worth keeping (2 explore)
 * @param raised ids of the signatures of risk that the group raised and the self-assessment lacks
 *     (2 explore)
 * @param strengths affirmed by the group (3 affirm)
 * @param insights from the balcony (4 balcony)
 * @param heard what the presenter heard (5 reflect)
 */
public record SessionNotes(
    String concerns,
    List<Answer> answers,
    List<String> raised,
    @Nullable String raisedNote,
    List<AffirmedStrength> strengths,
    List<Insight> insights,
    @Nullable String heard,
    List<Commitment> commitments,
    List<Wish> asks,
    List<Wish> offers) {

  public SessionNotes {
    answers = orEmpty(answers);
    raised = orEmpty(raised);
    strengths = orEmpty(strengths);
    insights = orEmpty(insights);
    commitments = orEmpty(commitments);
    asks = orEmpty(asks);
    offers = orEmpty(offers);
  }
}
