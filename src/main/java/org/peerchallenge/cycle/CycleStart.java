package org.peerchallenge.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RolesChanged;
import org.peerchallenge.region.Successions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Start of a year: its arrangements copied from the year before, its opening, and which entries and
 * groups its process has started.
 */
@Service
public class CycleStart {

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final Successions successions;
  private final WorkingDays workingDays;
  private final CycleTables tables;
  private final ArrangementWarnings warnings;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  CycleStart(
      JdbcClient jdbc,
      Cycles cycles,
      Region region,
      Successions successions,
      WorkingDays workingDays,
      CycleTables tables,
      ArrangementWarnings warnings,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.successions = successions;
    this.workingDays = workingDays;
    this.tables = tables;
    this.warnings = warnings;
    this.events = events;
    this.clock = clock;
  }

  /** Notes that a process runs the year; false when another one does. */
  @Transactional
  public boolean claim(CycleKey key, String processInstance) {
    return jdbc.sql(
                """
                insert into year_started (cycle, process_instance, started)
                values (:cycle, :instance, :now)
                on conflict (cycle) do nothing
                """)
            .param("cycle", key.value())
            .param("instance", processInstance)
            .param("now", now())
            .update()
        == 1;
  }

  /**
   * Makes the arrangements of a year that has none yet: those of the year before with every date a
   * year later, on a working day; or empty ones with customary dates.
   */
  @Transactional
  public void begin(CycleKey key, boolean fromYearBefore) {
    if (cycles.find(key).isPresent()) {
      return;
    }
    Optional<Cycle> source = fromYearBefore ? cycles.previous(key) : Optional.empty();
    int years = source.map(s -> key.year() - s.key().year()).orElse(0);
    tables.insert(
        key,
        source
            .map(s -> later(s.assessmentDue(), years))
            .orElseGet(() -> workingDays.onOrAfter(LocalDate.of(key.year() - 1, 12, 15))),
        source
            .map(s -> later(s.summit(), years))
            .orElseGet(() -> workingDays.onOrAfter(LocalDate.of(key.year(), 3, 20))),
        source
            .map(s -> s.closes().plusYears(years))
            .orElseGet(() -> LocalDate.of(key.year(), 8, 31)),
        source.map(Cycle::visibility).orElse(Visibility.ALL_DCS),
        source.map(Cycle::memorandumBlocks).orElse(false));
    source.ifPresent(s -> copy(s.key(), key, years));
    warnings.check(key);
  }

  private void copy(CycleKey from, CycleKey to, int years) {
    for (Group group : cycles.groups(from)) {
      tables.insertGroup(
          to,
          new Arrangements.WantedGroup(
              group.number(),
              later(group.day(), years),
              group.venue(),
              group.mode(),
              group.facilitator().filter(f -> region.holds(f, Role.FACILITATOR))));
    }
    LocalDate due = cycles.cycle(to).assessmentDue();
    Set<String> placed = new HashSet<>();
    for (Entry entry : cycles.entries(from)) {
      for (List<String> authorities : standingOn(due, entry, placed)) {
        EntryKey key = EntryKey.of(to, authorities);
        tables.insertEntry(key, null);
        cycles
            .groupOf(entry.key())
            .ifPresent(group -> tables.place(key, Optional.of(group.number())));
        placed.addAll(authorities);
      }
    }
  }

  /**
   * Who takes the place of an entry when the new year's self-assessments are due. One authority
   * that became two has two entries in the same group; two that became one have one, in the group
   * of the first. Two that share a director go on as one entry as long as each has one successor.
   */
  private List<List<String>> standingOn(LocalDate day, Entry entry, Set<String> placed) {
    List<List<String>> standing =
        entry.authorities().stream()
            .map(number -> successions.inPlaceOf(number, day))
            .map(numbers -> numbers.stream().filter(one -> !placed.contains(one)).toList())
            .filter(numbers -> !numbers.isEmpty())
            .toList();
    if (standing.stream().allMatch(numbers -> numbers.size() == 1)) {
      List<String> together = standing.stream().map(numbers -> numbers.get(0)).distinct().toList();
      return together.isEmpty() ? List.of() : List.of(together);
    }
    return standing.stream().flatMap(List::stream).distinct().map(List::of).toList();
  }

  private LocalDate later(LocalDate day, int years) {
    return workingDays.onOrAfter(day.plusYears(years));
  }

  /** Opens the year: from here on, changes are told to whom they concern. */
  @Transactional
  public void open(CycleKey key) {
    jdbc.sql(
            "update cycle set opened = :now, version = version + 1 where key = :key and opened is null")
        .param("now", now())
        .param("key", key.value())
        .update();
    events.publishEvent(new RolesChanged());
  }

  /**
   * The current entries that the year's process has not started yet; they count as started from now
   * on. Safe to repeat within the transaction that starts them.
   */
  @Transactional
  public List<EntryKey> startEntries(CycleKey key) {
    List<EntryKey> waiting =
        jdbc
            .sql(
                """
                select key from entry
                where cycle = :cycle and opened is null and withdrawn_on is null
                order by key for update
                """)
            .param("cycle", key.value())
            .query(String.class)
            .list()
            .stream()
            .map(EntryKey::of)
            .toList();
    waiting.forEach(entry -> markOpened("entry", entry.value()));
    return waiting;
  }

  /** The groups with members that the year's process has not started yet. */
  @Transactional
  public List<GroupKey> startGroups(CycleKey key) {
    List<GroupKey> waiting =
        tables.unopenedGroups(key).stream()
            .filter(group -> !group.members().isEmpty())
            .map(Group::key)
            .toList();
    waiting.forEach(
        group -> {
          markOpened("peer_group", group.value());
          tables.callOff(group, null);
        });
    return waiting;
  }

  private void markOpened(String table, String key) {
    jdbc.sql("update " + table + " set opened = :now where key = :key")
        .param("now", now())
        .param("key", key)
        .update();
  }

  private OffsetDateTime now() {
    return EnglandTime.now(clock);
  }
}
