package org.peerchallenge.improvement.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.improvement.Finding;
import org.peerchallenge.improvement.Plan;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.improvement.Theme;
import org.peerchallenge.kernel.Refused;
import org.springframework.lang.Nullable;

/** The form in which the office puts the findings of the year under themes. */
@FormRef(value = "arrange-themes", key = Holds.YEAR)
class ArrangeThemesForm implements TaskForm<ArrangeThemesForm.Shown, ArrangeThemesForm.Sent> {

  record Shown(String year, String findingsPage, List<Option> findings, List<ShownTheme> themes) {}

  /**
   * @param findings their numbers
   */
  record ShownTheme(String title, @Nullable String summary, List<String> findings) {}

  record Sent(List<SentTheme> themes, boolean namesAgreed) {}

  record SentTheme(String title, String summary, List<Integer> findings) {}

  private final Plans plans;
  private final NamesAgreed names;

  ArrangeThemesForm(Plans plans, NamesAgreed names) {
    this.plans = plans;
    this.names = names;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    Plan plan = plans.plan(cycle);
    List<Finding> findings = plans.findings(cycle);
    List<Theme> themes = plan.themes().isEmpty() ? proposed(findings) : plan.themes();
    return new Shown(
        cycle.label(),
        "/plan/" + cycle + "/findings",
        findings.stream().map(f -> new Option(label(f), String.valueOf(f.number()))).toList(),
        themes.stream().map(ArrangeThemesForm::row).toList());
  }

  private static ShownTheme row(Theme theme) {
    return new ShownTheme(
        theme.title(),
        theme.summary().isEmpty() ? null : theme.summary(),
        theme.findings().stream().map(String::valueOf).toList());
  }

  /**
   * What authorities called their theme is the office's first draft: a theme that several named.
   */
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
            finding.kind().words().toLowerCase(Locale.UK));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    if (sent.themes().isEmpty()) {
      throw new Refused("Add at least one theme: the plan is drafted under the themes.");
    }
    names.check(
        sent.namesAgreed(),
        sent.themes().stream().flatMap(row -> Stream.of(row.title(), row.summary())).toList());
    plans.arrange(
        CycleKey.of(task.businessKey()),
        sent.themes().stream()
            .map(row -> new Theme(row.title(), row.summary(), row.findings()))
            .toList());
  }
}
