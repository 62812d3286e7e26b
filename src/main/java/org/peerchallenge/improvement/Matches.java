package org.peerchallenge.improvement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Proposes which offers of the region's register could answer which asks; the office decides. */
@Service
public class Matches {

  /** A line of the register, as far as matching needs it. */
  public record Line(
      long id, EntryKey entry, String title, String description, String theme, boolean withdrawn) {

    String words() {
      return title + " " + description;
    }
  }

  /**
   * An offer that could answer an ask.
   *
   * @param certain false when it is only possible
   */
  public record Match(Line ask, Line offer, boolean certain, String reason) {}

  private record Row(long ask, long offer, boolean certain, String reason) {}

  private final JdbcClient jdbc;
  private final YearsReports reports;
  private final Cycles cycles;
  private final MatchRule rule;

  Matches(JdbcClient jdbc, YearsReports reports, Cycles cycles, MatchRule rule) {
    this.jdbc = jdbc;
    this.reports = reports;
    this.cycles = cycles;
    this.rule = rule;
  }

  /** Compares every ask of the year with every offer and replaces what was proposed before. */
  @Transactional
  public void propose(CycleKey cycle) {
    jdbc.sql("delete from register_match where cycle = :cycle")
        .param("cycle", cycle.value())
        .update();
    // Thousands of pairs share few combinations of facts: the table is asked once for each.
    Map<Pair, MatchRule.Verdict> verdicts = new HashMap<>();
    List<Line> offers = reports.offers(cycle);
    for (Line ask : reports.asks(cycle)) {
      Optional<Group> group = cycles.groupOf(ask.entry());
      for (Line offer : offers) {
        MatchRule.Verdict verdict = verdicts.computeIfAbsent(pair(ask, group, offer), rule::judge);
        if (!ask.withdrawn() && !verdict.match().equals("no")) {
          keep(cycle, ask, offer, verdict);
        }
      }
    }
  }

  /** What was proposed last, the certain ones first; without what has left the register since. */
  public List<Match> proposed(CycleKey cycle) {
    Map<Long, Line> asks = byId(reports.asks(cycle));
    Map<Long, Line> offers = byId(reports.offers(cycle));
    return jdbc
        .sql(
            """
            select ask, offer, certain, reason from register_match
            where cycle = :cycle order by certain desc, ask, offer
            """)
        .param("cycle", cycle.value())
        .query(Row.class)
        .list()
        .stream()
        .filter(row -> asks.containsKey(row.ask()) && offers.containsKey(row.offer()))
        .map(
            row ->
                new Match(
                    asks.get(row.ask()), offers.get(row.offer()), row.certain(), row.reason()))
        .filter(match -> !match.ask().withdrawn() && !match.offer().withdrawn())
        .toList();
  }

  private static Pair pair(Line ask, Optional<Group> group, Line offer) {
    return new Pair(
        ask.entry().equals(offer.entry()),
        offer.withdrawn(),
        !ask.theme().isBlank() && ask.theme().strip().equalsIgnoreCase(offer.theme().strip()),
        group.filter(g -> g.members().contains(offer.entry())).isPresent(),
        CommonWords.count(ask.words(), offer.words()));
  }

  private void keep(CycleKey cycle, Line ask, Line offer, MatchRule.Verdict verdict) {
    jdbc.sql(
            """
            insert into register_match (cycle, ask, offer, certain, reason)
            values (:cycle, :ask, :offer, :certain, :reason)
            """)
        .param("cycle", cycle.value())
        .param("ask", ask.id())
        .param("offer", offer.id())
        .param("certain", verdict.match().equals("yes"))
        .param("reason", verdict.reason())
        .update();
  }

  private static Map<Long, Line> byId(List<Line> lines) {
    Map<Long, Line> byId = new HashMap<>();
    lines.forEach(line -> byId.put(line.id(), line));
    return byId;
  }
}
