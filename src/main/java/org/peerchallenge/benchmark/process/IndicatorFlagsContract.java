package org.peerchallenge.benchmark.process;

import java.util.Map;
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
  public Map<String, Answer> answers() {
    return Map.of("reason", Answer.text());
  }
}
