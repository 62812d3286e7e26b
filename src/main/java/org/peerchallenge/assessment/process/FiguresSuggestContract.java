package org.peerchallenge.assessment.process;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** What {@code figures-suggest} may answer: two numbers, or neither. */
@Component
class FiguresSuggestContract implements TableContract {

  @Override
  public String table() {
    return "figures-suggest";
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of(
        "signature",
        Input.word(
            Arrays.stream(SignatureOfRisk.values())
                .map(SignatureOfRisk::id)
                .collect(Collectors.toSet())));
  }

  @Override
  public boolean alwaysAnswers() {
    return true;
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of("reasons", Answer.numberOrNothing(), "figures", Answer.numberOrNothing());
  }
}
