package org.peerchallenge.cycle.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Evaluations;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.springframework.stereotype.Component;

/** The office's two forms before the year opens. */
@Component
class ArrangementForms implements FormHandler {

  private static final String ACCEPT_WARNINGS = "accept-warnings";

  private final Arrangements arrangements;
  private final Evaluations evaluations;

  ArrangementForms(Arrangements arrangements, Evaluations evaluations) {
    this.arrangements = arrangements;
    this.evaluations = evaluations;
  }

  @Override
  public Set<String> forms() {
    return Set.of("arrange-year", ACCEPT_WARNINGS);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    CycleKey year = CycleKey.of(task.businessKey());
    Map<String, Object> shown = new HashMap<>();
    shown.put("year", year.value());
    shown.put("label", year.label());
    if (task.form().equals(ACCEPT_WARNINGS)) {
      shown.put(
          "warnings",
          arrangements.warnings(year).stream()
              .map(w -> Map.of("where", w.subject(), "reason", w.reason()))
              .toList());
      return shown;
    }
    shown.put(
        "missing",
        arrangements.missing(year).stream().map(m -> "- " + m).collect(Collectors.joining("\n")));
    evaluations
        .of(year.previous())
        .ifPresent(
            before -> {
              shown.put("evaluated", true);
              shown.put("helped", before.helped());
              shown.put("hindered", before.hindered());
              shown.put("change", before.change());
            });
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    CycleKey year = CycleKey.of(task.businessKey());
    if (task.form().equals(ACCEPT_WARNINGS)) {
      if ("accept".equals(values.get("warningsDecision"))) {
        arrangements.acceptWarnings(year, (String) values.get("reason"), author.username());
      }
      return;
    }
    List<String> missing = arrangements.missing(year);
    if (!missing.isEmpty()) {
      throw new FormRejected("The year cannot open yet. " + String.join(" ", missing));
    }
  }
}
