package org.peerchallenge.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RolesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the office arranges: participants, groups, dates. While a year is only being arranged,
 * changes are free; once it is open, each is told to whom it concerns.
 *
 * <p>Every change names the version that it was made on, so that two people who arrange at once
 * never overwrite each other.
 */
@Service
public class Arrangements {

  /** How a group is wanted. */
  public record WantedGroup(
      int number, LocalDate day, String venue, Mode mode, Optional<String> facilitator) {}

  /**
   * How the whole year is wanted.
   *
   * @param places the number of each entry's group; entries that are not named stay where they are
   */
  public record Wanted(
      LocalDate assessmentDue,
      LocalDate summit,
      LocalDate closes,
      Visibility visibility,
      boolean memorandumBlocks,
      List<WantedGroup> groups,
      Map<EntryKey, Optional<Integer>> places) {}

  private static final int LONGEST_VENUE = 200;
  private static final int LONGEST_REASON = 400;

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final WorkingDays workingDays;
  private final Messages messages;
  private final ArrangementWarnings warnings;
  private final ApplicationEventPublisher events;
  private final ChangeLog log;
  private final Clock clock;

  Arrangements(
      JdbcClient jdbc,
      Cycles cycles,
      Region region,
      WorkingDays workingDays,
      Messages messages,
      ArrangementWarnings warnings,
      ApplicationEventPublisher events,
      ChangeLog log,
      Clock clock) {
    this.log = log;
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.workingDays = workingDays;
    this.messages = messages;
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
    insert(
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

  private void copy(CycleKey from, CycleKey to, int years) {
    for (Group group : cycles.groups(from)) {
      insertGroup(
          to,
          new WantedGroup(
              group.number(),
              later(group.day(), years),
              group.venue(),
              group.mode(),
              group.facilitator().filter(f -> region.holds(f, Role.FACILITATOR))));
    }
    for (Entry entry : cycles.entries(from)) {
      EntryKey key = EntryKey.of(to, entry.authorities());
      insertEntry(key, null);
      cycles.groupOf(entry.key()).ifPresent(group -> place(key, Optional.of(group.number())));
    }
  }

  private LocalDate later(LocalDate day, int years) {
    return workingDays.onOrAfter(day.plusYears(years));
  }

  /**
   * Saves dates, groups and places; what is open already follows, and who is concerned is told.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when the year cannot be like that
   */
  @Transactional
  public void save(CycleKey key, int version, Wanted wanted) {
    take(key, version);
    refuseNonsense(key, wanted);
    Cycle before = cycles.cycle(key);
    List<Group> groupsBefore = cycles.groups(key);
    saveDates(before, wanted);
    for (WantedGroup group : wanted.groups()) {
      saveGroup(before, group);
    }
    Set<Integer> numbers = new HashSet<>();
    groupsBefore.forEach(g -> numbers.add(g.number()));
    wanted
        .places()
        .forEach(
            (entry, number) -> {
              if (number.isPresent() && !numbers.contains(number.get())) {
                throw new Refused("There is no group " + number.get() + ".");
              }
              move(before, entry, number);
            });
    events.publishEvent(new RolesChanged());
    tellLateGroups(before);
  }

  /**
   * Looks whether a year can be saved like that, and changes nothing.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when the year cannot be like that
   */
  public void refuse(CycleKey key, int version, Wanted wanted) {
    if (cycles.cycle(key).version() != version) {
      throw new ArrangementsChanged(key);
    }
    refuseNonsense(key, wanted);
    List<Integer> numbers = cycles.groups(key).stream().map(Group::number).toList();
    wanted.places().values().stream()
        .flatMap(Optional::stream)
        .filter(number -> !numbers.contains(number))
        .findFirst()
        .ifPresent(
            number -> {
              throw new Refused("There is no group " + number + ".");
            });
  }

  private void refuseNonsense(CycleKey key, Wanted wanted) {
    if (!wanted.assessmentDue().isBefore(wanted.summit())) {
      throw new Refused("Self-assessments are due before the summit.");
    }
    if (wanted.summit().isAfter(wanted.closes())) {
      throw new Refused("The year closes on or after the day of the summit.");
    }
    for (WantedGroup group : wanted.groups()) {
      if (group.venue().length() > LONGEST_VENUE) {
        throw new Refused(
            "The venue of group " + group.number() + " has more than 200 characters.");
      }
      group
          .facilitator()
          .filter(f -> !region.holds(f, Role.FACILITATOR))
          // Whose role has ended stays named until the office names somebody else.
          .filter(f -> !isFacilitator(key, group.number(), f))
          .ifPresent(
              f -> {
                throw new Refused(f + " is not a facilitator today.");
              });
    }
  }

  /** Moves the dates of a year alone; the caller has looked whether they can be. */
  @Transactional
  public void moveDates(CycleKey key, LocalDate assessmentDue, LocalDate summit, LocalDate closes) {
    Cycle now = cycles.cycle(key);
    touch(key);
    saveDates(
        now,
        new Wanted(
            assessmentDue,
            summit,
            closes,
            now.visibility(),
            now.memorandumBlocks(),
            List.of(),
            Map.of()));
  }

  private boolean isFacilitator(CycleKey key, int number, String username) {
    return cycles
        .findGroup(GroupKey.of(key, number))
        .flatMap(Group::facilitator)
        .filter(username::equals)
        .isPresent();
  }

  private void saveDates(Cycle before, Wanted wanted) {
    jdbc.sql(
            """
            update cycle set assessment_due = :assessmentDue, summit = :summit, closes = :closes,
              visibility = :visibility, memorandum_blocks = :memorandumBlocks
            where key = :key
            """)
        .param("key", before.key().value())
        .param("assessmentDue", wanted.assessmentDue())
        .param("summit", wanted.summit())
        .param("closes", wanted.closes())
        .param("visibility", wanted.visibility().name())
        .param("memorandumBlocks", wanted.memorandumBlocks())
        .update();
    if (before.isOpen()) {
      String year = before.key().value();
      log.write(
          year, "Date of the self-assessments", before.assessmentDue(), wanted.assessmentDue(), "");
      log.write(year, "Summit", before.summit(), wanted.summit(), "");
      log.write(year, "Day the year closes", before.closes(), wanted.closes(), "");
      log.write(year, "Who may read", before.visibility(), wanted.visibility(), "");
      log.write(year, "Memorandum first", before.memorandumBlocks(), wanted.memorandumBlocks(), "");
    }
    boolean moved =
        !before.assessmentDue().equals(wanted.assessmentDue())
            || !before.summit().equals(wanted.summit())
            || !before.closes().equals(wanted.closes());
    if (before.isOpen() && moved) {
      events.publishEvent(new DatesChanged(before.key().value()));
    }
    if (before.isOpen() && before.memorandumBlocks() && !wanted.memorandumBlocks()) {
      cycles
          .entries(before.key())
          .forEach(
              entry -> messages.tell(Message.MEMORANDUM_ACCEPTED, entry.key().value(), Map.of()));
    }
  }

  private void saveGroup(Cycle cycle, WantedGroup wanted) {
    GroupKey key = GroupKey.of(cycle.key(), wanted.number());
    Group before =
        cycles
            .findGroup(key)
            .orElseThrow(() -> new Refused("There is no group " + wanted.number() + "."));
    if (cycle.isOpen()) {
      log.write(
          key.value(),
          "Facilitator",
          before.facilitator().orElse("nobody"),
          wanted.facilitator().orElse("nobody"),
          "");
    }
    jdbc.sql("update peer_group set facilitator = :facilitator where key = :key")
        .param("facilitator", wanted.facilitator().orElse(null), java.sql.Types.VARCHAR)
        .param("key", key.value())
        .update();
    cycles.moveDay(key, wanted.day(), wanted.mode(), wanted.venue());
  }

  private void move(Cycle cycle, EntryKey entry, Optional<Integer> number) {
    if (!entry.cycle().equals(cycle.key()) || cycles.findEntry(entry).isEmpty()) {
      throw new Refused("There is no entry " + entry + ".");
    }
    Optional<GroupKey> before = cycles.groupOf(entry).map(Group::key);
    Optional<GroupKey> after = number.map(n -> GroupKey.of(cycle.key(), n));
    if (before.equals(after)) {
      return;
    }
    place(entry, number);
    if (cycle.isOpen()) {
      log.write(entry.value(), "Group", named(before), named(after), "");
      before.ifPresent(this::tellMembersChanged);
      after.ifPresent(this::tellMembersChanged);
      after.ifPresent(this::tellMemberJoined);
      events.publishEvent(new DatesChanged(entry.value()));
    }
  }

  /**
   * Moves an entry to another group of an open year.
   *
   * @throws Refused when there is no such entry or group
   */
  @Transactional
  public void moveTo(EntryKey entry, int number) {
    cycles
        .findGroup(GroupKey.of(entry.cycle(), number))
        .orElseThrow(() -> new Refused("There is no group " + number + "."));
    touch(entry.cycle());
    Cycle cycle = cycles.cycle(entry.cycle());
    move(cycle, entry, Optional.of(number));
    events.publishEvent(new RolesChanged());
    tellLateGroups(cycle);
  }

  /** Moves all members of a group to another one; the day of the group is called off. */
  @Transactional
  public void merge(GroupKey group, int into) {
    touch(group.cycle());
    Cycle cycle = cycles.cycle(group.cycle());
    List<EntryKey> members = cycles.group(group).members();
    members.forEach(member -> move(cycle, member, Optional.of(into)));
    callOff(group);
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
    touch(key);
    Optional<GroupKey> group = cycles.groupOf(former.get(0)).map(Group::key);
    LocalDate today = EnglandTime.today(clock);
    List<EntryKey> next = authorities.stream().map(numbers -> EntryKey.of(key, numbers)).toList();
    Optional<LocalDate> agreed = cycles.entry(former.get(0)).agreedDue();
    for (EntryKey one : former) {
      Optional<GroupKey> left = cycles.groupOf(one).map(Group::key);
      jdbc.sql(
              """
              update entry set withdrawn_on = :today, withdrawn_because = :reason where key = :key
              """)
          .param("today", today)
          .param("reason", "Goes on as " + next + ": " + reason)
          .param("key", one.value())
          .update();
      log.write(one.value(), "Participation", "takes part", "goes on as " + next, reason);
      messages.tell(Message.ENTRY_REPLACED, one.value(), Map.of());
      left.ifPresent(this::tellMembersChanged);
    }
    for (EntryKey one : next) {
      if (cycles.findEntry(one).isPresent()) {
        throw new Refused(
            cycles.entry(one).name() + " took part once before in this year as its own entry.");
      }
      insertEntry(one, today);
      jdbc.sql("update entry set agreed_due = :due where key = :key")
          .param("due", agreed.orElse(null), java.sql.Types.DATE)
          .param("key", one.value())
          .update();
      group.ifPresent(g -> place(one, Optional.of(g.number())));
      log.write(one.value(), "Participation", "part of " + former, "takes part", reason);
    }
    messages.tell(Message.ENTRY_JOINED, key.value(), Map.of());
    group.ifPresent(this::tellMembersChanged);
    group.ifPresent(this::tellMemberJoined);
    events.publishEvent(new RolesChanged());
    return next;
  }

  /** Calls a whole open year off; its process ends everything and tells everybody. */
  @Transactional
  public void callOff(CycleKey key, String reason) {
    jdbc.sql(
            """
            update cycle set version = version + 1, cancelled_on = :today,
              cancelled_because = :reason
            where key = :key and cancelled_on is null
            """)
        .param("today", EnglandTime.today(clock))
        .param("reason", reason)
        .param("key", key.value())
        .update();
    log.write(key.value(), "The year", "open", "called off", reason);
    messages.tell(Message.YEAR_CANCELLED, key.value(), Map.of());
    events.publishEvent(new RolesChanged());
  }

  /** Calls the day of a group without members off; its process ends. */
  private void callOff(GroupKey group) {
    changeFacilitator(group, Optional.empty());
    log.write(group.value(), "Challenge day", cycles.group(group).day(), "called off", "");
    messages.tell(Message.DAY_CALLED_OFF, group.value(), Map.of());
  }

  /** Gives a group another facilitator, or none; open work goes over. */
  @Transactional
  public void changeFacilitator(GroupKey group, Optional<String> facilitator) {
    touch(group.cycle());
    log.write(
        group.value(),
        "Facilitator",
        cycles.group(group).facilitator().orElse("nobody"),
        facilitator.orElse("nobody"),
        "");
    jdbc.sql("update peer_group set facilitator = :facilitator where key = :key")
        .param("facilitator", facilitator.orElse(null), java.sql.Types.VARCHAR)
        .param("key", group.value())
        .update();
    tellMembersChanged(group);
    events.publishEvent(new RolesChanged());
  }

  /** Whoever has the page of the arrangements open is told that they changed. */
  private void touch(CycleKey key) {
    jdbc.sql("update cycle set version = version + 1 where key = :key")
        .param("key", key.value())
        .update();
  }

  private static String named(Optional<GroupKey> group) {
    return group.map(key -> "group " + key.number()).orElse("no group");
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

  /**
   * Adds a group with the next free number and gives back its number.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   */
  @Transactional
  public int addGroup(CycleKey key, int version, LocalDate day) {
    take(key, version);
    int number = cycles.groups(key).stream().mapToInt(Group::number).max().orElse(0) + 1;
    insertGroup(key, new WantedGroup(number, day, "", Mode.IN_PERSON, Optional.empty()));
    return number;
  }

  /** Puts a group in by hand. */
  @Transactional
  public void insertGroup(CycleKey key, WantedGroup group) {
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

  /**
   * Takes out a group that nobody is in and that was never opened.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when it has members or its process runs
   */
  @Transactional
  public void removeGroup(GroupKey key, int version) {
    take(key.cycle(), version);
    boolean opened =
        jdbc.sql("select opened is not null from peer_group where key = :key")
            .param("key", key.value())
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (opened) {
      throw new Refused(
          "Group " + key.number() + " is part of the year already: move its members instead.");
    }
    if (!cycles.group(key).members().isEmpty()) {
      throw new Refused("Group " + key.number() + " still has members: move them first.");
    }
    jdbc.sql("delete from peer_group where key = :key").param("key", key.value()).update();
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
    take(key, version);
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
      place(entry, Optional.empty());
    } else {
      insertEntry(entry, joined);
    }
    group.ifPresent(number -> place(entry, Optional.of(number)));
    if (cycle.isOpen()) {
      log.write(entry.value(), "Participation", "takes no part", "takes part", "");
      messages.tell(Message.ENTRY_JOINED, key.value(), Map.of("entry", entry.value()));
      group.ifPresent(number -> tellMembersChanged(GroupKey.of(key, number)));
      group.ifPresent(number -> tellMemberJoined(GroupKey.of(key, number)));
      tellLateGroups(cycle);
    }
    events.publishEvent(new RolesChanged());
    return entry;
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

  /**
   * Takes an entry out of the year. Before the year is open it is as if it had never been in; after
   * that its history stays and everybody concerned is told.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when there is no such entry, or no reason is given
   */
  @Transactional
  public void withdraw(EntryKey key, int version, String reason) {
    take(key.cycle(), version);
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
    jdbc.sql(
            """
            update entry set withdrawn_on = :today, withdrawn_because = :reason where key = :key
            """)
        .param("today", EnglandTime.today(clock))
        .param("reason", reason.strip())
        .param("key", key.value())
        .update();
    log.write(key.value(), "Participation", "takes part", "withdrew", reason.strip());
    messages.tell(Message.ENTRY_WITHDREW, key.value(), Map.of());
    group.map(Group::key).ifPresent(this::tellMembersChanged);
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
        lateGroups(key).stream()
            .filter(group -> !group.members().isEmpty())
            .map(Group::key)
            .toList();
    waiting.forEach(group -> markOpened("peer_group", group.value()));
    return waiting;
  }

  private List<Group> lateGroups(CycleKey key) {
    List<String> waiting =
        jdbc.sql("select key from peer_group where cycle = :cycle and opened is null for update")
            .param("cycle", key.value())
            .query(String.class)
            .list();
    return cycles.groups(key).stream().filter(g -> waiting.contains(g.key().value())).toList();
  }

  private void markOpened(String table, String key) {
    jdbc.sql("update " + table + " set opened = :now where key = :key")
        .param("now", now())
        .param("key", key)
        .update();
  }

  private void tellLateGroups(Cycle cycle) {
    if (cycle.isOpen()) {
      lateGroups(cycle.key()).stream()
          .filter(group -> !group.members().isEmpty())
          .forEach(
              group ->
                  messages.tell(
                      Message.GROUP_FORMED,
                      cycle.key().value(),
                      Map.of("group", group.key().value())));
    }
  }

  /** Who joins after the teams were asked for is asked alone. */
  private void tellMemberJoined(GroupKey group) {
    messages.tell(Message.MEMBER_JOINED, group.value(), Map.of());
  }

  private void tellMembersChanged(GroupKey group) {
    messages.tell(Message.MEMBERS_CHANGED, group.value(), Map.of());
  }

  /** Takes the year for this change alone, if it still is as the person saw it. */
  private void take(CycleKey key, int version) {
    int taken =
        jdbc.sql("update cycle set version = version + 1 where key = :key and version = :version")
            .param("key", key.value())
            .param("version", version)
            .update();
    if (taken == 0) {
      throw new ArrangementsChanged(key);
    }
  }

  private OffsetDateTime now() {
    return EnglandTime.now(clock);
  }
}
