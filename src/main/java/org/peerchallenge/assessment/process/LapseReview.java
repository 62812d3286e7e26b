package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.ReviewOutcomes;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Closes a review that was not written in time: the day goes on without it. */
@Component("lapseReview")
@Step(key = Holds.ENTRY, reads = "review")
class LapseReview implements JavaDelegate {

  private final ReviewOutcomes outcomes;

  LapseReview(ReviewOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long review = Long.parseLong((String) execution.getVariable("review"));
    outcomes.lapse(review, Steps.noticeKey(execution));
  }
}
