package org.peerchallenge.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Search over every process instance there ever was: by authority, person, step, year, running or
 * finished. Who may search is decided before; see {@code ReadingPolicy.officeWork}.
 */
@Service
public class CaseSearch {

  /** Whether a process instance goes on. */
  public enum State {
    ALL("running or finished"),
    RUNNING("running"),
    FINISHED("finished");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * What is looked for; an empty text stands for everything.
   *
   * @param authority DfE number: its entries, and the groups that they are in, or were when they
   *     withdrew
   * @param person part of a name, or a username: who did or has a step, or may take it on
   * @param step id of a user task in its diagram
   * @param year key of a cycle
   * @param page from 1
   */
  public record Wanted(
      String authority, String person, String step, String year, State state, int page) {}

  /**
   * A process instance that was found.
   *
   * @param process what it is of, in a director's words
   * @param waitsFor names of its open tasks
   * @param failed steps that failed for good
   */
  public record Hit(
      String instance,
      String process,
      String key,
      String about,
      Instant started,
      Optional<Instant> ended,
      List<String> waitsFor,
      int failed) {

    /** The page of its case. */
    public String page() {
      return NineOClock.casePage(key);
    }

    /** The first open tasks; a self-assessment that is being written has ten. */
    public String waitsForInWords() {
      int most = 3;
      String words = String.join("; ", waitsFor.subList(0, Math.min(most, waitsFor.size())));
      return waitsFor.isEmpty()
          ? "–"
          : waitsFor.size() <= most ? words : words + " and " + (waitsFor.size() - most) + " more";
    }
  }

  /**
   * One page of what was found, the newest first.
   *
   * @param counted how many there are, at most {@link #COUNTED}
   * @param more whether there are more than that
   */
  public record Found(List<Hit> hits, int counted, boolean more, int page, int pages) {}

  /** A step that people do, by its id in the diagram. */
  public record Step(String id, String name) {}

  /** So many are shown on one page. */
  public static final int SHOWN = 50;

  /** Counting further helps nobody and costs time. */
  public static final int COUNTED = 1_000;

  /** So many tasks are sooner listed than looked for instance by instance. */
  private static final int FEW = 20_000;

  private final JdbcClient jdbc;
  private final CaseNames names;

