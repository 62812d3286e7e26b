package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.FormValues;
import org.springframework.stereotype.Service;

/** Comparison of versions: what a self-assessment says otherwise than before, or than last year. */
@Service
public class Changes {

  /**
   * One answer that is not as it was; {@code before} or {@code now} is empty when there was, or is,
   * none.
   */
  public record Line(String label, String before, String now) {}

  /** A section in which something changed. */
  public record Changed(AskedSection section, List<Line> lines) {}

  /**
   * The comparison of two texts.
   *
   * @param since what the earlier one is: "version 1, signed on 14 December 2018"
   * @param unchanged sections that say the same
   * @param notAsked sections that were written then and are not asked for any more
   */
  public record Comparison(
      String since,
      List<Changed> changed,
      List<AskedSection> unchanged,
      List<AskedSection> notAsked) {}

  private record Answer(String label, String text) {
    static final Answer NONE = new Answer("", "");
  }

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
    Map<String, FormValues> now = new LinkedHashMap<>();
    sections.written(entry).forEach((section, text) -> now.put(section.id(), text.content()));
    return assessments
        .latestSigned(entry)
        .or(() -> lastYears(entry))
        .map(before -> compare(before, entry, sections.asked(entry), now));
  }

  /** What a signed version says; empty when it is the first of all. */
  public Optional<Comparison> of(SignedVersion version) {
    return assessments
        .version(version.entry(), version.number() - 1)
        .or(() -> lastYears(version.entry()))
        .map(before -> compare(before, version.entry(), version.asked(), version.sections()));
  }

  /** The newest that one of its authorities signed in the year before. */
  private Optional<SignedVersion> lastYears(EntryKey entry) {
    return cycles.yearBefore(entry).stream()
        .flatMap(earlier -> assessments.latestSigned(earlier.key()).stream())
        .findFirst();
  }

  private Comparison compare(
      SignedVersion before, EntryKey entry, List<AskedSection> asked, Map<String, FormValues> now) {
    List<Changed> changed = new ArrayList<>();
    List<AskedSection> unchanged = new ArrayList<>();
    for (AskedSection section : asked) {
      FormValues content = now.get(section.id());
      if (content != null) {
        AskedSection then = before.asked(section.section()).orElse(section);
        List<Line> lines =
            lines(answers(then, before.section(section.section())), answers(section, content));
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
        unchanged,
        before.asked().stream()
            .filter(one -> asked.stream().noneMatch(it -> it.section().equals(one.section())))
            .toList());
  }

  /** Answers are the same by the key of their question; its words may have been improved. */
  private static List<Line> lines(Map<String, Answer> was, Map<String, Answer> is) {
    Set<String> keys = new LinkedHashSet<>(is.keySet());
    keys.addAll(was.keySet());
    return keys.stream()
        .map(
            key -> {
              Answer before = was.getOrDefault(key, Answer.NONE);
              Answer now = is.getOrDefault(key, Answer.NONE);
              return new Line(
                  now == Answer.NONE ? before.label() : now.label(), before.text(), now.text());
            })
        .filter(line -> !line.before().equals(line.now()))
        .toList();
  }

  private Map<String, Answer> answers(AskedSection section, FormValues content) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (Narrative.Passage passage : narrative.passages(section, content)) {
      for (Narrative.Line line : passage.lines()) {
        String label =
            passage.heading().isEmpty() ? line.label() : passage.heading() + " – " + line.label();
        answers.put(line.key(), new Answer(label, line.text()));
      }
    }
    return answers;
  }
}
