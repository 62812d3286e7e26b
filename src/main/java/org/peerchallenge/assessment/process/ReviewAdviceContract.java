package org.peerchallenge.assessment.process;

import java.util.Map;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** What {@code review-advice} may answer: a reason that fits beside the signed version. */
@Component
class ReviewAdviceContract implements TableContract {

  @Override
  public String table() {
    return "review-advice";
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of(
        "unansweredFlags",
        Input.of("integer"),
        "strengthsWithoutImpact",
        Input.of("integer"),
        "openOfstedIssues",
        Input.of("integer"));
  }

  @Override
  public boolean staysWithTheYear() {
    return true;
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of("reason", Answer.text(400, "review_advice.reason"));
  }
}
