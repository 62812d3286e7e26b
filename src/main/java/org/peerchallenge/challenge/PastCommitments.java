package org.peerchallenge.challenge;

import java.util.List;
import org.peerchallenge.assessment.PastYear;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/** What an entry promised on its day, for the self-assessment of the year after. */
@Component
class PastCommitments implements PastYear {

  private final Reports reports;

  PastCommitments(Reports reports) {
    this.reports = reports;
  }

  @Override
  public List<String> commitments(EntryKey earlier) {
    return reports
        .settled(earlier)
        .map(Report::text)
        .map(
            text ->
                text.commitments().stream()
                    .map(
                        one ->
                            one.commitment()
                                + " ("
                                + one.owner()
                                + (one.due() == null
                                    ? ")"
                                    : ", by " + EnglishText.weekday(one.due()) + ")"))
                    .toList())
        .orElse(List.of());
  }
}
