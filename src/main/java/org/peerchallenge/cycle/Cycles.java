package org.peerchallenge.cycle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.RequestMemory;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the years: participants, groups, dates, and who stands behind an entry. */
@Service
public class Cycles {

  private static final String CYCLE =
      """
      select key, assessment_due, summit, closes, visibility, memorandum_blocks, opened,
        cancelled_on, version
      from cycle
      """;

  private static final String ENTRY =
      """
      select e.key, e.agreed_due, e.withdrawn_on,
        (select string_agg(a.name, ' and ' order by ea.place)
         from entry_authority ea join authority a using (dfe_number)
         where ea.entry = e.key) as name
      from entry e
      """;

  private static final String GROUP =
      """
      select g.key, g.number, g.day, g.venue, g.mode, g.facilitator,
        (select string_agg(m.entry, ',' order by m.place, m.entry)
         from group_member m join entry e on e.key = m.entry
         where m.peer_group = g.key and e.withdrawn_on is null) as members
      from peer_group g
      """;

  private final JdbcClient jdbc;
  private final Region region;
  private final ApplicationEventPublisher events;
  private final RequestMemory memory;
  private final ChangeLog log;

  Cycles(
      JdbcClient jdbc,
      Region region,
      ApplicationEventPublisher events,
      RequestMemory memory,
      ChangeLog log) {
    this.log = log;
    this.memory = memory;
    this.jdbc = jdbc;
    this.region = region;
    this.events = events;
  }

  /**
   * One year.
   *
   * @throws NoSuchElementException when its arrangements were never begun
   */
  public Cycle cycle(CycleKey key) {
    return find(key)
        .orElseThrow(() -> new NoSuchElementException("The year " + key.label() + " is not known"));
  }

  public Optional<Cycle> find(CycleKey key) {
    return memory.recall(
        "cycle",
        key,
        () ->
            jdbc.sql(CYCLE + "where key = :key")
                .param("key", key.value())
                .query(Cycles::cycle)
                .optional());
  }

  /** All years, the newest first. */
  public List<Cycle> all() {
    return memory.recall(
        "cycles", "", () -> jdbc.sql(CYCLE + "order by key desc").query(Cycles::cycle).list());
  }

  /** The year before, as far as it is known. */
  public Optional<Cycle> previous(CycleKey key) {
    return jdbc.sql(CYCLE + "where key < :key order by key desc limit 1")
        .param("key", key.value())
        .query(Cycles::cycle)
        .optional();
  }

  /**
   * The entries of the year before that an entry goes on from: those of the same authorities, or of
   * authorities that these have come after.
   */
  public List<Entry> yearBefore(EntryKey key) {
    Set<String> line =
        Set.copyOf(
            jdbc.sql(
                    """
                    with recursive line as (
                      select dfe_number from authority where dfe_number in (:own)
                      union
                      select s.predecessor from line l join authority_succession s on s.successor = l.dfe_number)
                    select dfe_number from line
                    """)
                .param("own", key.authorities())
                .query(String.class)
                .list());
    return previous(key.cycle()).stream()
        .flatMap(cycle -> everyEntry(cycle.key()).stream())
        .filter(earlier -> earlier.authorities().stream().anyMatch(line::contains))
        .toList();
  }

  /** The entries that take part today, in the order of their names. */
  public List<Entry> entries(CycleKey key) {
    return everyEntry(key).stream().filter(Entry::isCurrent).toList();
  }

  /**
   * Puts what belongs to entries of the year in the order in which people look for them: by name.
   */
  public Comparator<EntryKey> byName(CycleKey key) {
    List<EntryKey> order = everyEntry(key).stream().map(Entry::key).toList();
    return Comparator.comparing(order::indexOf);
  }

  /** The entries of the year by name, those that withdrew included. */
  public List<Entry> everyEntry(CycleKey key) {
    return memory.recall(
        "entries",
        key,
        () ->
            jdbc.sql(ENTRY + "where e.cycle = :key order by name")
                .param("key", key.value())
                .query(Cycles::entry)
                .list());
  }

  /**
   * One entry, also if it withdrew.
   *
   * @throws NoSuchElementException when the year has no such entry
   */
  public Entry entry(EntryKey key) {
    return findEntry(key).orElseThrow(() -> new NoSuchElementException("There is no entry " + key));
  }

