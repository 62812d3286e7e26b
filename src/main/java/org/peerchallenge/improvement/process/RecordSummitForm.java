package org.peerchallenge.improvement.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.improvement.Summit;

/** The form in which the office records the summit. */
@FormRef(value = "record-summit", key = Holds.YEAR)
class RecordSummitForm implements TaskForm<RecordSummitForm.Shown, RecordSummitForm.Sent> {

  record Shown(String year, String planPage, @JsonUnwrapped Summit summit) {}

  record Sent(
      String practiceCelebrated, String commonIssues, String nextSteps, boolean namesAgreed) {}

  private final Plans plans;
  private final NamesAgreed names;

  RecordSummitForm(Plans plans, NamesAgreed names) {
    this.plans = plans;
    this.names = names;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    return new Shown(cycle.label(), "/plan/" + cycle, plans.plan(cycle).summit().orElse(null));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    names.check(
        sent.namesAgreed(),
        List.of(sent.practiceCelebrated(), sent.commonIssues(), sent.nextSteps()));
    plans.recordSummit(
        CycleKey.of(task.businessKey()),
        new Summit(sent.practiceCelebrated(), sent.commonIssues(), sent.nextSteps()),
        author.username());
  }
}
