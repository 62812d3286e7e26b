package org.peerchallenge.assessment.process;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.SideBySide;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** The signatures of risk and the ratings that the table {@code data-and-ratings} may name. */
@Component
class RatingWords implements TableContract {

  @Override
  public String table() {
    return DecisionTableRatingRule.TABLE;
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of(
        "topic",
        Input.of("string"),
        "indicator",
        Input.of("string"),
        "reasons",
        Input.of("integer"));
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of(
        "signature",
        Answer.word(
            Arrays.stream(SignatureOfRisk.values())
                .map(SignatureOfRisk::id)
                .collect(Collectors.toSet())),
        "ratings",
        Answer.words(SideBySide.ratings()));
  }
}
