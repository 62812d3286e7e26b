package org.peerchallenge.improvement.process;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.TaskForm.Option;
import org.peerchallenge.improvement.Plan;
import org.peerchallenge.improvement.Plans;
import org.springframework.stereotype.Component;

/** The actions and the support of a plan, as its two forms show and take them. */
@Component
class PlanDraft {

  /** What both forms show. */
  record Draft(
      List<Option> themes,
      List<Option> entries,
      List<ActionRow> actions,
      List<SupportRow> support) {}

  private final Plans plans;
  private final Cycles cycles;
  private final NamesAgreed names;

  PlanDraft(Plans plans, Cycles cycles, NamesAgreed names) {
    this.plans = plans;
    this.cycles = cycles;
    this.names = names;
  }

  Draft of(CycleKey cycle) {
    Plan plan = plans.plan(cycle);
    return new Draft(
        plan.themes().stream().map(theme -> new Option(theme.title(), theme.title())).toList(),
        entries(cycle, plan),
        plan.actions().stream().map(ActionRow::of).toList(),
        plan.support().stream().map(SupportRow::of).toList());
  }

  /** An entry that a written action names stays an answer when it takes no part any more. */
  private List<Option> entries(CycleKey cycle, Plan plan) {
    Set<EntryKey> named =
        plan.actions().stream()
            .flatMap(action -> action.entry().stream())
            .collect(Collectors.toSet());
    return cycles.everyEntry(cycle).stream()
        .filter(entry -> entry.isCurrent() || named.contains(entry.key()))
        .map(
            entry ->
                new Option(
                    entry.isCurrent() ? entry.name() : entry.name() + " (takes no part any more)",
                    entry.key().value()))
        .toList();
  }

  /** An owner's post names the authority by its nature; who leads has agreed to lead. */
  void writeActions(CycleKey cycle, List<ActionRow> actions, boolean namesAgreed) {
    names.check(
        namesAgreed,
        actions.stream().flatMap(row -> Stream.of(row.what(), row.measure())).toList());
    plans.writeActions(cycle, actions.stream().map(ActionRow::action).toList());
  }

  void writeSupport(CycleKey cycle, List<SupportRow> support, boolean namesAgreed) {
    names.check(
        namesAgreed, support.stream().flatMap(row -> Stream.of(row.what(), row.who())).toList());
    plans.writeSupport(cycle, support.stream().map(SupportRow::support).toList());
  }
}
