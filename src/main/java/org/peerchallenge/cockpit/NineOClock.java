package org.peerchallenge.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.peerchallenge.changelog.CaseChange;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.WorkGroups;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the office must know at nine o'clock: what is late, stuck or changed, who is waited for, and
 * where each entry stands. Read from the engine's tables in a few statements, whatever their size.
 */
@Service
public class NineOClock {

  /**
   * An open task.
   *
   * @param key business key of what it is about: the entry whose turn it is, or its case
   * @param about the same for people
   * @param who the person who has it, or those who may take it on
   * @param due null when it has no date
   * @param daysLate 0 when it is not late
   * @param reminded the last reminder; null when none was sent
   * @param paused whether its case is suspended
   * @param optional whether nobody waits for it: it is never late (see {@code engine/Urgency})
   */
  public record Open(
      String task,
      String instance,
      String key,
      String about,
      String step,
      String who,
      LocalDate due,
      long daysLate,
      LocalDate reminded,
      boolean paused,
      boolean optional) {

    /** The page of its case. */
    public String page() {
      return casePage(key);
    }

    public boolean late() {
      // What rests is not late, whatever its date.
      return daysLate > 0 && !paused && !optional;
    }
  }

  /** A step that failed for good, in words; {@code job} is what is tried again. */
  public record Failed(String job, String instance, String about, String step, String words) {}

  /** A change that somebody confirmed and that was not possible any more when it was to be made. */
  public record RefusedChange(long id, String about, String why) {}

  /** Who is waited for, for how many tasks. */
  public record Waited(String who, int tasks, int late, LocalDate next) {}

  /** Something that comes: a date of the year or of a group, or a task that is due. */
  public record Coming(LocalDate day, String what, String page, boolean isTask) {}

  /** A task that somebody finished. */
  public record Done(Instant at, String about, String step, String who, String page) {}

  /** A change, for people. */
  public record Changed(CaseChange change, String about, String who, String page) {

    /** Whether it is of people and roles, and not of a case. */
    public boolean isOfPeople() {
      return change.caseKey().equals("region");
    }
  }

  /** One entry of the year with its steps, in the order of {@link #STEPS}. */
  public record Row(Entry entry, String page, List<String> steps, int open, int late) {}

  /** The steps of the year that a row shows. */
  public static final List<String> STEPS =
      List.of("Memorandum", "Sections", "Signed", "Shared", "Team named", "Day", "Report");

  /** A list of done tasks is no longer than this; the page says so. */
  public static final int DONE_SHOWN = 200;

  private static final int DAYS_AHEAD = 10;
  private static final Pattern ISO_DATE =
      Pattern.compile("\\b\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])\\b");

  /** The entry of a loop stands somewhere above the task's own execution. */
  private static final String OPEN =
      """
      select t.id_ as task, t.proc_inst_id_ as instance, t.name_ as step, t.assignee_ as assignee,
        t.due_date_ as due, t.suspension_state_ = 2 as paused,
        t.priority_ < 50 as optional,
        coalesce(v.text_, p.business_key_, '') as key, r.reminded,
        (select string_agg(coalesce(l.group_id_, l.user_id_), ',' order by l.group_id_, l.user_id_)
         from act_ru_identitylink l where l.task_id_ = t.id_ and l.type_ = 'candidate') as candidates
      from act_ru_task t
      join act_ru_execution p on p.id_ = t.proc_inst_id_
      left join lateral (
        with recursive up as (
          select id_, parent_id_, 0 as n from act_ru_execution where id_ = t.execution_id_
          union all
          select e.id_, e.parent_id_, n + 1 from act_ru_execution e join up on e.id_ = up.parent_id_)
        select text_ from up join act_ru_variable on execution_id_ = up.id_ and name_ = 'entry'
        order by n limit 1) v on true
      left join lateral (
        select max(at) as reminded from reminder where task_id = t.id_) r on true
      order by t.due_date_, p.business_key_, t.name_, t.id_
      """;

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final ChangeLog log;
  private final Clock clock;

  NineOClock(JdbcClient jdbc, Cycles cycles, Region region, ChangeLog log, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.log = log;
    this.clock = clock;
  }

  /** Every open task, the most urgent first; a task is late from the day after its due date. */
  public List<Open> open() {
    Map<String, String> titles = new LinkedHashMap<>();
    Map<String, String> groups = groups();
    Map<String, String> people = people();
    LocalDate today = LocalDate.now(clock);
    return jdbc.sql(OPEN).query((row, n) -> open(row, today, titles, groups, people)).list();
  }

