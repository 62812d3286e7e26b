package org.peerchallenge.improvement.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Finding;
import org.peerchallenge.improvement.NamedAuthorities;
import org.peerchallenge.improvement.Plan;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.improvement.Round;
import org.peerchallenge.improvement.Summit;
import org.peerchallenge.improvement.Theme;
import org.peerchallenge.improvement.Words;
import org.springframework.stereotype.Component;

/** The forms in which the office writes the plan. */
@Component
class PlanForms implements FormHandler {

  private static final String ARRANGE = "arrange-themes";
  private static final String DRAFT = "draft-plan";
  private static final String SUMMIT = "record-summit";
  private static final String REVISE = "revise-and-record";

  private final Plans plans;
  private final Approvals approvals;
  private final Cycles cycles;
  private final NamedAuthorities names;

  PlanForms(Plans plans, Approvals approvals, Cycles cycles, NamedAuthorities names) {
    this.plans = plans;
    this.approvals = approvals;
    this.cycles = cycles;
    this.names = names;
  }

  @Override
  public Set<String> forms() {
    return Set.of(ARRANGE, DRAFT, SUMMIT, REVISE);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    Plan plan = plans.plan(cycle);
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("year", cycle.label());
    form.put("planPage", "/plan/" + cycle);
    form.put("findingsPage", "/plan/" + cycle + "/findings");
    form.put("matchesPage", "/plan/" + cycle + "/matches");
    switch (task.form()) {
      case ARRANGE -> showThemes(form, plan);
      case DRAFT -> showPlan(form, plan);
      case SUMMIT -> showSummit(form, plan);
      default -> {
        showPlan(form, plan);
        showRound(form, cycle);
      }
    }
    return form;
  }

  private void showThemes(Map<String, Object> form, Plan plan) {
    List<Finding> findings = plans.findings(plan.cycle());
    form.put(
        "findings",
        findings.stream().map(f -> Rows.option(label(f), String.valueOf(f.number()))).toList());
    List<Theme> themes = plan.themes().isEmpty() ? proposed(findings) : plan.themes();
    form.put("themes", themes.stream().map(Rows::row).toList());
  }

  /** What authors called their theme is the office's first draft: a theme that several named. */
  private static List<Theme> proposed(List<Finding> findings) {
    Map<String, List<Integer>> byTheme =
        findings.stream()
            .filter(finding -> !finding.theme().isBlank())
            .collect(
                Collectors.groupingBy(
                    Finding::theme,
                    LinkedHashMap::new,
                    Collectors.mapping(Finding::number, Collectors.toList())));
    return byTheme.entrySet().stream()
        .filter(theme -> theme.getValue().size() > 1)
        .map(theme -> new Theme(theme.getKey(), "", theme.getValue()))
        .toList();
  }

  private static String label(Finding finding) {
    String text = finding.text().replaceAll("\\s+", " ").strip();
    return "%d · %s (%s)"
        .formatted(
            finding.number(),
            text.length() > 90 ? text.substring(0, 90) + "…" : text,
            finding.kind().words().toLowerCase(java.util.Locale.UK));
  }

  private void showPlan(Map<String, Object> form, Plan plan) {
    form.put("themes", plan.themes().stream().map(t -> Rows.option(t.title(), t.title())).toList());
    form.put(
        "entries",
        cycles.entries(plan.cycle()).stream()
            .map(entry -> Rows.option(entry.name(), entry.key().value()))
            .toList());
    form.put("actions", plan.actions().stream().map(Rows::row).toList());
    form.put("support", plan.support().stream().map(Rows::row).toList());
  }

  private static void showSummit(Map<String, Object> form, Plan plan) {
    plan.summit()
        .ifPresent(
            summit -> {
              form.put("practiceCelebrated", summit.practiceCelebrated());
              form.put("commonIssues", summit.commonIssues());
              form.put("nextSteps", summit.nextSteps());
            });
  }

