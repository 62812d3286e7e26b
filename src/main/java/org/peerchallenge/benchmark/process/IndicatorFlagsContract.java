package org.peerchallenge.benchmark.process;

import java.util.Map;
import java.util.Set;
import org.peerchallenge.engine.TableContract;
import org.springframework.stereotype.Component;

/** What {@code indicator-flags} may answer: a reason, joined with others beside a figure. */
@Component
class IndicatorFlagsContract implements TableContract {

  @Override
  public String table() {
    return "indicator-flags";
  }

  @Override
  public Map<String, Input> inputs() {
    return Map.of(
        "polarity",
        Input.word(Set.of("high", "low", "none")),
        "quartile",
        Input.of("integer"),
        "yearsWorsening",
        Input.of("integer"),
        "changeShare",
        Input.of("double"),
        "neighbourGapShare",
        Input.of("double"));
  }

  @Override
  public Map<String, Answer> answers() {
    return Map.of("reason", Answer.text());
  }
}
