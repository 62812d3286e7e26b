package org.peerchallenge.improvement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.challenge.CaseStudy;
import org.peerchallenge.challenge.Meetings;
import org.peerchallenge.challenge.WishesPicture;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * Papers of the summit: practice to celebrate, common issues, asks and offers, and what directors
 * and lead members are asked to approve. Nothing in it names an authority that did not agree.
 */
@PrintsWords("summit-papers")
@Component
public class SummitPapers {

  private final CaseStudies caseStudies;
  private final Meetings meetings;
  private final WishesPicture wishes;
  private final PlanDocument plans;
  private final Cycles cycles;
  private final Wording words;

  SummitPapers(
      CaseStudies caseStudies,
      Meetings meetings,
      WishesPicture wishes,
      PlanDocument plans,
      Cycles cycles,
      DocumentWords documentWords) {
    this.caseStudies = caseStudies;
    this.meetings = meetings;
    this.wishes = wishes;
    this.plans = plans;
    this.cycles = cycles;
    this.words = documentWords.of("summit-papers");
  }

  /** The papers as they stand today. */
  public Content of(Plan plan) {
    List<Content.Fact> cover = new ArrayList<>();
    cover.add(
        new Content.Fact(
            words.of("Day"), EnglishText.weekday(cycles.cycle(plan.cycle()).summit())));
    meetings
        .find(plan.cycle(), Meetings.Kind.SUMMIT)
        .filter(meeting -> !meeting.calledOff())
        .ifPresent(
            meeting -> {
              cover.add(
                  new Content.Fact(
                      words.of("Time"),
                      words.of(
                          "{from} to {until}",
                          Map.of(
                              "from", EnglishText.time(meeting.starts()),
                              "until", EnglishText.time(meeting.ends())))));
              if (!meeting.place().isBlank()) {
                cover.add(new Content.Fact(words.of("Place"), meeting.place()));
              }
            });
    cover.add(
        new Content.Fact(words.of("For"), words.of("Directors and lead members of the region")));
    Content.Builder content =
        Content.titled(words.of("Summit papers, {year}", Map.of("year", plan.cycle().label())))
            .subtitle(words.of("Practice, common issues, and a plan to approve"))
            .cover(cover)
            .wide();
    content
        .section(words.of("What you are asked to decide"))
        .bullets(
            List.of(
                words.of("Whether you approve the improvement plan."),
                words.of("Whether you approve the support for the year ahead."),
                words.of("What else the region does together, and who leads it.")))
        .paragraph(
            words.of(
                "The two approvals are separate. Whoever disagrees may say why; it is recorded and does not prevent approval."));
    practice(content, plan);
    content.section(words.of("Asks and offers by theme"));
    wishes.addTo(content, plan.cycle());
    plans.body(content, plan);
    return content.build();
  }

  private void practice(Content.Builder content, Plan plan) {
    content.section(words.of("Practice to celebrate"));
    List<CaseStudy> circulated =
        caseStudies.agreed(plan.cycle()).stream()
            .filter(one -> one.state() == CaseStudy.State.CIRCULATED)
            .sorted(Comparator.comparing(CaseStudy::entry, cycles.byName(plan.cycle())))
            .toList();
    if (circulated.isEmpty()) {
      content.paragraph(words.of("No case study was circulated yet."));
    }
    for (CaseStudy one : circulated) {
      content
          .heading(2, one.title())
          .paragraph(cycles.entry(one.entry()).name())
          .paragraph(one.impact());
    }
  }
}
