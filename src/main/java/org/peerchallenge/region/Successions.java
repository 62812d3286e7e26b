package org.peerchallenge.region;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.peerchallenge.changelog.ChangeLog;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which authorities come after which: one may become two, two may become one.
 *
 * <p>The rule of what passes on is one: from the day after the last, whoever holds a role of a
 * successor holds it for the predecessor too. So its papers are read, its open tasks done, its
 * asks, offers and commitments kept by its successors, under the names that they were written in;
 * nothing is copied, so nothing is lost or there twice. Figures stay those of the predecessor.
 */
@Service
public class Successions {

  /** A council that comes after another. */
  public record Successor(String dfeNumber, String name, String onsCode) {}

  /**
   * One succession.
   *
   * @param from the first day of the successor in the predecessor's place
   * @param passesOn whether papers and work pass on to it
   */
  public record Succession(
      String predecessor, String successor, LocalDate from, boolean passesOn) {}

  private final JdbcClient jdbc;
  private final Region region;
  private final ChangeLog log;
  private final ApplicationEventPublisher events;

  Successions(JdbcClient jdbc, Region region, ChangeLog log, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.region = region;
    this.log = log;
    this.events = events;
  }

  /** All successions, the earliest first. */
  public List<Succession> all() {
    return jdbc.sql(
            "select predecessor, successor, from_day, passes_on from authority_succession order by"
                + " from_day, predecessor, successor")
        .query(
            (row, n) ->
                new Succession(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, LocalDate.class),
                    row.getBoolean(4)))
        .list();
  }

  /**
   * Who stands in an authority's place on a day: itself until its last day, then its successors,
   * and theirs.
   */
  public List<String> inPlaceOf(String dfeNumber, LocalDate day) {
    return jdbc.sql(
            """
            with recursive place as (
              select :number::varchar as dfe_number
              union
              select s.successor from place p join authority_succession s on s.predecessor = p.dfe_number
                and s.from_day <= :day)
            select dfe_number from place p where not exists (select from authority_succession s
              where s.predecessor = p.dfe_number and s.from_day <= :day) order by 1
            """)
        .param("number", dfeNumber)
        .param("day", day)
        .query(String.class)
        .list();
  }

  /**
   * Ends an authority. Its roles end on its last day; those of its successors reach back to it from
   * the next.
   *
   * @throws NoSuchElementException when the region has no such authority
   * @throws IllegalStateException when it has ended already, or a successor would come after itself
   */
  @Transactional
  public void end(String dfeNumber, LocalDate lastDay, List<Successor> successors, String reason) {
    Authority ending = region.authority(dfeNumber);
    if (ending.ends().isPresent()) {
      throw new IllegalStateException(ending.name() + " ends already, on " + ending.ends().get());
    }
    LocalDate from = lastDay.plusDays(1);
    for (Successor one : successors) {
      if (inPlaceOf(one.dfeNumber, LocalDate.MAX.withYear(9999)).contains(dfeNumber)
          || one.dfeNumber.equals(dfeNumber)) {
        throw new IllegalStateException("An authority cannot come after itself");
      }
      jdbc.sql(
              """
              insert into authority (dfe_number, name, ons_code, kind, begins)
              values (:number, :name, :code, 'unitary', :from) on conflict (dfe_number) do nothing
              """)
          .param("number", one.dfeNumber)
          .param("name", one.name)
          .param("code", one.onsCode)
          .param("from", from)
          .update();
      jdbc.sql(
              "insert into authority_succession (predecessor, successor, from_day) values (:ending,"
                  + " :successor, :from)")
          .param("ending", dfeNumber)
          .param("successor", one.dfeNumber)
          .param("from", from)
          .update();
    }
    jdbc.sql("update authority set ends = :last where dfe_number = :number")
        .param("last", lastDay)
        .param("number", dfeNumber)
        .update();
    jdbc.sql(
            """
            update role_held set to_day_before = to_day, to_day = greatest(:last, from_day - 1),
              ended_with_authority = true
            where dfe_number = :number and (to_day is null or to_day > :last)
            """)
        .param("last", lastDay)
        .param("number", dfeNumber)
        .update();
    log.write(
        "region",
        ending.name() + " ends",
        "",
        lastDay
            + ", then "
            + successors.stream().map(Successor::name).collect(Collectors.joining(" and ")),
        reason);
    events.publishEvent(new RolesChanged());
  }

  /** Takes an end back: the authority goes on, with the roles that ended with it. */
  @Transactional
  public void goesOn(String dfeNumber, String reason) {
    Authority authority = region.authority(dfeNumber);
    jdbc.sql("delete from authority_succession where predecessor = :number")
        .param("number", dfeNumber)
        .update();
    jdbc.sql("update authority set ends = null where dfe_number = :number")
        .param("number", dfeNumber)
        .update();
    jdbc.sql(
            """
            update role_held set to_day = to_day_before, to_day_before = null, ended_with_authority = false
            where dfe_number = :number and ended_with_authority
            """)
        .param("number", dfeNumber)
        .update();
    log.write(
        "region",
        authority.name() + " ends",
        authority.ends().map(LocalDate::toString).orElse(""),
        "goes on",
        reason);
    events.publishEvent(new RolesChanged());
  }
}
