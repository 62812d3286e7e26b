package org.peerchallenge.cycle;

import java.time.Clock;
import java.util.Optional;
import org.peerchallenge.kernel.EnglandTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the office learned from a year, for whoever arranges the next. */
@Service
public class Evaluations {

  /** One evaluation in the office's words. */
  public record Evaluation(String helped, String hindered, String change) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Evaluations(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Transactional
  public void keep(CycleKey cycle, Evaluation evaluation, String username) {
    jdbc.sql(
            """
            insert into year_evaluation (cycle, helped, hindered, change, evaluated_by, evaluated)
            values (:cycle, :helped, :hindered, :change, :username, :now)
            """)
        .param("cycle", cycle.value())
        .param("helped", evaluation.helped())
        .param("hindered", evaluation.hindered())
        .param("change", evaluation.change())
        .param("username", username)
        .param("now", EnglandTime.now(clock))
        .update();
  }

  /** The newest evaluation of a year. */
  public Optional<Evaluation> of(CycleKey cycle) {
    return jdbc.sql(
            """
            select helped, hindered, change from year_evaluation
            where cycle = :cycle order by id desc limit 1
            """)
        .param("cycle", cycle.value())
        .query(Evaluation.class)
        .optional();
  }
}
