package org.peerchallenge.challenge;

import java.util.ArrayList;
import java.util.List;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Proposal;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.challenge.RegisterItem.Kind;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks and offers of shared self-assessments, for whoever may read these: they live from sharing
 * on, and stand in the {@link Register} once the report back has listed them.
 */
@Service
public class EarlyWishes {

  /** An ask or an offer that no report has listed yet. */
  public record Wish(
      Kind kind, EntryKey entry, String title, String description, String theme, String contact) {}

  private final Assessments assessments;
  private final Reading reading;
  private final ReadingLog readings;
  private final Register register;
  private final Cycles cycles;

  EarlyWishes(
      Assessments assessments,
      Reading reading,
      ReadingLog readings,
      Register register,
      Cycles cycles) {
    this.assessments = assessments;
    this.reading = reading;
    this.readings = readings;
    this.register = register;
    this.cycles = cycles;
  }

  /** Those of a year, by entry; what is another authority's is noted as read. */
  @Transactional
  public List<Wish> of(CycleKey cycle, String reader) {
    return cycles.entries(cycle).stream()
        .map(Entry::key)
        .flatMap(entry -> of(entry, reader).stream())
        .toList();
  }

  /** Those of one entry; empty for whoever may not read its self-assessment. */
  @Transactional
  public List<Wish> of(EntryKey entry, String reader) {
    Reading.Access access = reading.access(reader, entry);
    if (access.compareTo(Reading.Access.SHARED) < 0 || assessments.shared(entry).isEmpty()) {
      return List.of();
    }
    List<RegisterItem> listed = register.of(entry);
    List<Wish> wishes = new ArrayList<>();
    assessments.asks(entry).forEach(one -> add(wishes, Kind.ASK, entry, one, listed));
    assessments.offers(entry).forEach(one -> add(wishes, Kind.OFFER, entry, one, listed));
    if (access != Reading.Access.OWN && !wishes.isEmpty()) {
      readings.note(entry, reader, ReadingLog.What.WISHES);
    }
    return wishes;
  }

  private static void add(
      List<Wish> wishes, Kind kind, EntryKey entry, Proposal one, List<RegisterItem> listed) {
    boolean known =
        listed.stream()
            .anyMatch(
                item -> item.kind() == kind && item.title().equalsIgnoreCase(one.title().strip()));
    if (!known) {
      wishes.add(
          new Wish(kind, entry, one.title(), one.description(), one.theme().id(), one.contact()));
    }
  }
}
