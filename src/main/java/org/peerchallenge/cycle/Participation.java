package org.peerchallenge.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.RolesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Participation of authorities in a year: who joins, withdraws, or goes on as another entry. In an
 * open year each is told to whom it concerns.
 */
@Service
public class Participation {

  private static final int LONGEST_REASON = 400;

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final CycleTables tables;
  private final GroupMembership membership;
  private final Messages messages;
  private final ApplicationEventPublisher events;
  private final ChangeLog log;
  private final Clock clock;

  Participation(
      JdbcClient jdbc,
      Cycles cycles,
      Region region,
      CycleTables tables,
      GroupMembership membership,
      Messages messages,
      ApplicationEventPublisher events,
      ChangeLog log,
      Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.tables = tables;
    this.membership = membership;
    this.messages = messages;
    this.events = events;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Lets one authority take part, or two that share a director; in an open year the entry starts at
   * once.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when one of them takes part already or is not of the region
   */
  @Transactional
  public EntryKey join(
      CycleKey key, int version, List<String> dfeNumbers, Optional<Integer> group) {
    tables.take(key, version);
    if (dfeNumbers.isEmpty() || dfeNumbers.size() > 2) {
      throw new Refused("An entry is one authority, or two that share a director.");
    }
    if (new HashSet<>(dfeNumbers).size() < dfeNumbers.size()) {
      throw new Refused("The two authorities of an entry are two different ones.");
    }
    for (String dfeNumber : dfeNumbers) {
      if (region.findAuthority(dfeNumber).isEmpty()) {
        throw new Refused("The region has no authority " + dfeNumber + ".");
      }
      cycles
          .entryOf(key, dfeNumber)
          .ifPresent(
              taken -> {
                throw new Refused(taken.name() + " takes part already.");
              });
    }
    EntryKey entry = EntryKey.of(key, dfeNumbers);
    Cycle cycle = cycles.cycle(key);
    LocalDate joined = cycle.isOpen() ? EnglandTime.today(clock) : null;
    if (cycles.findEntry(entry).isPresent()) {
      jdbc.sql(
              """
              update entry set withdrawn_on = null, withdrawn_because = null, opened = null,
                joined_on = :joined where key = :key
              """)
          .param("joined", joined, java.sql.Types.DATE)
          .param("key", entry.value())
          .update();
      tables.place(entry, Optional.empty());
    } else {
      tables.insertEntry(entry, joined);
    }
    group.ifPresent(number -> tables.place(entry, Optional.of(number)));
    if (cycle.isOpen()) {
      log.write(entry.value(), "Participation", "takes no part", "takes part", "");
      membership.logMoved(entry, Optional.empty(), group.map(number -> GroupKey.of(key, number)));
      messages.tell(Message.ENTRY_JOINED, key.value(), Map.of("entry", entry.value()));
      group.ifPresent(number -> membership.tellMembersChanged(GroupKey.of(key, number)));
      group.ifPresent(number -> membership.tellMemberJoined(GroupKey.of(key, number)));
      membership.tellLateGroups(cycle);
    }
    events.publishEvent(new RolesChanged());
    return entry;
  }

  /**
   * Takes an entry out of the year. Before the year is open it is as if it had never been in; after
   * that its history stays and everybody concerned is told.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when there is no such entry, or no reason is given
   */
  @Transactional
  public void withdraw(EntryKey key, int version, String reason) {
    tables.take(key.cycle(), version);
    Entry entry =
        cycles
            .findEntry(key)
            .filter(Entry::isCurrent)
            .orElseThrow(() -> new Refused("There is no entry " + key + "."));
    Cycle cycle = cycles.cycle(key.cycle());
    if (!cycle.isOpen()) {
      jdbc.sql("delete from entry where key = :key").param("key", key.value()).update();
      return;
    }
    if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new Refused(
          "Say in up to 400 characters why " + entry.name() + " takes no part any more.");
    }
    Optional<Group> group = cycles.groupOf(key);
    membership.endVisits(key);
    tables.withdraw(key, EnglandTime.today(clock), reason.strip());
    log.write(key.value(), "Participation", "takes part", "withdrew", reason.strip());
    membership.logMoved(key, group.map(Group::key), Optional.empty());
    messages.tell(Message.ENTRY_WITHDREW, key.value(), Map.of());
    group.map(Group::key).ifPresent(membership::tellLeft);
    events.publishEvent(new EntryWithdrew(key));
    events.publishEvent(new RolesChanged());
  }

  /** The entries that left the year, with the reason of each. */
  public Map<Entry, String> withdrawn(CycleKey key) {
    Map<Entry, String> withdrawn = new LinkedHashMap<>();
    cycles.everyEntry(key).stream()
        .filter(entry -> !entry.isCurrent())
        .forEach(
            entry ->
                withdrawn.put(
                    entry,
                    jdbc.sql("select withdrawn_because from entry where key = :key")
                        .param("key", entry.key().value())
                        .query(String.class)
                        .single()));
    return withdrawn;
  }

  /**
   * Puts other entries of the same authorities in the place of some: one shared by two is split, or
   * two are joined. The new ones take part from now on, in the group of the first; the memorandum
   * that their authorities accepted stands.
   *
   * @return the new entries
   */
  @Transactional
  public List<EntryKey> replace(
      List<EntryKey> former, List<List<String>> authorities, String reason) {
    CycleKey key = former.get(0).cycle();
    tables.touch(key);
    Optional<GroupKey> group = cycles.groupOf(former.get(0)).map(Group::key);
    LocalDate today = EnglandTime.today(clock);
    List<EntryKey> next = authorities.stream().map(numbers -> EntryKey.of(key, numbers)).toList();
    Optional<LocalDate> agreed = cycles.entry(former.get(0)).agreedDue();
    Set<GroupKey> left = new LinkedHashSet<>();
    for (EntryKey one : former) {
      Optional<GroupKey> before = cycles.groupOf(one).map(Group::key);
      before.ifPresent(left::add);
      membership.endVisits(one);
      tables.withdraw(one, today, "Goes on as " + next + ": " + reason);
      log.write(one.value(), "Participation", "takes part", "goes on as " + next, reason);
      membership.logMoved(one, before, Optional.empty());
      messages.tell(Message.ENTRY_REPLACED, one.value(), Map.of());
      events.publishEvent(new EntryWithdrew(one));
    }
    for (EntryKey one : next) {
      if (cycles.findEntry(one).isPresent()) {
        throw new Refused(
            cycles.entry(one).name() + " took part once before in this year as its own entry.");
      }
      tables.insertEntry(one, today);
      jdbc.sql("update entry set agreed_due = :due where key = :key")
          .param("due", agreed.orElse(null), java.sql.Types.DATE)
          .param("key", one.value())
          .update();
      group.ifPresent(g -> tables.place(one, Optional.of(g.number())));
      log.write(one.value(), "Participation", "part of " + former, "takes part", reason);
      membership.logMoved(one, Optional.empty(), group);
      agreed.ifPresent(
          due ->
              log.write(
                  one.value(),
                  "Date of the self-assessment",
                  cycles.cycle(key).assessmentDue(),
                  due,
                  reason));
    }
    messages.tell(Message.ENTRY_JOINED, key.value(), Map.of());
    // By now the new ones have their place in it.
    left.forEach(membership::tellLeft);
    group.ifPresent(membership::tellMemberJoined);
    events.publishEvent(new RolesChanged());
    return next;
  }
}
