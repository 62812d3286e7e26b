package org.peerchallenge.improvement;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.peerchallenge.assessment.PastYear;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Service;

/**
 * What an entry takes from one year into the next: its asks and offers as the register has them at
 * last, and the open actions of the plan that it leads. They stand beside its commitments in "since
 * last year" of its next self-assessment.
 */
@Service
public class CarriedForward implements PastYear {

  private final YearsReports reports;
  private final FollowUps followUps;

  CarriedForward(YearsReports reports, FollowUps followUps) {
    this.reports = reports;
    this.followUps = followUps;
  }

  @Override
  public List<Item> carriedForward(EntryKey earlier) {
    return Stream.of(
            lines("Ask", reports.asks(earlier.cycle()), earlier),
            lines("Offer", reports.offers(earlier.cycle()), earlier),
            followUps.open(earlier.cycle()).stream()
                .filter(one -> one.kind() == Followed.Kind.ACTION)
                .filter(one -> one.entry().filter(earlier::equals).isPresent())
                .map(one -> new Item("Action", one.what() + " (" + soFar(one) + ")")))
        .flatMap(items -> items)
        .toList();
  }

  private static Stream<Item> lines(String kind, List<Matches.Line> lines, EntryKey entry) {
    return lines.stream()
        .filter(line -> line.entry().equals(entry) && !line.withdrawn())
        .map(line -> new Item(kind, line.title()));
  }

  private static String soFar(Followed one) {
    String progress = one.progressInWords().toLowerCase(Locale.UK);
    return one.note().isBlank() ? progress : progress + ": " + one.note();
  }
}
