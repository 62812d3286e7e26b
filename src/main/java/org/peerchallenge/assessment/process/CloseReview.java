package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.ReviewOutcomes;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Closes the review with or without a reply, and tells all three sides. */
@Component("closeReview")
@Step(key = Holds.ENTRY, reads = "review")
class CloseReview implements JavaDelegate {

  private final ReviewOutcomes outcomes;

  CloseReview(ReviewOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long review = Long.parseLong((String) execution.getVariable("review"));
    outcomes.close(review, Steps.noticeKey(execution));
  }
}
