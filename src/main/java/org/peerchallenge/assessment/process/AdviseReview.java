package org.peerchallenge.assessment.process;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.ReviewFacts;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.SignedVersion;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.DecisionTables;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/** Puts facts of the newest signed version before {@code review-advice} and keeps its reasons. */
@Component("adviseReview")
@Step(key = Holds.ENTRY)
class AdviseReview implements JavaDelegate {

  private final Assessments assessments;
  private final Reviews reviews;
  private final DecisionTables tables;

  AdviseReview(Assessments assessments, Reviews reviews, DecisionTables tables) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.tables = tables;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    SignedVersion version = assessments.latestSigned(entry).orElseThrow();
    List<String> reasons =
        tables
            .askOfCase(
                execution.getProcessDefinitionId(),
                "review-advice",
                ReviewFacts.of(version).asVariables())
            .stream()
            .map(answer -> (String) answer.get("reason"))
            .toList();
    reviews.advise(entry, version.number(), reasons);
  }
}
