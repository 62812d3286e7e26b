package org.peerchallenge.benchmark.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.engine.TableContract;
import org.peerchallenge.engine.TableContract.Answer;
import org.peerchallenge.engine.TableContract.Input;
import org.peerchallenge.engine.TableContracts;
import org.springframework.stereotype.Component;

/** Contract of the table about figures: a reason, joined with others beside a figure. */
@Component
class BenchmarkTableContracts implements TableContracts {

  @Override
  public List<TableContract> contracts() {
    return List.of(
        TableContract.of(
                "indicator-flags",
                Map.of(
                    "polarity",
                    Input.word(Set.of("high", "low", "none")),
                    "quartile",
                    Input.from(1, 4),
                    "yearsWorsening",
                    Input.count(),
                    "changeShare",
                    Input.share(),
                    "neighbourGapShare",
                    Input.share()),
                Map.of("reason", Answer.text()))
            .readingAll());
  }
}
