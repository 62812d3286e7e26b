package org.peerchallenge.improvement.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.improvement.Answer;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Approver;
import org.peerchallenge.improvement.Round;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Component;

/** The form in which a director or lead member answers for the plan and for the support. */
@Component
class ApprovalForm implements FormHandler {

  private static final List<Map<String, Object>> OF_A_DIRECTOR =
      List.of(
          Rows.option("As permanent director", "permanent"),
          Rows.option("As interim director", "interim"),
          Rows.option("As acting director", "acting"),
          Rows.option("Deputising, as agreed beforehand", "deputising"));
  private static final List<Map<String, Object>> OF_A_LEAD_MEMBER =
      List.of(
          Rows.option("As lead member", "lead-member"),
          Rows.option("Deputising, as agreed beforehand", "deputising"));

  private final Approvals approvals;
  private final Region region;

  ApprovalForm(Approvals approvals, Region region) {
    this.approvals = approvals;
    this.region = region;
  }

  @Override
  public Set<String> forms() {
    return Set.of("approve-plan");
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    List<Round> rounds = approvals.rounds(cycle);
    Round round = rounds.get(rounds.size() - 1);
    Approver approver = approver(round, task);
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("year", cycle.label());
    form.put("planPage", "/plan/" + cycle);
    form.put(
        "onBehalfOf",
        approver.onBehalfOf() + (approver.isDirector() ? " (director)" : " (lead member)"));
    form.put("changed", changed(rounds));
    form.put("askPlan", round.planAsked());
    form.put("askSupport", round.supportAsked());
    form.put("capacities", approver.isDirector() ? OF_A_DIRECTOR : OF_A_LEAD_MEMBER);
    return form;
  }

  private static String changed(List<Round> rounds) {
    return rounds.size() < 2
        ? ""
        : rounds
            .get(rounds.size() - 2)
            .changed()
            .map(words -> "**Since the last round:** " + words)
            .orElse("");
  }

  private static Approver approver(Round round, FormTask task) {
    String id = task.variable("approver");
    return round.approvers().stream()
        .filter(approver -> approver.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(id + " is not asked in this round"));
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    try {
      approvals.answer(
          cycle,
          Integer.parseInt(task.variable("round")),
          task.variable("approver"),
          new Answer(
              author.username(),
              region.person(author.username()).name(),
              Rows.text(values, "capacity"),
              optional(values, "planAnswer"),
              optional(values, "supportAnswer"),
              optional(values, "dissent"),
              author.at()));
    } catch (Approvals.AnsweredAlready e) {
      throw new FormRejected("This was answered already; the answer stands as it was given.");
    }
  }

  private static Optional<String> optional(Map<String, Object> values, String key) {
    return Optional.of(Rows.text(values, key)).filter(text -> !text.isBlank());
  }
}