  /** The steps that failed for good, counted where they began. */
  public List<Failed> failed() {
    return jdbc.sql(
            """
            select i.configuration_ as job, i.proc_inst_id_ as instance, i.activity_id_ as step,
              coalesce(p.business_key_, '') as key, i.incident_msg_ as message,
              convert_from(b.bytes_, 'UTF8') as trace
            from act_ru_incident i
            left join act_ru_execution p on p.id_ = i.proc_inst_id_
            left join act_ru_job j on j.id_ = i.configuration_
            left join act_ge_bytearray b on b.id_ = j.exception_stack_id_
            where i.id_ = i.root_cause_incident_id_ order by i.incident_timestamp_
            """)
        .query(
            (row, n) ->
                new Failed(
                    row.getString("job"),
                    row.getString("instance"),
                    title(row.getString("key")),
                    row.getString("step"),
                    FailureWords.of(row.getString("message"), row.getString("trace")).words()))
        .list();
  }

  /** Who is waited for, those with late tasks first. */
  public static List<Waited> waited(List<Open> open) {
    Map<String, List<Open>> byWho = new LinkedHashMap<>();
    open.forEach(task -> byWho.computeIfAbsent(task.who(), w -> new ArrayList<>()).add(task));
    return byWho.entrySet().stream()
        .map(
            one ->
                new Waited(
                    one.getKey(),
                    one.getValue().size(),
                    (int) one.getValue().stream().filter(Open::late).count(),
                    one.getValue().stream()
                        .map(Open::due)
                        .filter(due -> due != null)
                        .min(Comparator.naturalOrder())
                        .orElse(null)))
        .sorted(
            Comparator.comparingInt(Waited::late)
                .thenComparingInt(Waited::tasks)
                .reversed()
                .thenComparing(Waited::who))
        .toList();
  }

  /** What comes in the next ten days: dates of the open years, days of groups, due dates. */
  public List<Coming> coming(List<Open> open) {
    LocalDate today = LocalDate.now(clock);
    List<Coming> coming = new ArrayList<>();
    for (Cycle cycle : cycles.all()) {
      if (!cycle.isOpen()) {
        continue;
      }
      String page = "/arrangements/" + cycle.key();
      String year = ", " + cycle.label();
      coming.add(new Coming(cycle.assessmentDue(), "Self-assessments are due" + year, page, false));
      coming.add(new Coming(cycle.summit(), "Summit" + year, page, false));
      coming.add(new Coming(cycle.closes(), "The year closes" + year, page, false));
      for (Group group : cycles.groups(cycle.key())) {
        coming.add(
            new Coming(
                group.day(),
                "Challenge day: " + cycles.title(group.key()),
                group.key().page(),
                false));
      }
    }
    Map<Coming, Integer> due = new LinkedHashMap<>();
    open.stream()
        .filter(task -> task.due() != null)
        .forEach(
            task ->
                due.merge(
                    new Coming(
                        task.due(), task.step() + ": " + task.about(), casePage(task.key()), true),
                    1,
                    Integer::sum));
    coming.addAll(due.keySet());
    return coming.stream()
        .filter(c -> !c.day().isBefore(today) && !c.day().isAfter(today.plusDays(DAYS_AHEAD)))
        .sorted(Comparator.comparing(Coming::day).thenComparing(Coming::what))
        .toList();
  }

  /** Since yesterday's nine o'clock, or since that person last looked, whichever is earlier. */
  public Instant since(String username) {
    Instant yesterday =
        LocalDate.now(clock)
            .minusDays(1)
            .atTime(LocalTime.of(9, 0))
            .atZone(EnglandTime.ZONE)
            .toInstant();
    return looked(username).filter(looked -> looked.isBefore(yesterday)).orElse(yesterday);
  }

