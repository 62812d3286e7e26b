package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Service;

/** What a self-assessment says otherwise than the version before, or than last year's. */
@Service
public class Changes {

  /**
   * One answer that is not as it was; {@code before} or {@code now} is empty when there was, or is,
   * none.
   */
  public record Line(String label, String before, String now) {}

  /** A section in which something changed. */
  public record Changed(Section section, List<Line> lines) {}

  /**
   * The comparison of two texts.
   *
   * @param since what the earlier one is: "version 1, signed on 14 December 2018"
   * @param unchanged sections that say the same
   */
  public record Comparison(String since, List<Changed> changed, List<Section> unchanged) {}

  private final Assessments assessments;
  private final Sections sections;
  private final Narrative narrative;
  private final Cycles cycles;

  Changes(Assessments assessments, Sections sections, Narrative narrative, Cycles cycles) {
    this.assessments = assessments;
    this.sections = sections;
    this.narrative = narrative;
    this.cycles = cycles;
  }

  /** What the sections say now; empty when there is nothing to compare them with. */
  public Optional<Comparison> ofDraft(EntryKey entry) {
    Map<String, Map<String, Object>> now = new LinkedHashMap<>();
    sections.written(entry).forEach((section, text) -> now.put(section.id(), text.content()));
    return assessments
        .latestSigned(entry)
        .or(() -> lastYears(entry))
        .map(before -> compare(before, entry, now));
  }

  /** What a signed version says; empty when it is the first of all. */
  public Optional<Comparison> of(SignedVersion version) {
    return assessments
        .version(version.entry(), version.number() - 1)
        .or(() -> lastYears(version.entry()))
        .map(before -> compare(before, version.entry(), version.sections()));
  }

  /** The newest that one of its authorities signed in the year before. */
  private Optional<SignedVersion> lastYears(EntryKey entry) {
    return cycles.previous(entry.cycle()).stream()
        .flatMap(cycle -> cycles.everyEntry(cycle.key()).stream())
        .filter(earlier -> earlier.authorities().stream().anyMatch(entry.authorities()::contains))
        .flatMap(earlier -> assessments.latestSigned(earlier.key()).stream())
        .findFirst();
  }

  private Comparison compare(
      SignedVersion before, EntryKey entry, Map<String, Map<String, Object>> now) {
    List<Changed> changed = new ArrayList<>();
    List<Section> unchanged = new ArrayList<>();
    for (Section section : Section.values()) {
      Map<String, Object> content = now.get(section.id());
      if (content != null) {
        List<Line> lines = lines(section, before.section(section), content);
        if (lines.isEmpty()) {
          unchanged.add(section);
        } else {
          changed.add(new Changed(section, lines));
        }
      }
    }
    String year = before.entry().cycle().equals(entry.cycle()) ? "" : "last year’s ";
    return new Comparison(
        year
            + "version "
            + before.number()
            + ", signed on "
            + EnglishText.moment(before.signedAt()),
        changed,
        unchanged);
  }

  private List<Line> lines(
      Section section, Map<String, Object> before, Map<String, Object> content) {
    Map<String, String> was = answers(section, before);
    Map<String, String> is = answers(section, content);
    Set<String> labels = new LinkedHashSet<>(is.keySet());
    labels.addAll(was.keySet());
    return labels.stream()
        .map(label -> new Line(label, was.getOrDefault(label, ""), is.getOrDefault(label, "")))
        .filter(line -> !line.before().equals(line.now()))
        .toList();
  }

  private Map<String, String> answers(Section section, Map<String, Object> content) {
    return narrative.passages(section, content).stream()
        .flatMap(
            passage ->
                passage.lines().stream()
                    .map(
                        line ->
                            Map.entry(
                                passage.heading().isEmpty()
                                    ? line.label()
                                    : passage.heading() + " – " + line.label(),
                                line.text())))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                Map.Entry::getValue,
                (one, other) -> one + "\n" + other,
                LinkedHashMap::new));
  }
}
