package org.peerchallenge.improvement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Service;

/**
 * What an authority takes into a year from the year before: its asks, offers and commitments, and
 * the open actions that it leads. They are the rows of "since last year" in its self-assessment.
 */
@Service
public class CarriedForward {

  /**
   * One thing to account for.
   *
   * @param kind {@code Ask}, {@code Offer}, {@code Commitment} or {@code Action}
   * @param soFar what is known of it; may be empty
   */
  public record Row(String kind, String what, String soFar) {}

  private final Cycles cycles;
  private final YearsReports reports;
  private final FollowUps followUps;

  CarriedForward(Cycles cycles, YearsReports reports, FollowUps followUps) {
    this.cycles = cycles;
    this.reports = reports;
    this.followUps = followUps;
  }

  /**
   * What these authorities carry into that year; none when there was no year before.
   *
   * @param authorities DfE numbers: an entry may have been joined or parted since
   */
  public List<Row> of(Collection<String> authorities, CycleKey into) {
    return cycles
        .previous(into)
        .map(Cycle::key)
        .map(from -> rows(authorities, from))
        .orElse(List.of());
  }

  private List<Row> rows(Collection<String> authorities, CycleKey from) {
    List<Row> rows = new ArrayList<>();
    for (Matches.Line ask : reports.asks(from)) {
      if (isOf(ask.entry(), authorities) && !ask.withdrawn()) {
        rows.add(new Row("Ask", ask.title(), ""));
      }
    }
    for (Matches.Line offer : reports.offers(from)) {
      if (isOf(offer.entry(), authorities) && !offer.withdrawn()) {
        rows.add(new Row("Offer", offer.title(), ""));
      }
    }
    List<Followed> followed = followUps.all(from);
    for (Followed one : followed) {
      boolean theirs = one.entry().filter(entry -> isOf(entry, authorities)).isPresent();
      if (theirs && (one.kind() == Followed.Kind.COMMITMENT || one.isOpen())) {
        rows.add(
            new Row(
                one.kind() == Followed.Kind.COMMITMENT ? "Commitment" : "Action",
                one.what(),
                soFar(one)));
      }
    }
    // A plan that is not published follows nothing yet, but what was promised was promised.
    if (followed.isEmpty()) {
      reports.commitments(from).stream()
          .filter(promised -> isOf(promised.entry(), authorities))
          .forEach(promised -> rows.add(new Row("Commitment", promised.what(), "")));
    }
    return rows;
  }

  private static String soFar(Followed one) {
    return one.note().isBlank() ? one.progressInWords() : one.progressInWords() + ": " + one.note();
  }

  private static boolean isOf(EntryKey entry, Collection<String> authorities) {
    return entry.authorities().stream().anyMatch(authorities::contains);
  }
}
