package org.peerchallenge.cycle.process;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Evaluations;
import org.peerchallenge.cycle.Evaluations.Evaluation;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.Refused;

/** The form in which the office confirms the arrangements of a year. */
@FormRef(value = "arrange-year", key = Holds.YEAR)
class ArrangeYearForm implements TaskForm<ArrangeYearForm.Shown, ArrangeYearForm.Sent> {

  /**
   * @param evaluated whether the year before was evaluated
   */
  record Shown(
      String year,
      String label,
      String missing,
      boolean evaluated,
      Optional<String> helped,
      Optional<String> hindered,
      Optional<String> change) {}

  record Sent(boolean complete) {}

  private final ArrangementWarnings warnings;
  private final Evaluations evaluations;

  ArrangeYearForm(ArrangementWarnings warnings, Evaluations evaluations) {
    this.warnings = warnings;
    this.evaluations = evaluations;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey year = CycleKey.of(task.businessKey());
    Optional<Evaluation> before = evaluations.of(year.previous());
    return new Shown(
        year.value(),
        year.label(),
        warnings.missing(year).stream().map(m -> "- " + m).collect(Collectors.joining("\n")),
        before.isPresent(),
        before.map(Evaluation::helped),
        before.map(Evaluation::hindered),
        before.map(Evaluation::change));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    List<String> missing = warnings.missing(CycleKey.of(task.businessKey()));
    if (!missing.isEmpty()) {
      throw new Refused("The year cannot open yet. " + String.join(" ", missing));
    }
  }
}
