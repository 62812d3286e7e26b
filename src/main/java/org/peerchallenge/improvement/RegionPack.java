package org.peerchallenge.improvement;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.RatingsOfRegion;
import org.peerchallenge.assessment.State;
import org.peerchallenge.challenge.CaseStudy;
import org.peerchallenge.challenge.Findings;
import org.peerchallenge.challenge.Findings.YearFindings;
import org.peerchallenge.challenge.Report;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.challenge.WishesPicture;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * The region's year on paper, for the office and the lead: how far each entry is, the ratings of
 * all as counts, common issues, asks and offers, practice, and what came of it.
 */
@PrintsWords("region-pack")
@Component
public class RegionPack {

  private final Assessments assessments;
  private final RatingsOfRegion ratings;
  private final Reports reports;
  private final Findings findings;
  private final WishesPicture wishes;
  private final Impact impact;
  private final FollowUps followUps;
  private final Cycles cycles;
  private final Clock clock;
  private final Wording words;

  RegionPack(
      Assessments assessments,
      RatingsOfRegion ratings,
      Reports reports,
      Findings findings,
      WishesPicture wishes,
      Impact impact,
      FollowUps followUps,
      Cycles cycles,
      Clock clock,
      DocumentWords documentWords) {
    this.assessments = assessments;
    this.ratings = ratings;
    this.reports = reports;
    this.findings = findings;
    this.wishes = wishes;
    this.impact = impact;
    this.followUps = followUps;
    this.cycles = cycles;
    this.clock = clock;
    this.words = documentWords.of("region-pack");
  }

  /** The pack as of today. */
  public Content of(CycleKey cycle) {
    List<Entry> entries = cycles.entries(cycle);
    YearFindings year = findings.of(cycle);
    Content.Builder content =
        Content.titled(
                words.of("The region’s year: {year}", Map.of("year", cycles.cycle(cycle).label())))
            .subtitle(
                words.of("As at {day}", Map.of("day", EnglishText.weekday(LocalDate.now(clock)))))
            .attribution(
                words.of(
                    "For the programme office and the peer challenge lead. It names authorities."))
            .cover(
                List.of(
                    new Content.Fact(words.of("Entries"), String.valueOf(entries.size())),
                    new Content.Fact(
                        words.of("Self-assessments shared"),
                        String.valueOf(
                            entries.stream()
                                .filter(one -> assessments.state(one.key()) == State.SHARED)
                                .count())),
                    new Content.Fact(
                        words.of("Reports back settled"),
                        String.valueOf(
                            entries.stream()
                                .filter(one -> reports.settled(one.key()).isPresent())
                                .count())),
                    new Content.Fact(
                        words.of("Case studies agreed"),
                        String.valueOf(year.caseStudies().size()))));
    content.section(words.of("How far each entry is"));
    content.table(
        List.of(
            words.of("Entry"),
            words.of("Self-assessment"),
            words.of("Challenge day"),
            words.of("Report back")),
        entries.stream().map(this::row).toList());
    content.section(words.of("Ratings of the signatures of risk"));
    ratings.addTo(content, cycle);
    common(content, year, cycles.byName(cycle));
    content.section(words.of("Asks and offers by theme"));
    wishes.addTo(content, cycle);
    practice(content, year, cycles.byName(cycle));
    cameOfIt(content, cycle);
    return content.build();
  }

  private List<String> row(Entry entry) {
    return List.of(
        entry.name(),
        assessments.state(entry.key()).words(),
        cycles
            .lastGroupOf(entry.key())
            .map(group -> EnglishText.day(group.day()))
            .orElse(words.of("no group")),
        reports
            .latest(entry.key())
            .map(Report::state)
            .map(Report.State::words)
            .orElse(words.of("not written yet")));
  }

  private void common(Content.Builder content, YearFindings year, Comparator<EntryKey> byName) {
    content.section(words.of("Common systemic issues"));
    if (year.systemicIssues().isEmpty() && year.systemicInsights().isEmpty()) {
      content.paragraph(words.of("No report back named one yet."));
    }
    year.systemicIssues().stream()
        .sorted(Comparator.comparing(Findings.SystemicIssues::entry, byName))
        .forEach(one -> content.heading(2, cycles.entry(one.entry()).name()).paragraph(one.text()));
    if (!year.systemicInsights().isEmpty()) {
      content
          .heading(2, words.of("Insights that are systemic"))
          .table(
              List.of(words.of("Entry"), words.of("Insight")),
              year.systemicInsights().stream()
                  .sorted(Comparator.comparing(Findings.Insight::entry, byName))
                  .map(one -> List.of(cycles.entry(one.entry()).name(), one.insight()))
                  .toList());
    }
  }

  private void practice(Content.Builder content, YearFindings year, Comparator<EntryKey> byName) {
    content.section(words.of("Practice worth sharing"));
    if (year.caseStudies().isEmpty()) {
      content.paragraph(words.of("No case study is agreed yet."));
    } else {
      content.table(
          List.of(words.of("Entry"), words.of("Case study"), words.of("What changed")),
          year.caseStudies().stream()
              .sorted(Comparator.comparing(CaseStudy::entry, byName))
              .map(this::row)
              .toList());
    }
  }

  private List<String> row(CaseStudy one) {
    return List.of(cycles.entry(one.entry()).name(), one.title(), one.impact());
  }

  private void cameOfIt(Content.Builder content, CycleKey cycle) {
    content.section(words.of("What came of it"));
    List<Impact.Theme> themes = impact.themes(cycle);
    if (!themes.isEmpty()) {
      content
          .heading(2, words.of("Asks"))
          .table(
              List.of(
                  words.of("Theme"),
                  words.of("Asks"),
                  words.of("Offers"),
                  words.of("Brought together"),
                  words.of("Told what came of it")),
              themes.stream()
                  .map(
                      one ->
                          List.of(
                              one.theme(),
                              String.valueOf(one.asks()),
                              String.valueOf(one.offers()),
                              String.valueOf(one.introduced()),
                              String.valueOf(one.told())))
                  .toList());
    }
    List<Followed> followed = followUps.all(cycle);
    if (!followed.isEmpty()) {
      content
          .heading(2, words.of("Actions and commitments"))
          .table(
              List.of(
                  words.of("No."),
                  words.of("What"),
                  words.of("Who"),
                  words.of("By"),
                  words.of("How far")),
              followed.stream()
                  .map(
                      one ->
                          List.of(
                              one.ref(),
                              one.what(),
                              one.owner(),
                              one.due().map(EnglishText::day).orElse(words.of("no date")),
                              one.progressInWords()
                                  + (one.note().isBlank() ? "" : ": " + one.note())))
                  .toList());
    }
    if (themes.isEmpty() && followed.isEmpty()) {
      content.paragraph(words.of("Nothing is followed yet."));
    }
  }
}