  private void showRound(Map<String, Object> form, CycleKey cycle) {
    List<Round> rounds = approvals.rounds(cycle);
    form.put("askPlan", rounds.stream().noneMatch(Round::approvedPlan));
    form.put("askSupport", rounds.stream().noneMatch(Round::approvedSupport));
    form.put("result", String.join("\n\n", Words.counts(rounds.get(rounds.size() - 1))));
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    switch (task.form()) {
      case ARRANGE -> arrange(cycle, values);
      case DRAFT -> draft(cycle, values);
      case SUMMIT -> summit(cycle, values, author);
      default -> revise(cycle, values);
    }
  }

  private void arrange(CycleKey cycle, Map<String, Object> values) {
    List<Map<String, Object>> themes = Rows.of(values, "themes");
    if (themes.isEmpty()) {
      throw new FormRejected("Add at least one theme: the plan is drafted under the themes.");
    }
    mayBeNamed(values, Rows.texts(themes, "title", "summary"));
    plans.arrange(cycle, themes.stream().map(Rows::theme).toList());
  }

  private void draft(CycleKey cycle, Map<String, Object> values) {
    List<Map<String, Object>> actions = Rows.of(values, "actions");
    List<Map<String, Object>> support = Rows.of(values, "support");
    if (actions.isEmpty() || support.isEmpty()) {
      throw new FormRejected(
          "Add at least one action and one kind of support: both are put to the vote.");
    }
    write(cycle, values, true, true);
  }

  private void write(CycleKey cycle, Map<String, Object> values, boolean plan, boolean support) {
    List<String> texts = new ArrayList<>();
    if (plan) {
      // An owner's post names the authority by its nature; who leads has agreed to lead.
      texts.addAll(Rows.texts(Rows.of(values, "actions"), "what", "measure"));
    }
    if (support) {
      texts.addAll(Rows.texts(Rows.of(values, "support"), "what", "who"));
    }
    mayBeNamed(values, texts);
    if (plan) {
      plans.writeActions(cycle, Rows.of(values, "actions").stream().map(Rows::action).toList());
    }
    if (support) {
      plans.writeSupport(cycle, Rows.of(values, "support").stream().map(Rows::support).toList());
    }
  }

  private void summit(CycleKey cycle, Map<String, Object> values, Author author) {
    Summit summit =
        new Summit(
            Rows.text(values, "practiceCelebrated"),
            Rows.text(values, "commonIssues"),
            Rows.text(values, "nextSteps"));
    mayBeNamed(
        values, List.of(summit.practiceCelebrated(), summit.commonIssues(), summit.nextSteps()));
    plans.recordSummit(cycle, summit, author.username());
  }

  private void revise(CycleKey cycle, Map<String, Object> values) {
    List<Round> rounds = approvals.rounds(cycle);
    boolean plan = rounds.stream().noneMatch(Round::approvedPlan);
    boolean support = rounds.stream().noneMatch(Round::approvedSupport);
    approvals.changed(cycle, Rows.text(values, "changed"));
    if ("part".equals(values.get("afterRound")) && plan && support) {
      throw new FormRejected("Neither plan nor support was approved: there is no part to publish.");
    }
    if (Set.of("part", "none").contains(values.getOrDefault("afterRound", "again"))) {
      return;
    }
    if (plan && Rows.of(values, "actions").isEmpty()
        || support && Rows.of(values, "support").isEmpty()) {
      throw new FormRejected("What is put to the vote again cannot be empty.");
    }
    write(cycle, values, plan, support);
  }

  private void mayBeNamed(Map<String, Object> values, List<String> texts) {
    Set<String> named = names.in(texts);
    if (!named.isEmpty() && !Boolean.TRUE.equals(values.get("namesAgreed"))) {
      throw new FormRejected(
          "You name "
              + String.join(", ", named)
              + ". Say it without the name, or tick “Those I name have agreed”. Nothing was"
              + " changed.");
    }
  }
}
