package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tables of a year's arrangements: its dates, groups, entries and who is in which group. Tells
 * nobody; the classes that change an open year do.
 */
@Service
public class CycleTables {

  private final JdbcClient jdbc;
  private final Cycles cycles;

  CycleTables(JdbcClient jdbc, Cycles cycles) {
    this.jdbc = jdbc;
    this.cycles = cycles;
  }

  /** Makes a year by hand, without groups and entries. */
  @Transactional
  public void insert(
      CycleKey key,
      LocalDate assessmentDue,
      LocalDate summit,
      LocalDate closes,
      Visibility visibility,
      boolean memorandumBlocks) {
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility, memorandum_blocks)
            values (:key, :assessmentDue, :summit, :closes, :visibility, :memorandumBlocks)
            """)
        .param("key", key.value())
        .param("assessmentDue", assessmentDue)
        .param("summit", summit)
        .param("closes", closes)
        .param("visibility", visibility.name())
        .param("memorandumBlocks", memorandumBlocks)
        .update();
  }

  /** Puts a group in by hand. */
  @Transactional
  public void insertGroup(CycleKey key, Arrangements.WantedGroup group) {
    jdbc.sql(
            """
            insert into peer_group (key, cycle, number, day, venue, mode, facilitator)
            values (:key, :cycle, :number, :day, :venue, :mode, :facilitator)
            """)
        .param("key", GroupKey.of(key, group.number()).value())
        .param("cycle", key.value())
        .param("number", group.number())
        .param("day", group.day())
        .param("venue", group.venue())
        .param("mode", group.mode().name())
        .param("facilitator", group.facilitator().orElse(null), java.sql.Types.VARCHAR)
        .update();
  }

  /** Puts an entry in by hand, without a group. */
  @Transactional
  public void insertEntry(EntryKey key, LocalDate joined) {
    jdbc.sql("insert into entry (key, cycle, joined_on) values (:key, :cycle, :joined)")
        .param("key", key.value())
        .param("cycle", key.cycle().value())
        .param("joined", joined, java.sql.Types.DATE)
        .update();
    int place = 0;
    for (String dfeNumber : key.authorities()) {
      jdbc.sql(
              """
              insert into entry_authority (entry, cycle, dfe_number, place)
              values (:entry, :cycle, :dfeNumber, :place)
              """)
          .param("entry", key.value())
          .param("cycle", key.cycle().value())
          .param("dfeNumber", dfeNumber)
          .param("place", ++place)
          .update();
    }
  }

  /** Puts an entry into a group, as its last member, or into none. */
  @Transactional
  public void place(EntryKey entry, Optional<Integer> number) {
    jdbc.sql("delete from group_member where entry = :entry")
        .param("entry", entry.value())
        .update();
    number.ifPresent(
        n ->
            jdbc.sql(
                    """
                    insert into group_member (entry, peer_group, place)
                    select :entry, :group, coalesce(max(place), 0) + 1
                    from group_member where peer_group = :group
                    """)
                .param("entry", entry.value())
                .param("group", GroupKey.of(entry.cycle(), n).value())
                .update());
  }

  /** Lets an entry come to the day of another group. */
  void addGuest(EntryKey entry, GroupKey group) {
    jdbc.sql("insert into day_guest (peer_group, entry) values (:group, :entry)")
        .param("group", group.value())
        .param("entry", entry.value())
        .update();
  }

  /** Whether it was one. */
  boolean removeGuest(EntryKey entry, GroupKey group) {
    return jdbc.sql("delete from day_guest where peer_group = :group and entry = :entry")
            .param("group", group.value())
            .param("entry", entry.value())
            .update()
        == 1;
  }

  /** Notes on which day an entry left the year, and why. */
  void withdraw(EntryKey entry, LocalDate today, String reason) {
    jdbc.sql(
            """
            update entry set withdrawn_on = :today, withdrawn_because = :reason where key = :key
            """)
        .param("today", today)
        .param("reason", reason)
        .param("key", entry.value())
        .update();
  }

  /** Names the facilitator of a group, or nobody. */
  void nameFacilitator(GroupKey group, Optional<String> facilitator) {
    jdbc.sql("update peer_group set facilitator = :facilitator where key = :key")
        .param("facilitator", facilitator.orElse(null), java.sql.Types.VARCHAR)
        .param("key", group.value())
        .update();
  }

  /**
   * The groups without a process, not started yet or called off since; nobody else starts them
   * meanwhile.
   */
  List<Group> unopenedGroups(CycleKey key) {
    List<String> waiting =
        jdbc.sql(
                """
                select key from peer_group
                where cycle = :cycle and (opened is null or called_off is not null) for update
                """)
            .param("cycle", key.value())
            .query(String.class)
            .list();
    return cycles.groups(key).stream().filter(g -> waiting.contains(g.key().value())).toList();
  }

  /**
   * Notes that a group's day was called off and its process ended; nothing when it is formed again.
   */
  void callOff(GroupKey group, OffsetDateTime at) {
    jdbc.sql("update peer_group set called_off = :at where key = :key")
        .param("at", at, java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
        .param("key", group.value())
        .update();
  }

  /** Takes the year for this change alone, if it still is as the person saw it. */
  void take(CycleKey key, int version) {
    int taken =
        jdbc.sql("update cycle set version = version + 1 where key = :key and version = :version")
            .param("key", key.value())
            .param("version", version)
            .update();
    if (taken == 0) {
      throw new ArrangementsChanged(key);
    }
  }

  /** Whoever has the page of the arrangements open is told that they changed. */
  void touch(CycleKey key) {
    jdbc.sql("update cycle set version = version + 1 where key = :key")
        .param("key", key.value())
        .update();
  }
}
