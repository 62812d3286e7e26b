package org.peerchallenge.improvement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who is asked for the plan and the support, and what they answered: the director of every entry,
 * one for two authorities that share one, and the lead member of every authority.
 */
@Service
public class Approvals {

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final Clock clock;

  Approvals(JdbcClient jdbc, Cycles cycles, Region region, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.clock = clock;
  }

  /**
   * Opens a round for whatever is not approved yet; while one is open, that one is returned.
   *
   * @throws IllegalStateException when both are approved already
   */
  @Transactional
  public Round open(CycleKey cycle) {
    List<Round> before = rounds(cycle);
    if (!before.isEmpty() && !before.get(before.size() - 1).closed()) {
      return before.get(before.size() - 1);
    }
    int number = before.size() + 1;
    jdbc.sql(
            """
            insert into plan_round (cycle, number, plan_asked, support_asked, opened_at)
            values (:cycle, :number, :plan, :support, :now)
            """)
        .param("cycle", cycle.value())
        .param("number", number)
        .param("plan", before.stream().noneMatch(Round::approvedPlan))
        .param("support", before.stream().noneMatch(Round::approvedSupport))
        .param("now", now())
        .update();
    for (Approver approver : asked(cycle)) {
      jdbc.sql(
              """
              insert into plan_approver (cycle, round, approver, role, on_behalf_of)
              values (:cycle, :round, :approver, :role, :onBehalfOf)
              """)
          .param("cycle", cycle.value())
          .param("round", number)
          .param("approver", approver.id())
          .param("role", approver.role())
          .param("onBehalfOf", approver.onBehalfOf())
          .update();
    }
    jdbc.sql("update plan set state = 'ASKED' where cycle = :cycle and state = 'DRAFT'")
        .param("cycle", cycle.value())
        .update();
    return round(cycle, number);
  }

  /**
   * Keeps an answer for good.
   *
   * @throws Refused when this place has answered in this round
   */
  @Transactional
  public void answer(CycleKey cycle, int round, String approver, Answer answer) {
    try {
      jdbc.sql(
              """
              insert into plan_approval (cycle, round, approver, username, name, capacity,
                plan_answer, support_answer, dissent, given_at)
              values (:cycle, :round, :approver, :username, :name, :capacity,
                :plan, :support, :dissent, :at)
              """)
          .param("cycle", cycle.value())
          .param("round", round)
          .param("approver", approver)
          .param("username", answer.username())
          .param("name", answer.name())
          .param("capacity", answer.capacity())
          .param("plan", answer.plan().orElse(null), Types.VARCHAR)
          .param("support", answer.support().orElse(null), Types.VARCHAR)
          .param("dissent", answer.dissent().orElse(null), Types.VARCHAR)
          .param("at", answer.at().atOffset(ZoneOffset.UTC))
          .update();
    } catch (DuplicateKeyException e) {
      throw new Refused("This was answered already; the answer stands as it was given.");
    }
  }

  /** Closes the open round, so that it can be counted; a closed one stays closed. */
  @Transactional
  public Round close(CycleKey cycle) {
    Round latest = latest(cycle);
    jdbc.sql(
            """
            update plan_round set closed_at = :now
            where cycle = :cycle and number = :number and closed_at is null
            """)
        .param("cycle", cycle.value())
        .param("number", latest.number())
        .param("now", now())
        .update();
    return round(cycle, latest.number());
  }

  /**
   * Keeps what the decision table said of the latest round.
   *
   * @return whether plan and support are both approved by now, in this round or an earlier one
   */
  @Transactional
  public boolean decide(CycleKey cycle, String planResult, String supportResult) {
    Round latest = latest(cycle);
    jdbc.sql(
            """
            update plan_round set plan_result = :plan, support_result = :support
            where cycle = :cycle and number = :number
            """)
        .param("cycle", cycle.value())
        .param("number", latest.number())
        .param("plan", latest.planAsked() ? planResult : null, Types.VARCHAR)
        .param("support", latest.supportAsked() ? supportResult : null, Types.VARCHAR)
        .update();
    List<Round> rounds = rounds(cycle);
    return rounds.stream().anyMatch(Round::approvedPlan)
        && rounds.stream().anyMatch(Round::approvedSupport);
  }