  CaseSearch(JdbcClient jdbc, CaseNames names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  /** The process instances that fit. */
  public Found find(Wanted wanted) {
    return find(wanted, FEW);
  }

  /**
   * The same by another way from tasks to instances.
   *
   * @param few up to how many tasks are listed; with more, each instance is asked for its own
   */
  Found find(Wanted wanted, int few) {
    Map<String, Object> values = new HashMap<>();
    Optional<String> condition = condition(wanted, few, values);
    if (condition.isEmpty()) {
      return new Found(List.of(), 0, false, 1, 1);
    }
    // One pass gives the count and the page: what is beyond is neither counted nor shown.
    List<String> all =
        jdbc.sql(
                "select p.id_ from act_hi_procinst p"
                    + condition.get()
                    + " order by p.start_time_ desc, p.id_ limit "
                    + (COUNTED + 1))
            .params(values)
            .query(String.class)
            .list();
    int counted = Math.min(all.size(), COUNTED);
    int pages = Math.max(1, (counted + SHOWN - 1) / SHOWN);
    int page = Math.min(Math.max(1, wanted.page()), pages);
    List<String> shown = all.subList((page - 1) * SHOWN, Math.min(page * SHOWN, counted));
    List<Hit> bare =
        jdbc.sql(
                """
                select p.id_, p.proc_def_key_, coalesce(p.business_key_, '') as key, d.name_,
                  p.start_time_, p.end_time_
                from act_hi_procinst p left join act_re_procdef d on d.id_ = p.proc_def_id_
                where p.id_ = any(:shown) order by p.start_time_ desc, p.id_
                """)
            .param("shown", array(shown))
            .query(CaseSearch::hit)
            .list();
    return new Found(withNamesAndTasks(bare), counted, all.size() > COUNTED, page, pages);
  }

  /**
   * What the instances must fulfil, of which {@code p} is one. Keys and people are looked up first,
   * so that the database need not guess how many fit.
   *
   * @return empty when nothing can fit
   */
  private Optional<String> condition(Wanted wanted, int few, Map<String, Object> values) {
    List<String> all = new ArrayList<>();
    if (!wanted.authority().isEmpty()) {
      List<String> keys = keys(wanted);
      if (keys.isEmpty()) {
        return Optional.empty();
      }
      values.put("keys", array(keys));
      all.add("p.business_key_ = any(:keys)");
    } else if (!wanted.year().isEmpty()) {
      values.put("year", wanted.year());
      all.add("left(p.business_key_, 4) = :year");
    } else {
      // The daily reminders are of no case, and would push the cases off the first page.
      all.add("p.business_key_ is not null");
    }
    switch (wanted.state()) {
      case RUNNING -> all.add("p.end_time_ is null");
      case FINISHED -> all.add("p.end_time_ is not null");
      case ALL -> {}
    }
    String step = "";
    if (!wanted.step().isEmpty()) {
      values.put("step", wanted.step());
      step = " and t.task_def_key_ = :step";
    }
    String did = step;
    String mayDo = "";
    if (!wanted.person().isEmpty()) {
      List<String> people = people(wanted.person());
      if (people.isEmpty()) {
        return Optional.empty();
      }
      values.put("people", array(people));
      values.put("groups", array(groups(people)));
      did = " and t.assignee_ = any(:people)" + step;
      mayDo =
          """
          from act_ru_task t join act_ru_identitylink l on l.task_id_ = t.id_
            and l.type_ = 'candidate' and l.group_id_ = any(:groups)
          where t.assignee_ is null"""
              + step;
    }
    if (!did.isEmpty()) {
      all.add(
          wanted.authority().isEmpty() && atMost(few, did, values)
              ? ofFewTasks(did, mayDo)
              : ofManyTasks(did, mayDo));
    }
    return Optional.of(" where " + String.join(" and ", all));
  }

  /** The cases of an authority: its entries, and the groups that they are in or were. */
  private List<String> keys(Wanted wanted) {
    return jdbc
        .sql(
            """
            select entry from entry_authority where dfe_number = :authority
            union select m.peer_group from group_member m
              join entry_authority a on a.entry = m.entry where a.dfe_number = :authority
            """)
        .param("authority", wanted.authority())
        .query(String.class)
        .list()
        .stream()
        .filter(key -> key.startsWith(wanted.year()))
        .toList();
  }

  private List<String> people(String name) {
    return jdbc.sql("select username from person where username = :name or name ilike :part")
        .param("name", name)
        .param("part", "%" + name.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .query(String.class)
        .list();
  }

  private List<String> groups(List<String> people) {
    return jdbc.sql(
            "select distinct group_id_ from act_id_membership where user_id_ = any(:people)")
        .param("people", array(people))
        .query(String.class)
        .list();
  }

  /** Whether the tasks that fit can be listed in no time. */
  private boolean atMost(int few, String did, Map<String, Object> values) {
    return jdbc.sql(
                "select count(*) from (select 1 from act_hi_taskinst t where true"
                    + did
                    + " limit "
                    + (few + 1)
                    + ") found")
            .params(values)
            .query(Integer.class)
            .single()
        <= few;
  }

  /** From the tasks to their instances. */
  private static String ofFewTasks(String did, String mayDo) {
    return "p.id_ = any(array(select t.proc_inst_id_ from act_hi_taskinst t where true"
        + did
        + (mayDo.isEmpty() ? "" : " union all select t.proc_inst_id_ " + mayDo)
        + "))";
  }

  /**
   * From each instance, the newest first, to its tasks, until enough are found. An offset keeps the
   * database from joining all tasks with all instances instead.
   */
  private static String ofManyTasks(String did, String mayDo) {
    String done =
        "exists (select 1 from act_hi_taskinst t where t.proc_inst_id_ = p.id_"
            + did
            + " offset 0)";
    return mayDo.isEmpty()
        ? done
        : "("
            + done
            + " or p.end_time_ is null and exists (select 1 "
            + mayDo
            + " and t.proc_inst_id_ = p.id_ offset 0))";
  }

  private static String[] array(List<String> values) {
    return values.toArray(String[]::new);
  }

  private static Hit hit(ResultSet row, int n) throws SQLException {
    String name = row.getString("name_");
    return new Hit(
        row.getString("id_"),
        name == null ? row.getString("proc_def_key_") : name,
        row.getString("key"),
        "",
        row.getTimestamp("start_time_").toInstant(),
        Optional.ofNullable(row.getTimestamp("end_time_")).map(Timestamp::toInstant),
        List.of(),
        0);
  }

  private List<Hit> withNamesAndTasks(List<Hit> bare) {
    if (bare.isEmpty()) {
      return bare;
    }
    List<String> instances = bare.stream().map(Hit::instance).toList();
    Map<String, List<String>> tasks = new HashMap<>();
    jdbc.sql(
            """
            select distinct proc_inst_id_, name_ from act_ru_task
            where proc_inst_id_ in (:instances) order by name_
            """)
        .param("instances", instances)
        .query(
            (row, n) ->
                tasks
                    .computeIfAbsent(row.getString(1), i -> new ArrayList<>())
                    .add(row.getString(2)))
        .list();
    Map<String, Integer> failed = new HashMap<>();
    jdbc.sql(
            """
            select proc_inst_id_, count(*) from act_ru_incident
            where id_ = root_cause_incident_id_ and proc_inst_id_ in (:instances) group by 1
            """)
        .param("instances", instances)
        .query((row, n) -> failed.put(row.getString(1), row.getInt(2)))
        .list();
    Map<String, String> titles = names.of(bare.stream().map(Hit::key).distinct().toList());
    return bare.stream()
        .map(
            hit ->
                new Hit(
                    hit.instance(),
                    hit.process(),
                    hit.key(),
                    titles.get(hit.key()),
                    hit.started(),
                    hit.ended(),
                    tasks.getOrDefault(hit.instance(), List.of()),
                    failed.getOrDefault(hit.instance(), 0)))
        .toList();
  }

  /**
   * Every step that a person ever had, by name; read from the index, whatever the history's size.
   */
  public List<Step> steps() {
    return jdbc.sql(
            """
            with recursive step (id) as (
              (select task_def_key_ from act_hi_taskinst order by 1 limit 1)
              union all
              select (select task_def_key_ from act_hi_taskinst
                      where task_def_key_ > step.id order by 1 limit 1)
              from step where step.id is not null)
            select id, (select name_ from act_hi_taskinst where task_def_key_ = id limit 1) as name
            from step where id is not null order by name, id
            """)
        .query((row, n) -> new Step(row.getString("id"), row.getString("name")))
        .list();
  }
}
