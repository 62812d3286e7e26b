package org.peerchallenge.challenge.process;

import static org.peerchallenge.challenge.process.DraftCaseStudyForm.written;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.challenge.CaseStudy;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which the owner of a case study decides whether it is circulated. */
@FormRef(value = "agree-case-study", key = Holds.ENTRY, reads = "caseStudy")
class AgreeCaseStudyForm implements TaskForm<AgreeCaseStudyForm.Shown, AgreeCaseStudyForm.Sent> {

  record Shown(
      String entryName,
      String title,
      String situation,
      String action,
      String impact,
      Optional<String> lessons,
      Optional<String> contact) {}

  record Sent(@Flag Decision caseStudyDecision, Optional<String> wish) {}

  enum Decision {
    @JsonProperty("agree")
    AGREE(CaseStudy.State.AGREED),
    @JsonProperty("change")
    CHANGE(CaseStudy.State.CHANGE_WANTED),
    @JsonProperty("no")
    NO(CaseStudy.State.DECLINED);

    private final CaseStudy.State state;

    Decision(CaseStudy.State state) {
      this.state = state;
    }
  }

  private final Cycles cycles;
  private final CaseStudies caseStudies;

  AgreeCaseStudyForm(Cycles cycles, CaseStudies caseStudies) {
    this.cycles = cycles;
    this.caseStudies = caseStudies;
  }

  @Override
  public Shown show(FormTask task) {
    CaseStudy draft = caseStudies.get(Long.parseLong(task.variable("caseStudy")));
    return new Shown(
        cycles.entry(draft.entry()).name(),
        draft.title(),
        draft.situation(),
        draft.action(),
        draft.impact(),
        written(draft.lessons()),
        written(draft.contact()));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    caseStudies.decide(
        Long.parseLong(task.variable("caseStudy")),
        sent.caseStudyDecision().state,
        sent.wish().orElse(null),
        author.username());
  }
}
