package org.peerchallenge.challenge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.RatingRule;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.SideBySide;
import org.peerchallenge.assessment.SideBySide.Suggested;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a signature of risk shows before it is a crisis: named by several authorities, raised by a
 * group where the self-assessment lacked it, or suggested by figures. Only for whoever may read
 * what it comes from.
 */
@Service
public class EarlyWarnings {

  /** From how many entries on a signature is the region's and not one authority's. */
  private static final int SEVERAL = 3;

  /**
   * What one entry contributes.
   *
   * @param words empty where the name says it all
   */
  public record Mention(String entry, String words) {}

  /**
   * An entry whose rating is milder than its figures.
   *
   * @param figures each that stands out, as a sentence
   */
  public record Mild(String entry, String rating, List<String> figures) {}

  /**
   * An authority whose figures suggest a signature.
   *
   * @param figures how many count for it
   */
  public record Suggestion(String dfeNumber, String name, int figures) {}

  /**
   * One signature.
   *
   * @param named by the authorities themselves, with a concern or as one that concerns them most
   * @param raised by a group where the self-assessment lacked it
   * @param mild where figures stand out and the self-assessment rates mildly
   * @param suggested the authorities whose figures suggest it, the most figures first
   * @param needed what that took; empty where figures never suggest it
   */
  public record Line(
      SignatureOfRisk signature,
      List<Mention> named,
      List<Mention> raised,
      List<Mild> mild,
      List<Suggestion> suggested,
      Optional<RatingRule.Threshold> needed) {

    public boolean isOfSeveral() {
      return named.size() >= SEVERAL || raised.size() >= SEVERAL || mild.size() >= SEVERAL;
    }

    int weight() {
      return named.size() + raised.size() + mild.size();
    }
  }

  /**
   * The warnings of a year.
   *
   * @param lines the signature with the most mentions first, then where figures stand out
   * @param read how many self-assessments this rests on
   * @param of how many entries there are
   * @param authorities how many authorities they are
   */
  public record Warnings(List<Line> lines, int read, int of, int authorities) {}

  private final Cycles cycles;
  private final Assessments assessments;
  private final Reading reading;
  private final SideBySide sideBySide;
  private final Sessions sessions;
  private final Readers readers;
  private final ReadingLog readings;
  private final Region region;

  EarlyWarnings(
      Cycles cycles,
      Assessments assessments,
      Reading reading,
      SideBySide sideBySide,
      Sessions sessions,
      Readers readers,
      ReadingLog readings,
      Region region) {
    this.cycles = cycles;
    this.assessments = assessments;
    this.reading = reading;
    this.sideBySide = sideBySide;
    this.sessions = sessions;
    this.readers = readers;
    this.readings = readings;
    this.region = region;
  }

  /**
   * What this person may know of a year; whoever may not read an entry's words is not told them.
   * Each entry's owner sees that this was read.
   */
  @Transactional
  public Warnings of(CycleKey cycle, String username) {
    List<Entry> entries = cycles.entries(cycle);
    Map<SignatureOfRisk, Suggested> suggested =
        sideBySide.suggested(entries.stream().map(Entry::key).toList());
    Map<SignatureOfRisk, Line> lines = new EnumMap<>(SignatureOfRisk.class);
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      Optional<Suggested> figures = Optional.ofNullable(suggested.get(signature));
      lines.put(
          signature,
          new Line(
              signature,
              new ArrayList<>(),
              new ArrayList<>(),
              new ArrayList<>(),
              figures.map(this::suggestions).orElse(List.of()),
              figures.map(Suggested::needed)));
    }
    int read = 0;
    for (Entry entry : entries) {
      Optional<SignedVersion> shared = shared(username, entry);
      if (shared.isPresent()) {
        read++;
        addOwnWords(entry, shared.get(), lines);
      }
      boolean raised = addRaised(username, entry, lines);
      if (shared.isPresent() || raised) {
        readings.note(entry.key(), username, What.WARNINGS, shared.map(SignedVersion::number));
      }
    }
    return new Warnings(
        lines.values().stream()
            .sorted(
                Comparator.comparingInt(Line::weight)
                    .thenComparingInt(line -> line.suggested().size())
                    .reversed())
            .toList(),
        read,
        entries.size(),
        entries.stream().mapToInt(entry -> entry.key().authorities().size()).sum());
  }

  private Optional<SignedVersion> shared(String username, Entry entry) {
    return switch (reading.access(username, entry.key())) {
      case NONE, STATUS -> Optional.empty();
      case SHARED, OPENED, OWN -> assessments.shared(entry.key());
    };
  }

  private void addOwnWords(Entry entry, SignedVersion version, Map<SignatureOfRisk, Line> lines) {
    FormValues ratings = version.section(Section.SIGNATURES_OF_RISK);
    List<String> most = ratings.answers("mostConcerned");
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      List<String> words = new ArrayList<>();
      String rating = ratings.text(signature.id() + "Rating");
      if (Set.of("concern", "seriousConcern").contains(rating)) {
        words.add(SideBySide.ratingWords(rating).toLowerCase(java.util.Locale.UK));
      }
      if (most.contains(signature.id())) {
        words.add("concerns them most");
      }
      if (!words.isEmpty()) {
        lines.get(signature).named().add(new Mention(entry.name(), String.join(", ", words)));
      }
    }
    for (SideBySide.Difference difference : sideBySide.of(version)) {
      lines
          .get(difference.signature())
          .mild()
          .add(new Mild(entry.name(), difference.rating(), difference.figures()));
    }
  }

  /** Whether there are notes of the session that this person reads something of here. */
  private boolean addRaised(String username, Entry entry, Map<SignatureOfRisk, Line> lines) {
    boolean readable =
        cycles
            .lastGroupOf(entry.key())
            .filter(group -> readers.mayReadNotes(username, group.key(), entry.key()))
            .isPresent();
    Optional<SessionNotes> read = readable ? sessions.notes(entry.key()) : Optional.empty();
    read.ifPresent(
        notes ->
            Arrays.stream(SignatureOfRisk.values())
                .filter(signature -> notes.raised().contains(signature.id()))
                .forEach(
                    signature ->
                        lines
                            .get(signature)
                            .raised()
                            .add(
                                new Mention(
                                    entry.name(),
                                    notes.raisedNote() == null ? "" : notes.raisedNote()))));
    return read.isPresent();
  }

  private List<Suggestion> suggestions(Suggested suggested) {
    return suggested.figures().entrySet().stream()
        .map(
            one ->
                new Suggestion(one.getKey(), region.authority(one.getKey()).name(), one.getValue()))
        .sorted(
            Comparator.comparingInt((Suggestion one) -> -one.figures())
                .thenComparing(Suggestion::name))
        .toList();
  }
}
