package org.peerchallenge.attack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peerchallenge.ShortForm;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What stands for the variables and parameters of an endpoint, by name, so that each has a case.
 */
final class Values {

  private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([A-Za-z-]+)}");

  private static final List<String> CASES =
      List.of(
          "2019/846",
          "2019/869",
          "2019/868",
          "2019/872",
          "2019/867",
          "2019/870",
          "2019/886",
          "2019/936",
          "2019/850-921",
          "2019/871",
          "2018/846");

  private static final String ALL_TASKS = "select id_ from act_ru_task order by 1";

  /**
   * Open tasks, one for each case and those who may do it; each of which somebody typed something;
   * and one that is done.
   */
  private static final String TASKS =
      """
      with open as (
        select t.id_, t.proc_inst_id_, t.assignee_, (
          select string_agg(l.group_id_, ',' order by l.group_id_) from act_ru_identitylink l
          where l.task_id_ = t.id_) as groups
        from act_ru_task t)
      select task_id from draft
      union select min(id_) from open group by proc_inst_id_, assignee_, groups
      union select min(task_id) from submission
      order by 1
      """;

  private static final List<String> GROUPS =
      List.of("2019/1", "2019/2", "2019/3", "2018/1", "2019/4");

  private final JdbcClient jdbc;
  private final List<String> tasks;

  Values(JdbcClient jdbc) {
    this(jdbc, ShortForm.FULL);
  }

  /**
   * Values of the cases that are there now.
   *
   * @param allTasks every open task, instead of one for each case and those who may do it
   */
  Values(JdbcClient jdbc, boolean allTasks) {
    this.jdbc = jdbc;
    this.tasks = strings(allTasks ? ALL_TASKS : TASKS);
  }

  List<String> tasks() {
    return tasks;
  }

  /** Every set of values for the variables of a path of ours. */
  List<Map<String, String>> of(Endpoint endpoint) {
    List<String> names = names(endpoint.pattern());
    List<Map<String, String>> all = new ArrayList<>(List.of(new LinkedHashMap<>()));
    String entry = Stream.of("numbers", "entry").filter(names::contains).findFirst().orElse("");
    if (names.contains("year") && !entry.isEmpty()) {
      all = pairs("year", entry, CASES);
    } else if (names.contains("year") && names.contains("number")) {
      all = pairs("year", "number", GROUPS);
    }
    for (String name : names) {
      if (all.isEmpty() || all.get(0).containsKey(name)) {
        continue;
      }
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> one : all) {
        for (String value : values(endpoint, name, one)) {
          Map<String, String> next = new LinkedHashMap<>(one);
          next.put(name, value);
          more.add(next);
        }
      }
      all = more;
    }
    if (names.contains("taskId") && !endpoint.reads()) {
      all.forEach(this::addHolder);
    }
    return all;
  }

  /** Who has the task, and which case it is of: no part of the path, but of the rule. */
  private void addHolder(Map<String, String> path) {
    jdbc.sql(
            """
            select t.assignee_, i.business_key_, (
              select coalesce(string_agg(m.user_id_, ','), '') from act_ru_identitylink l
              join act_id_membership m on m.group_id_ = l.group_id_
              where l.task_id_ = t.id_ and l.type_ = 'candidate' and t.assignee_ is null)
            from act_hi_procinst i
            join act_hi_taskinst h on h.proc_inst_id_ = i.id_
            left join act_ru_task t on t.id_ = h.id_ where h.id_ = :task
            """)
        .param("task", path.get("taskId"))
        .query(
            row -> {
              path.put("holder", String.valueOf(row.getString(1)));
              path.put("case", row.getString(2));
              path.put("takers", row.getString(3));
            });
  }

  /** Who may know of each open task: its candidates, or whom its diagram names. */
  Map<String, Set<String>> knowers() {
    Map<String, Set<String>> knowers = new HashMap<>();
    jdbc.sql(
            """
            with candidate as (
              select l.task_id_, m.user_id_ from act_ru_identitylink l
              left join act_id_membership m on m.group_id_ = l.group_id_
              where l.type_ = 'candidate')
            select task_id_, user_id_ from candidate
            union select id_, assignee_ from act_ru_task
            where id_ not in (select task_id_ from candidate)
            """)
        .query(
            row -> {
              knowers
                  .computeIfAbsent(row.getString(1), task -> new HashSet<>())
                  .add(row.getString(2));
            });
    return knowers;
  }

  private List<String> values(Endpoint endpoint, String name, Map<String, String> so) {
    return switch (name) {
      case "year" -> List.of("2019", "2018");
      case "numbers", "entry" -> CASES.stream().map(key -> key.substring(5)).distinct().toList();
      case "dfeNumber", "dfe", "authority" ->
          so.containsKey("numbers")
              ? List.of(so.get("numbers").split("-"))
              : endpoint.pattern().startsWith("/exports/")
                  ? List.of("846", "872", "921")
                  : World.AUTHORITIES;
      case "number" ->
          endpoint.pattern().contains("/editions/")
              ? strings("select max(number)::text from figure_edition")
              : so.containsValue("867") ? List.of("1", "2") : List.of("1");
      case "version" -> List.of("1", "2");
      case "local" ->
          endpoint.reads()
              ? List.of("846", "868", "870", "867", "850-921", "group-1", "group-2")
              : List.of("1", "2", "846", "2019");
      // The sign-in page repeats the address that was asked for: in small letters it is no marker.
      case "section" -> List.of("context");
      case "comment" -> List.of("1");
      case "instance" -> strings("select id_ from act_hi_procinst order by id_ limit 6");
      case "kind" ->
          endpoint.pattern().startsWith("/meetings/")
              ? List.of("briefing")
              : endpoint.pattern().startsWith("/figures/")
                  ? List.of("ees", "lait")
                  : List.of("word", "pdf");
      case "indicator" -> List.of(World.UNPUBLISHED.word().toLowerCase(Locale.ROOT), "CIN");
      case "file" -> List.of("later.js");
      case "app" -> List.of("tasklist", "cockpit");
      case "task", "taskId" -> tasks;
      case "group" -> List.of("1", "2", "3");
      case "username", "user", "person" ->
          endpoint.pattern().contains("/delegations")
              ? List.of("lead-member-936")
              : List.of("former-dcs-868", "no-role");
      case "id" -> ids(endpoint.pattern(), so);
      case "code" ->
          endpoint.pattern().startsWith("/figures/frameworks/")
              ? strings("select max(code) from inspection_framework where code like 'ilacs-%'")
              : List.of("1", "CIN");
      default -> Stream.concat(Stream.of("1", "2", "846", "2019"), tasks.stream()).toList();
    };
  }

  private List<String> ids(String pattern, Map<String, String> so) {
    if (pattern.contains("/evidence/")) {
      return evidenceOf(so);
    }
    if (pattern.contains("/reviews/")) {
      // Of every case, so that another's is asked for under each.
      return strings("select id::text from review where released_at is not null order by id");
    }
    return switch (pattern) {
      case "/tasks/{id}/sent" ->
          strings("select min(task_id) from submission group by business_key, author order by 1");
      case "/drafts/{taskId}/earlier/{id}" ->
          strings("select id::text from draft_history order by place");
      case "/people/{username}/delegations/{id}/end" ->
          strings(
              "select id::text from delegation where holder = '%s'".formatted(so.get("username")));
      case "/notices/{id}/send-again", "/notices/{id}/set-aside" ->
          strings("select id::text from notice where state = 'failed'");
      default ->
          pattern.startsWith("/tasks/")
              ? tasks
              : pattern.startsWith("/figures/imports/")
                  ? strings("select id::text from figure_import order by id")
                  : pattern.startsWith("/case-studies/")
                      ? strings("select id::text from case_study order by place")
                      : IntStream.rangeClosed(1, 8).mapToObj(String::valueOf).toList();
    };
  }

  /** What a request carries beside its path: once with what is required, once with all. */
  List<Map<String, String>> parameters(Endpoint endpoint, Map<String, String> path) {
    Map<String, String> required = new LinkedHashMap<>();
    Map<String, String> whole = new LinkedHashMap<>();
    for (Endpoint.Parameter parameter : endpoint.parameters()) {
      String value = value(parameter, path);
      whole.put(parameter.name(), value);
      if (parameter.required()) {
        required.put(parameter.name(), value);
      }
    }
    if (!endpoint.reads()) {
      whole.putAll(Writes.fields(endpoint.name()));
      whole.computeIfPresent("version", (name, value) -> versionOf(path));
      return List.of(whole);
    }
    return whole.equals(required) ? List.of(required) : List.of(required, whole);
  }

  /** Files of the case; of another where it has none, which must not be handed out either. */
  private List<String> evidenceOf(Map<String, String> so) {
    String entry = so.get("year") + "/" + so.get("numbers");
    return strings(
        "select id::text from evidence where entry = '%1$s' or entry = '2019/868' and not exists (select 1 from evidence where entry = '%1$s')"
            .formatted(entry));
  }

  /** The arrangements take a change only on the version that the page showed. */
  private String versionOf(Map<String, String> path) {
    return jdbc.sql("select version from cycle where key = :year")
        .param("year", path.getOrDefault("year", "2019"))
        .query(String.class)
        .optional()
        .orElse("0");
  }

  private String value(Endpoint.Parameter parameter, Map<String, String> path) {
    return switch (parameter.name()) {
      case "tasks" -> String.join(",", tasks);
      case "version" -> "1";
      case "year" -> "2019";
      case "reason" -> "An example reason";
      case "wanted", "date", "from", "to" -> "2019-06-12";
      case "starts" -> "10:00";
      case "mode" -> "IN_PERSON";
      case "name" -> "Example Guest";
      case "email" -> "guest@example.org";
      case "questions" -> "wholeStory";
      case "amended" -> "whole-story";
      case "mayRead" -> "NOBODY";
      case "entry" ->
          switch (path.getOrDefault("number", "1")) {
            case "2" -> "2019/870";
            case "3" -> "2019/936";
            default -> "2019/846";
          };
      default ->
          parameter.type() == java.time.LocalDate.class
              ? "2019-06-12"
              : Number.class.isAssignableFrom(parameter.type()) || parameter.type().isPrimitive()
                  ? "1"
                  : "example";
    };
  }

  /** Values for a call of the engine: by the word before the variable. */
  List<String> ofEngine(String pattern, int howMany) {
    List<String> paths = new ArrayList<>();
    for (int which = 0; which < howMany; which++) {
      paths.add(engine(pattern, which));
    }
    return paths.stream().distinct().toList();
  }

  private String engine(String pattern, int which) {
    StringBuilder path = new StringBuilder();
    String before = "";
    for (String part : pattern.substring(1).split("/")) {
      Matcher variable = VARIABLE.matcher(part);
      String value =
          variable.matches()
              ? pick(before, variable.group(1), which)
              : part.contains("{") ? VARIABLE.matcher(part).replaceAll("default") : part;
      path.append('/').append(value);
      before = part;
    }
    return path.toString();
  }

  private String pick(String before, String name, int which) {
    List<String> pool =
        pools.computeIfAbsent(
            before + "/" + name,
            key ->
                switch (before) {
                  case "engine", "user", "setup", "plugin", "base" ->
                      before.equals("user") ? List.of("dcs-846", "office") : List.of("default");
                  case "task" -> tasks;
                  case "process-instance", "execution" ->
                      strings("select id_ from act_ru_execution where parent_id_ is null limit 20");
                  case "variable-instance", "variables", "localVariables" ->
                      name.equals("id")
                          ? strings("select id_ from act_ru_variable limit 20")
                          : List.of("entry");
                  case "key" -> List.of("self-assessment", "annual-cycle");
                  case "process-definition" ->
                      strings("select id_ from act_re_procdef order by key_ limit 20");
                  case "deployment" -> strings("select id_ from act_re_deployment limit 5");
                  case "job" -> strings("select id_ from act_ru_job limit 10");
                  case "job-definition" -> strings("select id_ from act_ru_jobdef limit 10");
                  case "filter" -> strings("select id_ from act_ru_filter limit 5");
                  case "group" -> List.of("dcs-846", "office");
                  case "comment" -> strings("select id_ from act_hi_comment limit 5");
                  case "attachment" -> strings("select id_ from act_hi_attachment limit 5");
                  case "decision-definition" ->
                      strings("select id_ from act_re_decision_def limit 5");
                  case "authorization" -> strings("select id_ from act_ru_authorization limit 5");
                  case "detail" -> strings("select id_ from act_hi_detail limit 5");
                  default -> List.of("1");
                });
    List<String> some = pool.isEmpty() ? List.of("1") : pool;
    return some.get(which % some.size());
  }

  private final Map<String, List<String>> pools = new java.util.concurrent.ConcurrentHashMap<>();

  static String fill(String pattern, Map<String, String> values) {
    Matcher variable = VARIABLE.matcher(pattern);
    return variable
        .replaceAll(one -> Matcher.quoteReplacement(values.get(one.group(1))))
        .replace("/**", "");
  }

  static List<String> names(String pattern) {
    return VARIABLE.matcher(pattern).results().map(one -> one.group(1)).toList();
  }

  private static List<Map<String, String>> pairs(String first, String second, List<String> keys) {
    List<Map<String, String>> pairs = new ArrayList<>();
    for (String key : keys) {
      Map<String, String> pair = new LinkedHashMap<>();
      pair.put(first, key.substring(0, 4));
      pair.put(second, key.substring(5));
      pairs.add(pair);
    }
    return pairs;
  }

  private List<String> strings(String sql) {
    return jdbc.sql(sql).query(String.class).list();
  }
}
