package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.ReviewOutcomes;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Closes a review that the office declined, and tells the authority. */
@Component("declineReview")
@Step(key = Holds.ENTRY, reads = "review")
class DeclineReview implements JavaDelegate {

  private final ReviewOutcomes outcomes;

  DeclineReview(ReviewOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long review = Long.parseLong((String) execution.getVariable("review"));
    outcomes.decline(review, Steps.noticeKey(execution));
  }
}
