package org.peerchallenge.change;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.change.Trial.Kind;
import org.peerchallenge.change.Trial.State;
import org.peerchallenge.kernel.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The only writer of the trials that wait, and of what they showed. */
@Component
class TrialTable {

  private static final int LONGEST_PROBLEM = 1000;
  private static final int LONGEST_NAME = 300;

  /** For how long a node that says nothing is believed to go on. */
  private static final String LEASE = "interval '5 minutes'";

  private final JdbcClient jdbc;
  private final Clock clock;

  TrialTable(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<Trial> newest(Kind kind, Optional<Long> proposal, String beside) {
    return jdbc.sql(
            """
            select * from process_trial
            where kind = :kind and coalesce(proposal, 0) = :proposal and beside = :beside
            order by id desc limit 1
            """)
        .param("kind", kind.name())
        .param("proposal", proposal.orElse(0L))
        .param("beside", beside)
        .query(TrialTable::trial)
        .optional();
  }

  /** One that waits already is not asked for twice; what an older one showed is dropped. */
  void ask(
      Kind kind,
      Optional<Long> proposal,
      String beside,
      Optional<String> past,
      String what,
      String who) {
    jdbc.sql(
            """
            delete from process_trial
            where kind = :kind and coalesce(proposal, 0) = :proposal and state <> 'WAITING'
            """)
        .param("kind", kind.name())
        .param("proposal", proposal.orElse(0L))
        .update();
    jdbc.sql(
            """
            insert into process_trial (kind, proposal, beside, past_case, what, asked_by, asked)
            values (:kind, :proposal, :beside, :past, :what, :who, :now)
            on conflict do nothing
            """)
        .param("kind", kind.name())
        .param("proposal", proposal.orElse(null), Types.BIGINT)
        .param("beside", beside)
        .param("past", past.orElse(null), Types.VARCHAR)
        .param("what", shortened(what, LONGEST_NAME))
        .param("who", who)
        .param("now", now())
        .update();
  }

  /** Takes the next that nobody is at, but none of these. */
  Optional<Trial> take(Set<Long> notThese) {
    return jdbc.sql(
            """
            update process_trial
            set attempts = attempts + 1, taken_until = clock_timestamp() + %s,
                done_steps = 0, all_steps = 0
            where id = (
              select id from process_trial
              where state = 'WAITING' and id <> all (:notThese)
                and (taken_until is null or taken_until < clock_timestamp())
              order by id limit 1 for update skip locked)
            returning *
            """
                .formatted(LEASE))
        .param("notThese", notThese.toArray(Long[]::new))
        .query(TrialTable::trial)
        .optional();
  }

  /** Those in the middle of which a node stopped as often as they may be tried. */
  List<Trial> abandoned(int mostAttempts) {
    return jdbc.sql(
            """
            select * from process_trial
            where state = 'WAITING' and attempts >= :most and taken_until < clock_timestamp()
            """)
        .param("most", mostAttempts)
        .query(TrialTable::trial)
        .list();
  }

  void goesOn(Trial trial, int done, int all) {
    jdbc.sql(
            """
            update process_trial set done_steps = :done, all_steps = :all,
              taken_until = clock_timestamp() + %s
            where id = :id
            """
                .formatted(LEASE))
        .param("done", done)
        .param("all", all)
        .param("id", trial.id())
        .update();
  }

  void giveBack(Trial trial) {
    jdbc.sql("update process_trial set taken_until = null where id = :id")
        .param("id", trial.id())
        .update();
  }

  void done(Trial trial, Trial.Shown shown) {
    end(trial, State.DONE, JsonText.write(shown), null);
  }

  void failed(Trial trial, String problem) {
    end(trial, State.FAILED, null, shortened(problem, LONGEST_PROBLEM));
  }

  private void end(Trial trial, State state, String result, String problem) {
    jdbc.sql(
            """
            update process_trial
            set state = :state, result = :result, problem = :problem, ended = :now,
                taken_until = null
            where id = :id and state = 'WAITING'
            """)
        .param("state", state.name())
        .param("result", result, Types.VARCHAR)
        .param("problem", problem, Types.VARCHAR)
        .param("now", now())
        .param("id", trial.id())
        .update();
  }

  private static String shortened(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Trial trial(ResultSet row, int n) throws SQLException {
    return new Trial(
        row.getLong("id"),
        Kind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getObject("proposal", Long.class)),
        row.getString("beside"),
        Optional.ofNullable(row.getString("past_case")),
        row.getString("what"),
        row.getString("asked_by"),
        row.getObject("asked", OffsetDateTime.class).toInstant(),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        row.getInt("done_steps"),
        row.getInt("all_steps"),
        Optional.ofNullable(row.getString("result"))
            .map(text -> JsonText.read(text, Trial.Shown.class)),
        Optional.ofNullable(row.getString("problem")).orElse(""),
        Optional.ofNullable(row.getObject("ended", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
