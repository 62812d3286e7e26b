package org.peerchallenge.assessment.process;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.SideBySide;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.engine.TableContract;
import org.peerchallenge.engine.TableContract.Answer;
import org.peerchallenge.engine.TableContract.Input;
import org.peerchallenge.engine.TableContracts;
import org.springframework.stereotype.Component;

/**
 * Contracts of the tables about self-assessments: when a review is advised, and what figures
 * suggest beside a rating.
 */
@Component
class AssessmentTableContracts implements TableContracts {

  @Override
  public List<TableContract> contracts() {
    return List.of(
        TableContract.of(
                "review-advice",
                Map.of(
                    "unansweredFlags",
                    Input.of("integer"),
                    "strengthsWithoutImpact",
                    Input.of("integer"),
                    "openOfstedIssues",
                    Input.of("integer")),
                Map.of("reason", Answer.text(400, "review_advice.reason")))
            .stayingWithTheYear(),
        TableContract.of(
            DecisionTableRatingRule.TABLE,
            Map.of(
                "topic",
                Input.of("string"),
                "indicator",
                Input.of("string"),
                "reasons",
                Input.of("integer")),
            Map.of(
                "signature",
                Answer.word(signatures()),
                "ratings",
                Answer.words(SideBySide.ratings()))),
        TableContract.of(
                "figures-suggest",
                Map.of("signature", Input.word(signatures())),
                Map.of("reasons", Answer.numberOrNothing(), "figures", Answer.numberOrNothing()))
            .alwaysAnswering());
  }

  private static Set<String> signatures() {
    return Arrays.stream(SignatureOfRisk.values())
        .map(SignatureOfRisk::id)
        .collect(Collectors.toSet());
  }
}
