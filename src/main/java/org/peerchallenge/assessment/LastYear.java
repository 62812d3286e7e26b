package org.peerchallenge.assessment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Carry-over from last year: what an entry's authorities asked for, offered and took on. */
@Service
public class LastYear {

  private final Assessments assessments;
  private final Cycles cycles;
  private final ObjectProvider<PastYear> pastYear;

  LastYear(Assessments assessments, Cycles cycles, ObjectProvider<PastYear> pastYear) {
    this.assessments = assessments;
    this.cycles = cycles;
    this.pastYear = pastYear;
  }

  /** What the year before signed for these authorities, the newest first. */
  public List<SignedVersion> signed(EntryKey entry) {
    return cycles.yearBefore(entry).stream()
        .flatMap(earlier -> assessments.latestSigned(earlier.key()).stream())
        .toList();
  }

  /** Nothing twice. */
  public List<PastYear.Item> of(EntryKey entry) {
    Set<PastYear.Item> items = new LinkedHashSet<>();
    cycles.yearBefore(entry).forEach(earlier -> add(items, earlier.key()));
    return List.copyOf(items);
  }

  private void add(Set<PastYear.Item> items, EntryKey earlier) {
    assessments.asks(earlier).forEach(ask -> items.add(new PastYear.Item("Ask", ask.title())));
    assessments
        .offers(earlier)
        .forEach(offer -> items.add(new PastYear.Item("Offer", offer.title())));
    pastYear.stream()
        .flatMap(past -> past.commitments(earlier).stream())
        .forEach(commitment -> items.add(new PastYear.Item("Commitment", commitment)));
    pastYear.stream().flatMap(past -> past.carriedForward(earlier).stream()).forEach(items::add);
  }
}