  public Optional<Entry> findEntry(EntryKey key) {
    if (memory.isOpen()) {
      return everyEntry(key.cycle()).stream().filter(one -> one.key().equals(key)).findFirst();
    }
    return jdbc.sql(ENTRY + "where e.key = :key")
        .param("key", key.value())
        .query(Cycles::entry)
        .optional();
  }

  /** The current entry of an authority in that year. */
  public Optional<Entry> entryOf(CycleKey key, String dfeNumber) {
    return entries(key).stream()
        .filter(entry -> entry.authorities().contains(dfeNumber))
        .findFirst();
  }

  /** The groups of the year by number; their members are the current ones. */
  public List<Group> groups(CycleKey key) {
    return memory.recall(
        "groups",
        key,
        () ->
            jdbc.sql(GROUP + "where g.cycle = :key order by g.number")
                .param("key", key.value())
                .query(Cycles::group)
                .list());
  }

  /**
   * One group.
   *
   * @throws NoSuchElementException when the year has no such group
   */
  public Group group(GroupKey key) {
    return findGroup(key).orElseThrow(() -> new NoSuchElementException("There is no group " + key));
  }

  public Optional<Group> findGroup(GroupKey key) {
    if (memory.isOpen()) {
      return groups(key.cycle()).stream().filter(one -> one.key().equals(key)).findFirst();
    }
    return jdbc.sql(GROUP + "where g.key = :key")
        .param("key", key.value())
        .query(Cycles::group)
        .optional();
  }

  /** The group in which the entry is today; empty once it withdrew. */
  public Optional<Group> groupOf(EntryKey key) {
    return groups(key.cycle()).stream().filter(g -> g.members().contains(key)).findFirst();
  }

  /** The group in which the entry is, or was when it withdrew. */
  public Optional<Group> lastGroupOf(EntryKey key) {
    return jdbc.sql("select peer_group from group_member where entry = :key")
        .param("key", key.value())
        .query(String.class)
        .optional()
        .flatMap(group -> findGroup(GroupKey.of(group)));
  }

  /** Entries of other groups that come to the group's day and keep their own. */
  public List<EntryKey> guests(GroupKey key) {
    return memory.recall(
        "guests",
        key,
        () ->
            jdbc
                .sql(
                    """
                    select v.entry from day_guest v join entry e on e.key = v.entry
                    where v.peer_group = :group and e.withdrawn_on is null order by v.entry
                    """)
                .param("group", key.value())
                .query(String.class)
                .list()
                .stream()
                .map(EntryKey::of)
                .toList());
  }

  /** The groups to whose days the entry comes as a guest, by number. */
  public List<Group> guestOf(EntryKey key) {
    List<String> groups =
        jdbc.sql("select peer_group from day_guest where entry = :entry")
            .param("entry", key.value())
            .query(String.class)
            .list();
    return groups(key.cycle()).stream()
        .filter(group -> groups.contains(group.key().value()))
        .toList();
  }

  /** Who comes to the group's day: its members, and after them its guests. */
  public List<EntryKey> coming(GroupKey key) {
    return Stream.concat(group(key).members().stream(), guests(key).stream()).toList();
  }

  /** The last day on which the entry's self-assessment is in time. */
  public LocalDate assessmentDue(EntryKey key) {
    return entry(key).agreedDue().orElseGet(() -> cycle(key.cycle()).assessmentDue());
  }

  /** The day on which the entry is challenged; the summit when it is in no group. */
  public LocalDate challengeDay(EntryKey key) {
    return groupOf(key).map(Group::day).orElseGet(() -> cycle(key.cycle()).summit());
  }

  /** Gives the entry a date of its own for its self-assessment; everything open follows. */
  @Transactional
  public void agreeDue(EntryKey key, LocalDate due) {
    agreeDue(key, Optional.of(due));
  }

  /** The same; without a date the entry follows the year's again. */
  @Transactional
  public void agreeDue(EntryKey key, Optional<LocalDate> due) {
    LocalDate before = assessmentDue(key);
    int changed =
        jdbc.sql("update entry set agreed_due = :due where key = :key")
            .param("due", due.orElse(null), java.sql.Types.DATE)
            .param("key", key.value())
            .update();
    if (changed == 0) {
      throw new NoSuchElementException("There is no entry " + key);
    }
    log.write(key.value(), "Date of the self-assessment", before, assessmentDue(key), "");
    events.publishEvent(new DatesChanged(key.value()));
  }

