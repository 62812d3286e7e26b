package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.ReviewOutcomes;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Closes a review that the owner does not want, and tells the one who asked. */
@Component("turnReviewDown")
@Step(key = Holds.ENTRY, reads = "review")
class TurnReviewDown implements JavaDelegate {

  private final ReviewOutcomes outcomes;

  TurnReviewDown(ReviewOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long review = Long.parseLong((String) execution.getVariable("review"));
    outcomes.turnDown(review, Steps.noticeKey(execution));
  }
}
