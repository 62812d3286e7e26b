package org.peerchallenge.improvement.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.improvement.PlanDocument;
import org.springframework.stereotype.Component;

/** Keeps the draft as a PDF; a draft that has not changed makes no new version. */
@Component("makeDraftPlan")
@Step(key = Holds.YEAR)
class MakeDraftPlan implements JavaDelegate {

  private final PlanDocument document;

  MakeDraftPlan(PlanDocument document) {
    this.document = document;
  }

  @Override
  public void execute(DelegateExecution execution) {
    document.keep(CycleKey.of(execution.getProcessBusinessKey()));
  }
}
