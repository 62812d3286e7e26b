package org.peerchallenge.improvement.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.Refused;

/** The form in which the office drafts the plan's actions and support. */
@FormRef(value = "draft-plan", key = Holds.YEAR)
class DraftPlanForm implements TaskForm<DraftPlanForm.Shown, DraftPlanForm.Sent> {

  record Shown(
      String year, String findingsPage, String matchesPage, @JsonUnwrapped PlanDraft.Draft draft) {}

  record Sent(List<ActionRow> actions, List<SupportRow> support, boolean namesAgreed) {}

  private final PlanDraft drafts;

  DraftPlanForm(PlanDraft drafts) {
    this.drafts = drafts;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    return new Shown(
        cycle.label(),
        "/plan/" + cycle + "/findings",
        "/plan/" + cycle + "/matches",
        drafts.of(cycle));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    if (sent.actions().isEmpty() || sent.support().isEmpty()) {
      throw new Refused(
          "Add at least one action and one kind of support: both are put to the vote.");
    }
    drafts.writeActions(cycle, sent.actions(), sent.namesAgreed());
    drafts.writeSupport(cycle, sent.support(), sent.namesAgreed());
  }
}
