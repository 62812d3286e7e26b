package org.peerchallenge.assessment.process;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.ReviewFacts;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.stereotype.Component;

/** Puts facts of the newest signed version before {@code review-advice} and keeps its reasons. */
@Component("adviseReview")
class AdviseReview implements JavaDelegate {

  private final Assessments assessments;
  private final Reviews reviews;

  AdviseReview(Assessments assessments, Reviews reviews) {
    this.assessments = assessments;
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    SignedVersion version = assessments.latestSigned(entry).orElseThrow();
    List<String> reasons =
        execution
            .getProcessEngineServices()
            .getDecisionService()
            .evaluateDecisionTableByKey("review-advice")
            .variables(ReviewFacts.of(version).asVariables())
            .evaluate()
            .collectEntries("reason");
    reviews.advise(entry, version.number(), reasons);
  }
}
