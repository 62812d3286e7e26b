package org.peerchallenge.challenge.process;

import java.util.Optional;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.challenge.CaseStudy;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which a case study is written up. */
@FormRef(value = "draft-case-study", key = Holds.ENTRY, reads = "caseStudy")
class DraftCaseStudyForm implements TaskForm<DraftCaseStudyForm.Shown, DraftCaseStudyForm.Sent> {

  record Shown(
      String entryName,
      String practice,
      Optional<String> wish,
      String title,
      String situation,
      String action,
      String impact,
      Optional<String> lessons,
      Optional<String> contact) {}

  record Sent(
      String title,
      String situation,
      String action,
      String impact,
      Optional<String> lessons,
      Optional<String> contact) {}

  private final Cycles cycles;
  private final CaseStudies caseStudies;

  DraftCaseStudyForm(Cycles cycles, CaseStudies caseStudies) {
    this.cycles = cycles;
    this.caseStudies = caseStudies;
  }

  @Override
  public Shown show(FormTask task) {
    CaseStudy before = caseStudies.get(Long.parseLong(task.variable("caseStudy")));
    return new Shown(
        cycles.entry(before.entry()).name(),
        before.practice(),
        written(before.wish()),
        before.title(),
        before.situation(),
        before.action(),
        before.impact(),
        written(before.lessons()),
        written(before.contact()));
  }

  static Optional<String> written(String text) {
    return Optional.of(text).filter(one -> !one.isBlank());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    caseStudies.draft(
        Long.parseLong(task.variable("caseStudy")),
        sent.title(),
        sent.situation(),
        sent.action(),
        sent.impact(),
        sent.lessons().orElse(null),
        sent.contact().orElse(null),
        author.username());
  }
}
