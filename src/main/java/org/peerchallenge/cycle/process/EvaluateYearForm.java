package org.peerchallenge.cycle.process;

import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Evaluations;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which the office evaluates a year for those who arrange the next. */
@FormRef(value = "evaluate-year", key = Holds.YEAR)
class EvaluateYearForm implements TaskForm<EvaluateYearForm.Shown, Evaluations.Evaluation> {

  record Shown(String label) {}

  private final Evaluations evaluations;

  EvaluateYearForm(Evaluations evaluations) {
    this.evaluations = evaluations;
  }

  @Override
  public Shown show(FormTask task) {
    return new Shown(CycleKey.of(task.businessKey()).label());
  }

  @Override
  public void submit(FormTask task, Evaluations.Evaluation sent, Author author) {
    evaluations.keep(CycleKey.of(task.businessKey()), sent, author.username());
  }
}
