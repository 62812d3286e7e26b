package org.peerchallenge.challenge;

import static org.peerchallenge.challenge.SessionRecords.orEmpty;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.peerchallenge.challenge.SessionRecords.AffirmedStrength;
import org.peerchallenge.challenge.SessionRecords.Commitment;
import org.peerchallenge.challenge.SessionRecords.Insight;
import org.peerchallenge.challenge.SessionRecords.Practice;
import org.peerchallenge.challenge.SessionRecords.Strength;
import org.peerchallenge.challenge.SessionRecords.Wish;
import org.springframework.lang.Nullable;

/**
 * What a report back says.
 *
 * @param systemicIssues what is bigger than this authority
 * @param allSignatures whether the self-assessment takes all signatures of risk into account; null
 *     only in what a facilitator finds prefilled
 */
public record ReportText(
    List<Strength> strengths,
    List<Insight> insights,
    List<Commitment> commitments,
    List<Wish> asks,
    List<Wish> offers,
    List<Practice> practices,
    @Nullable String systemicIssues,
    Verdict allSignatures,
    String allSignaturesWhy) {

  /** The answer to the question on all signatures. */
  public enum Verdict {
    @JsonProperty("yes")
    YES("Yes"),
    @JsonProperty("partly")
    PARTLY("Partly"),
    @JsonProperty("no")
    NO("No");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public ReportText {
    strengths = orEmpty(strengths);
    insights = orEmpty(insights);
    commitments = orEmpty(commitments);
    asks = orEmpty(asks);
    offers = orEmpty(offers);
    practices = orEmpty(practices);
  }

  /** The report as the notes of the session suggest it. */
  static ReportText from(SessionNotes notes) {
    return new ReportText(
        notes.strengths().stream().map(AffirmedStrength::inReport).toList(),
        notes.insights(),
        notes.commitments(),
        notes.asks(),
        notes.offers(),
        List.of(),
        null,
        null,
        null);
  }

  /** What peers of the group may read: nothing on risk. */
  public ReportText summary() {
    return new ReportText(
        strengths, List.of(), commitments, asks, offers, List.of(), null, null, null);
  }
}