  /** Keeps what the office changed after the latest round. */
  @Transactional
  public void changed(CycleKey cycle, String words) {
    jdbc.sql("update plan_round set changed = :words where cycle = :cycle and number = :number")
        .param("cycle", cycle.value())
        .param("number", latest(cycle).number())
        .param("words", words)
        .update();
  }

  /** All rounds of a year, the first one first. */
  public List<Round> rounds(CycleKey cycle) {
    return jdbc.sql("select * from plan_round where cycle = :cycle order by number")
        .param("cycle", cycle.value())
        .query((row, n) -> round(cycle, row))
        .list();
  }

  /**
   * The newest round.
   *
   * @throws IllegalStateException when nobody was asked yet
   */
  public Round latest(CycleKey cycle) {
    List<Round> rounds = rounds(cycle);
    if (rounds.isEmpty()) {
      throw new IllegalStateException("Nobody was asked yet for the plan of " + cycle.label());
    }
    return rounds.get(rounds.size() - 1);
  }

  private Round round(CycleKey cycle, int number) {
    return rounds(cycle).get(number - 1);
  }

  private List<Approver> asked(CycleKey cycle) {
    List<Approver> asked = new ArrayList<>();
    List<Entry> entries = cycles.entries(cycle);
    for (Entry entry : entries) {
      asked.add(
          new Approver(
              Role.DCS.groupId(directorsAuthority(entry)),
              Approver.DIRECTOR,
              entry.name(),
              Optional.empty()));
    }
    for (Entry entry : entries) {
      for (String authority : entry.authorities()) {
        asked.add(
            new Approver(
                Role.LEAD_MEMBER.groupId(authority),
                Approver.LEAD_MEMBER,
                region.authority(authority).name(),
                Optional.empty()));
      }
    }
    return asked;
  }

  /** A shared director signs once, under the first authority that has one. */
  private String directorsAuthority(Entry entry) {
    return entry.authorities().stream()
        .filter(authority -> !region.holders(Role.DCS, authority).isEmpty())
        .findFirst()
        .orElse(entry.authorities().get(0));
  }

  private Round round(CycleKey cycle, ResultSet row) throws SQLException {
    int number = row.getInt("number");
    return new Round(
        number,
        row.getBoolean("plan_asked"),
        row.getBoolean("support_asked"),
        row.getObject("closed_at") != null,
        Optional.ofNullable(row.getString("plan_result")),
        Optional.ofNullable(row.getString("support_result")),
        Optional.ofNullable(row.getString("changed")),
        approvers(cycle, number));
  }

  private List<Approver> approvers(CycleKey cycle, int round) {
    return jdbc.sql(
            """
            select p.approver, p.role, p.on_behalf_of, a.username, a.name, a.capacity,
              a.plan_answer, a.support_answer, a.dissent, a.given_at
            from plan_approver p left join plan_approval a using (cycle, round, approver)
            where p.cycle = :cycle and p.round = :round
            order by p.role, p.on_behalf_of
            """)
        .param("cycle", cycle.value())
        .param("round", round)
        .query(
            (row, n) ->
                new Approver(
                    row.getString("approver"),
                    row.getString("role"),
                    row.getString("on_behalf_of"),
                    row.getString("username") == null
                        ? Optional.empty()
                        : Optional.of(answer(row))))
        .list();
  }

  private static Answer answer(ResultSet row) throws SQLException {
    return new Answer(
        row.getString("username"),
        row.getString("name"),
        row.getString("capacity"),
        Optional.ofNullable(row.getString("plan_answer")),
        Optional.ofNullable(row.getString("support_answer")),
        Optional.ofNullable(row.getString("dissent")),
        row.getObject("given_at", OffsetDateTime.class).toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