  /** When that person last said that they have seen the page. */
  public Optional<Instant> looked(String username) {
    return jdbc.sql("select looked from office_look where username = :username")
        .param("username", username)
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  /** Notes that the person has seen the page as it is now. */
  @Transactional
  public void look(String username) {
    jdbc.sql(
            """
            insert into office_look (username, looked) values (:username, :now)
            on conflict (username) do update set looked = excluded.looked
            """)
        .param("username", username)
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /** Confirmed changes that had become impossible, of the last two weeks. */
  public List<RefusedChange> refusedChanges() {
    return jdbc.sql(
            """
            select id, case_key, refusal from change_request
            where state = 'REFUSED' and confirmed > :since order by place desc
            """)
        .param(
            "since",
            OffsetDateTime.ofInstant(clock.instant().minus(14, ChronoUnit.DAYS), ZoneOffset.UTC))
        .query(
            (row, n) ->
                new RefusedChange(
                    row.getLong("id"), title(row.getString("case_key")), row.getString("refusal")))
        .list();
  }

  public List<Changed> changed(Instant since) {
    return changed(log.since(since));
  }

  /** The changes of one case. */
  public List<Changed> changedOf(String caseKey) {
    return changed(log.of(caseKey));
  }

  private List<Changed> changed(List<CaseChange> changes) {
    Map<String, String> people = changes.isEmpty() ? Map.of() : people();
    return changes.stream()
        .map(
            change ->
                new Changed(
                    inEnglish(change, people),
                    title(change.caseKey()),
                    people.getOrDefault(change.changedBy(), change.changedBy()),
                    casePage(change.caseKey())))
        .toList();
  }

  static CaseChange inEnglish(CaseChange change, Map<String, String> people) {
    return new CaseChange(
        change.caseKey(),
        change.what(),
        inEnglish(change.before(), people),
        inEnglish(change.after(), people),
        change.reason(),
        change.changedBy(),
        change.changed());
  }

  /** Dates and people stand in the log as the machine writes them. */
  static String inEnglish(String value, Map<String, String> people) {
    String first = value.split(" ", 2)[0];
    String named =
        people.containsKey(first) ? people.get(first) + value.substring(first.length()) : value;
    return ISO_DATE
        .matcher(named)
        .replaceAll(date -> EnglishText.day(LocalDate.parse(date.group())));
  }

  /** A task that a step ends because nobody has to do it any more has no assignee. */
  private static final String BY_A_PERSON =
      "h.delete_reason_ = 'completed' and h.assignee_ is not null and ";

  /** The tasks that people finished since then, the newest first, at most {@link #DONE_SHOWN}. */
  public List<Done> done(Instant since) {
    return finished("h.end_time_ > :moment", "moment", local(since), DONE_SHOWN);
  }

  /** How many tasks people finished since then, those beyond {@link #DONE_SHOWN} too. */
  public int countDone(Instant since) {
    return jdbc.sql(
            "select count(*) from act_hi_taskinst h where " + BY_A_PERSON + "h.end_time_ > ?")
        .param(local(since))
        .query(Integer.class)
        .single();
  }

  private static LocalDateTime local(Instant moment) {
    return LocalDateTime.ofInstant(moment, EnglandTime.ZONE);
  }

  /** The tasks that people finished in the instances of one case. */
  public List<Done> doneOf(String caseKey) {
    return finished("p.business_key_ = :key", "key", caseKey, Integer.MAX_VALUE);
  }

  private List<Done> finished(String condition, String name, Object value, int most) {
    return jdbc.sql(
            """
            select h.end_time_ as ended, h.name_ as step, h.assignee_ as who,
              coalesce(p.business_key_, '') as key
            from act_hi_taskinst h join act_hi_procinst p on p.id_ = h.proc_inst_id_
            where\s"""
                + BY_A_PERSON
                + condition
                + " order by h.end_time_ desc, h.id_ limit "
                + most)
        .param(name, value)
        .query(
            (row, n) ->
                new Done(
                    row.getTimestamp("ended").toInstant(),
                    title(row.getString("key")),
                    row.getString("step"),
                    name(row.getString("who")),
                    casePage(row.getString("key"))))
        .list();
  }

  /** The year as its entries by steps. */
  public List<Row> year(CycleKey year, List<Open> open) {
    Map<String, List<String>> steps = new LinkedHashMap<>();
    jdbc.sql(
            """
            select e.key,
              (select count(*) from memorandum m join entry_authority a
                 on a.cycle = m.cycle and a.dfe_number = m.dfe_number
               where a.entry = e.key and m.accepted) as memoranda,
              (select count(distinct q.section) from section_request q where q.entry = e.key) as asked,
              (select count(distinct q.section) from section_request q
               where q.entry = e.key and q.answered_at is not null) as written,
              (select max(v.signed_at) from assessment_version v where v.entry = e.key) as signed,
              (select s.shared_at from assessment s where s.entry = e.key) as shared,
              (select how from attendance d where d.entry = e.key limit 1) as team,
              (select g.day from group_member m join peer_group g on g.key = m.peer_group
               where m.entry = e.key) as day,
              exists (select 1 from session s where s.entry = e.key) as held,
              (select state from report r where r.entry = e.key
               order by r.version desc limit 1) as report
            from entry e where e.cycle = :cycle and e.withdrawn_on is null
            """)
        .param("cycle", year.value())
        .query((row, n) -> steps.put(row.getString("key"), steps(row)))
        .list();
    List<Row> rows = new ArrayList<>();
    for (Entry entry : cycles.entries(year)) {
      String key = entry.key().value();
      List<Open> its = open.stream().filter(task -> task.key().equals(key)).toList();
      rows.add(
          new Row(
              entry,
              casePage(key),
              steps.getOrDefault(key, List.of("", "", "", "", "", "", "")),
              its.size(),
              (int) its.stream().filter(Open::late).count()));
    }
    return rows;
  }

  private static List<String> steps(ResultSet row) throws SQLException {
    String team = row.getString("team");
    String report = row.getString("report");
    java.sql.Date day = row.getDate("day");
    return List.of(
        row.getInt("memoranda") + " accepted",
        row.getInt("written") + " of " + row.getInt("asked"),
        row.getObject("signed") == null ? "–" : "yes",
        row.getObject("shared") == null ? "–" : "yes",
        team == null ? "–" : team.equals("DIRECTOR_ALONE") ? "director alone" : "yes",
        row.getBoolean("held")
            ? "held"
            : day == null ? "no group" : EnglishText.day(day.toLocalDate()),
        report == null
            ? "–"
            : switch (report) {
              case "WITH_HOST" -> "with the host";
              case "SETTLED" -> "settled";
              default -> "written";
            });
  }

  /** The page of a case; of the year for a year's key, of the people for anything else. */
  public static String casePage(String key) {
    if (EntryKey.is(key) || GroupKey.is(key)) {
      return "/cases/" + key;
    }
    return key.matches("20\\d\\d") ? "/arrangements/" + key : "/people";
  }

  /** For people; the key itself when it stands for nothing. */
  public String title(String key) {
    boolean known =
        EntryKey.is(key) && cycles.findEntry(EntryKey.of(key)).isPresent()
            || GroupKey.is(key) && cycles.findGroup(GroupKey.of(key)).isPresent()
            || key.matches("20\\d\\d");
    return known ? cycles.title(key) : key;
  }

  private Open open(
      ResultSet row,
      LocalDate today,
      Map<String, String> titles,
      Map<String, String> groups,
      Map<String, String> people)
      throws SQLException {
    String key = row.getString("key");
    java.sql.Timestamp due = row.getTimestamp("due");
    LocalDate day = due == null ? null : due.toLocalDateTime().toLocalDate();
    java.sql.Timestamp reminded = row.getTimestamp("reminded");
    String assignee = row.getString("assignee");
    String candidates = row.getString("candidates");
    return new Open(
        row.getString("task"),
        row.getString("instance"),
        key,
        titles.computeIfAbsent(key, this::title),
        row.getString("step"),
        assignee != null
            ? people.getOrDefault(assignee, assignee)
            : candidates == null ? "nobody" : candidates(candidates, groups),
        day,
        day == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(day, today)),
        reminded == null ? null : reminded.toInstant().atZone(EnglandTime.ZONE).toLocalDate(),
        row.getBoolean("paused"),
        row.getBoolean("optional"));
  }

  private static String candidates(String candidates, Map<String, String> names) {
    List<String> who = new ArrayList<>();
    for (String group : candidates.split(",")) {
      who.add(
          Optional.ofNullable(names.get(group)).or(() -> WorkGroups.words(group)).orElse(group));
    }
    return String.join(", ", who);
  }

  /** A group of one piece of work has its id for a name, and nobody reads that. */
  private Map<String, String> groups() {
    Map<String, String> names = new LinkedHashMap<>();
    jdbc.sql("select id_, name_ from act_id_group where name_ <> id_")
        .query((row, n) -> names.put(row.getString(1), row.getString(2)))
        .list();
    return names;
  }

  private Map<String, String> people() {
    Map<String, String> names = new LinkedHashMap<>();
    region.people().forEach(person -> names.put(person.username(), person.name()));
    return names;
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }
}
