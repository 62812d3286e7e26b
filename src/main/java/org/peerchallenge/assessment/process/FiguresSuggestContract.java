package org.peerchallenge.assessment.process;

import java.util.Map;
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
  public Map<String, Answer> answers() {
    return Map.of("reasons", Answer.numberOrNothing(), "figures", Answer.numberOrNothing());
  }
}
