package org.peerchallenge.improvement.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.Flag;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Round;
import org.peerchallenge.improvement.Words;
import org.peerchallenge.kernel.Refused;

/** The form in which the office revises what was not approved, or ends without it. */
@FormRef(value = "revise-and-record", key = Holds.YEAR)
class ReviseAndRecordForm implements TaskForm<ReviseAndRecordForm.Shown, ReviseAndRecordForm.Sent> {

  record Shown(
      String planPage,
      String result,
      boolean askPlan,
      boolean askSupport,
      @JsonUnwrapped PlanDraft.Draft draft) {}

  record Sent(
      @Flag After afterRound,
      List<ActionRow> actions,
      List<SupportRow> support,
      String changed,
      boolean namesAgreed) {}

  /** How a plan that found no majority goes on. */
  enum After {
    @JsonProperty("again")
    AGAIN,
    @JsonProperty("part")
    PART,
    @JsonProperty("none")
    NONE
  }

  private final PlanDraft drafts;
  private final Approvals approvals;

  ReviseAndRecordForm(PlanDraft drafts, Approvals approvals) {
    this.drafts = drafts;
    this.approvals = approvals;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    List<Round> rounds = approvals.rounds(cycle);
    return new Shown(
        "/plan/" + cycle,
        String.join("\n\n", Words.counts(rounds.get(rounds.size() - 1))),
        rounds.stream().noneMatch(Round::approvedPlan),
        rounds.stream().noneMatch(Round::approvedSupport),
        drafts.of(cycle));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    List<Round> rounds = approvals.rounds(cycle);
    boolean plan = rounds.stream().noneMatch(Round::approvedPlan);
    boolean support = rounds.stream().noneMatch(Round::approvedSupport);
    approvals.changed(cycle, sent.changed());
    if (sent.afterRound() == After.PART && plan && support) {
      throw new Refused("Neither plan nor support was approved: there is no part to publish.");
    }
    if (sent.afterRound() != After.AGAIN) {
      return;
    }
    if (plan && sent.actions().isEmpty() || support && sent.support().isEmpty()) {
      throw new Refused("What is put to the vote again cannot be empty.");
    }
    if (plan) {
      drafts.writeActions(cycle, sent.actions(), sent.namesAgreed());
    }
    if (support) {
      drafts.writeSupport(cycle, sent.support(), sent.namesAgreed());
    }
  }
}