  /**
   * Says when, where and how a group meets; everything open follows, and the group is told by its
   * process.
   */
  @Transactional
  public void moveDay(GroupKey key, LocalDate day, Mode mode, String venue) {
    Group before = group(key);
    String place = venue == null ? "" : venue;
    if (before.day().equals(day) && before.mode() == mode && before.venue().equals(place)) {
      return;
    }
    jdbc.sql("update peer_group set day = :day, mode = :mode, venue = :venue where key = :key")
        .param("day", day)
        .param("mode", mode.name())
        .param("venue", place)
        .param("key", key.value())
        .update();
    jdbc.sql("update cycle set version = version + 1 where key = :key")
        .param("key", key.cycle().value())
        .update();
    if (cycle(key.cycle()).isOpen()) {
      log.write(key.value(), "Challenge day", before.day(), day, "");
      log.write(key.value(), "How the group meets", before.mode(), mode, "");
      log.write(key.value(), "Venue", before.venue(), place, "");
      events.publishEvent(new DatesChanged(key.value()));
    }
  }

  /** Who holds the role over all authorities of the entry, nobody twice. */
  public List<Person> people(EntryKey key, Role role) {
    if (role == Role.FACILITATOR) {
      return groupOf(key).flatMap(Group::facilitator).map(region::person).stream().toList();
    }
    Map<String, Person> people = new LinkedHashMap<>();
    for (String dfeNumber : key.authorities()) {
      region.holders(role, dfeNumber).forEach(p -> people.putIfAbsent(p.username(), p));
    }
    return List.copyOf(people.values());
  }

  /** For people: "Brighton and Hove, 2018-19". */
  public String title(EntryKey key) {
    return name(key) + ", " + key.cycle().label();
  }

  /** For people: "Group 3 (Slough, Hampshire and Isle of Wight, Milton Keynes), 2018-19". */
  public String title(GroupKey key) {
    String members =
        group(key).members().stream().map(this::name).collect(Collectors.joining(", "));
    return "Group "
        + key.number()
        + (members.isEmpty() ? "" : " (" + members + ")")
        + ", "
        + key.cycle().label();
  }

  /** For people: the title of whatever the business key stands for. */
  public String title(String businessKey) {
    if (EntryKey.is(businessKey)) {
      return title(EntryKey.of(businessKey));
    }
    return GroupKey.is(businessKey)
        ? title(GroupKey.of(businessKey))
        : CycleKey.of(businessKey).label();
  }

  private String name(EntryKey key) {
    return key.authorities().stream()
        .map(region::authority)
        .map(Authority::name)
        .collect(Collectors.joining(" and "));
  }

  private static Cycle cycle(ResultSet row, int n) throws SQLException {
    CycleKey key = CycleKey.of(row.getString("key"));
    Optional<Instant> opened =
        Optional.ofNullable(row.getObject("opened", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
    return new Cycle(
        key,
        key.label(),
        row.getObject("assessment_due", LocalDate.class),
        row.getObject("summit", LocalDate.class),
        row.getObject("closes", LocalDate.class),
        Visibility.valueOf(row.getString("visibility")),
        row.getBoolean("memorandum_blocks"),
        opened,
        Optional.ofNullable(row.getObject("cancelled_on", LocalDate.class)),
        row.getInt("version"));
  }

  private static Entry entry(ResultSet row, int n) throws SQLException {
    EntryKey key = EntryKey.of(row.getString("key"));
    return new Entry(
        key,
        row.getString("name"),
        key.authorities(),
        Optional.ofNullable(row.getObject("agreed_due", LocalDate.class)),
        Optional.ofNullable(row.getObject("withdrawn_on", LocalDate.class)));
  }

  private static Group group(ResultSet row, int n) throws SQLException {
    String members = row.getString("members");
    return new Group(
        GroupKey.of(row.getString("key")),
        row.getInt("number"),
        row.getObject("day", LocalDate.class),
        row.getString("venue"),
        Mode.valueOf(row.getString("mode")),
        Optional.ofNullable(row.getString("facilitator")),
        members == null ? List.of() : Arrays.stream(members.split(",")).map(EntryKey::of).toList());
  }
}
