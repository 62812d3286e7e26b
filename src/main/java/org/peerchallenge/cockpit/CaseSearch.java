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
  public static final int COUNTED = 5_000;

  private final JdbcClient jdbc;
  private final CaseNames names;

  CaseSearch(JdbcClient jdbc, CaseNames names) {
    this.jdbc = jdbc;
    this.names = names;
  }

  /** The process instances that fit. */
  public Found find(Wanted wanted) {
    Map<String, Object> values = new HashMap<>();
    String condition = condition(wanted, values);
    int counted =
        jdbc.sql(
                "select count(*) from (select 1 from act_hi_procinst p"
                    + condition
                    + " limit "
                    + (COUNTED + 1)
                    + ") found")
            .params(values)
            .query(Integer.class)
            .single();
    int pages = Math.max(1, (Math.min(counted, COUNTED) + SHOWN - 1) / SHOWN);
    int page = Math.min(Math.max(1, wanted.page()), pages);
    List<Hit> bare =
        jdbc.sql(
                "select p.id_, p.proc_def_key_, coalesce(p.business_key_, '') as key, d.name_,"
                    + " p.start_time_, p.end_time_ from (select * from act_hi_procinst p"
                    + condition
                    + " order by p.start_time_ desc, p.id_ limit "
                    + SHOWN
                    + " offset "
                    + (page - 1) * SHOWN
                    + ") p left join act_re_procdef d on d.id_ = p.proc_def_id_"
                    + " order by p.start_time_ desc, p.id_")
            .params(values)
            .query(CaseSearch::hit)
            .list();
    return new Found(
        withNamesAndTasks(bare), Math.min(counted, COUNTED), counted > COUNTED, page, pages);
  }

  private static String condition(Wanted wanted, Map<String, Object> values) {
    List<String> all = new ArrayList<>();
    if (!wanted.authority().isEmpty()) {
      values.put("authority", wanted.authority());
      all.add(
          """
          p.business_key_ in (
            select entry from entry_authority where dfe_number = :authority
            union select m.peer_group from group_member m
              join entry_authority a on a.entry = m.entry where a.dfe_number = :authority)
          """);
    }
    if (!wanted.year().isEmpty()) {
      values.put("year", wanted.year());
      all.add("left(p.business_key_, 4) = :year");
    }
    switch (wanted.state()) {
      case RUNNING -> all.add("p.end_time_ is null");
      case FINISHED -> all.add("p.end_time_ is not null");
      case ALL -> {}
    }
    String step = wanted.step().isEmpty() ? "" : " and t.task_def_key_ = :step";
    if (!wanted.step().isEmpty()) {
      values.put("step", wanted.step());
    }
    if (!wanted.person().isEmpty()) {
      values.put("person", wanted.person());
      values.put("likePerson", "%" + wanted.person().replaceAll("([\\\\%_])", "\\\\$1") + "%");
      all.add(
          """
          p.id_ in (
            with wanted as materialized (
              select username from person where username = :person or name ilike :likePerson)
            select t.proc_inst_id_ from act_hi_taskinst t
              where t.assignee_ in (select username from wanted)%s
            union all
            select t.proc_inst_id_ from wanted
              join act_id_membership m on m.user_id_ = wanted.username
              join act_ru_identitylink l on l.group_id_ = m.group_id_ and l.type_ = 'candidate'
              join act_ru_task t on t.id_ = l.task_id_ and t.assignee_ is null%s)
          """
              .formatted(step, step));
    } else if (!step.isEmpty()) {
      all.add("exists (select 1 from act_hi_taskinst t where t.proc_inst_id_ = p.id_" + step + ")");
    }
    return all.isEmpty() ? "" : " where " + String.join(" and ", all);
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
