package org.peerchallenge.engine;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who may do a task, read from the engine's table: its service fails where somebody has just done
 * the task, which is no fault of whoever looks at a list of tasks.
 */
@Component
public class TaskCandidates {

  /** Exactly one of the two is there. */
  public record Candidate(Optional<String> user, Optional<String> group) {}

  private final JdbcClient jdbc;

  TaskCandidates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty where the task has none, or is there no more. */
  public List<Candidate> of(String task) {
    return jdbc.sql(
            """
            select user_id_, group_id_ from act_ru_identitylink
            where task_id_ = ? and type_ = 'candidate' order by group_id_, user_id_
            """)
        .param(task)
        .query(
            (row, n) ->
                new Candidate(
                    Optional.ofNullable(row.getString(1)), Optional.ofNullable(row.getString(2))))
        .list();
  }
}
