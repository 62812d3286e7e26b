package org.peerchallenge.improvement.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.improvement.Answer;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Approver;
import org.peerchallenge.improvement.Round;
import org.peerchallenge.region.Region;

/** The form in which a director or lead member answers for the plan and for the support. */
@FormRef(
    value = "approve-plan",
    key = Holds.YEAR,
    reads = {"approver", "round"})
class ApprovePlanForm implements TaskForm<ApprovePlanForm.Shown, ApprovePlanForm.Sent> {

  record Shown(
      String year,
      String planPage,
      String onBehalfOf,
      Optional<String> changed,
      boolean askPlan,
      boolean askSupport,
      List<Option> capacities) {}

  record Sent(
      Optional<Vote> planAnswer,
      Optional<Vote> supportAnswer,
      String capacity,
      Optional<String> dissent) {}

  enum Vote {
    @JsonProperty("agree")
    AGREE("agree"),
    @JsonProperty("disagree")
    DISAGREE("disagree"),
    @JsonProperty("abstain")
    ABSTAIN("abstain");

    private final String id;

    Vote(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  private static final List<Option> OF_A_DIRECTOR =
      List.of(
          new Option("As permanent director", "permanent"),
          new Option("As interim director", "interim"),
          new Option("As acting director", "acting"),
          new Option("Deputising, as agreed beforehand", "deputising"));
  private static final List<Option> OF_A_LEAD_MEMBER =
      List.of(
          new Option("As lead member", "lead-member"),
          new Option("Deputising, as agreed beforehand", "deputising"));

  private final Approvals approvals;
  private final Region region;

  ApprovePlanForm(Approvals approvals, Region region) {
    this.approvals = approvals;
    this.region = region;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    List<Round> rounds = approvals.rounds(cycle);
    Round round = rounds.get(rounds.size() - 1);
    Approver approver = approver(round, task);
    return new Shown(
        cycle.label(),
        "/plan/" + cycle,
        approver.onBehalfOf() + (approver.isDirector() ? " (director)" : " (lead member)"),
        changed(rounds),
        round.planAsked(),
        round.supportAsked(),
        approver.isDirector() ? OF_A_DIRECTOR : OF_A_LEAD_MEMBER);
  }

  private static Optional<String> changed(List<Round> rounds) {
    return rounds.size() < 2
        ? Optional.empty()
        : rounds
            .get(rounds.size() - 2)
            .changed()
            .map(words -> "**Since the last round:** " + words);
  }

  private static Approver approver(Round round, FormTask task) {
    String id = task.variable("approver");
    return round.approvers().stream()
        .filter(approver -> approver.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(id + " is not asked in this round"));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    approvals.answer(
        CycleKey.of(task.businessKey()),
        Integer.parseInt(task.variable("round")),
        task.variable("approver"),
        new Answer(
            author.username(),
            region.person(author.username()).name(),
            sent.capacity(),
            sent.planAnswer().map(Vote::id),
            sent.supportAnswer().map(Vote::id),
            sent.dissent(),
            author.at()));
  }
}
