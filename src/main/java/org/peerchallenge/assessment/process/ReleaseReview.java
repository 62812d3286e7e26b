package org.peerchallenge.assessment.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.ReviewOutcomes;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Opens the answers to the authority alone, and tells its director. */
@Component("releaseReview")
@Step(key = Holds.ENTRY, reads = "review")
class ReleaseReview implements JavaDelegate {

  private final ReviewOutcomes outcomes;

  ReleaseReview(ReviewOutcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long review = Long.parseLong((String) execution.getVariable("review"));
    outcomes.release(review, Steps.noticeKey(execution));
  }
}
