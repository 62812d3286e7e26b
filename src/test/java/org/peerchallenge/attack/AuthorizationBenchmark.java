package org.peerchallenge.attack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.peerchallenge.TestDatabase;
import org.peerchallenge.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the engine's checks of rights cost at 153 authorities and ten years: each call with them and
 * without, in turn, in one run. The cases are copies of really walked ones, made in the database.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "camunda.bpm.job-execution.enabled=false",
      "camunda.bpm.admin-user.id=admin",
      "camunda.bpm.admin-user.password=" + World.PASSWORD,
      "peerchallenge.message-sweep=P1D",
      "peerchallenge.trial-sweep=P1D",
      "peerchallenge.move-sweep=P1D",
      "peerchallenge.pack-sweep=P1D",
      "peerchallenge.notice.sweep=false",
      "peerchallenge.home=target/benchmark-home"
    })
@Import(World.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DirtiesContext
class AuthorizationBenchmark {

  private static final int AUTHORITIES = 153;
  private static final int INSTANCES = 128_000;

  /** Of a year in full swing: a team has up to ten at once. */
  private static final int TASKS = 2_500;

  private static final int TIMES = 15;
  private static final String DATABASE = TestDatabase.freshJdbcUrl();

  /** What runs: the walked region has eleven authorities, so it is copied until there are 153. */
  private static final List<String> RUNNING =
      List.of(
          "act_ru_execution",
          "act_ru_task",
          "act_ru_identitylink",
          "act_ru_variable",
          "act_ru_event_subscr",
          "act_ru_job");

  /**
   * What is over. The log of single steps and values is left out: no call that is measured reads
   * it, since Cockpit's free edition has no page of history.
   */
  private static final List<String> HISTORY =
      List.of("act_hi_procinst", "act_hi_taskinst", "act_hi_decinst");

  @Autowired private World world;
  @Autowired private JdbcClient jdbc;
  @Autowired private TransactionTemplate transaction;
  @Autowired private ProcessEngine engine;
  @LocalServerPort private int port;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> DATABASE);
    properties.add("spring.datasource.username", () -> TestDatabase.USER);
  }

  @BeforeAll
  void tenYears() {
    world.seed();
    transaction.executeWithoutResult(status -> copyAll());
    jdbc.sql("analyze").update();
  }

  @AfterAll
  void leaveTheClock() {
    ClockUtil.reset();
  }

  private void copyAll() {
    // Copies keep the references among themselves; checking each again takes as long as copying.
    jdbc.sql("set local session_replication_role = replica").update();
    int walked = count("act_hi_procinst");
    int running = TASKS / count("act_ru_task");
    RUNNING.forEach(table -> copy(table, "", running));
    // Rights on single tasks, as the engine gave them to groups and to those who took a task on.
    copy("act_ru_authorization", "where resource_type_ = 7 and resource_id_ <> '*'", running);
    HISTORY.forEach(table -> copy(table, "", INSTANCES / walked));
    peopleForTheirGroups();
    System.out.printf(
        "%,d instances in history, %,d running, %,d open tasks, %,d rights, %s%n",
        count("act_hi_procinst"),
        count("act_ru_execution where parent_id_ is null"),
        count("act_ru_task"),
        count("act_ru_authorization"),
        jdbc.sql("select pg_size_pretty(pg_database_size(current_database()))")
            .query(String.class)
            .single());
  }

  /** A task whose group has nobody is another matter, and shown to the office. */
  private void peopleForTheirGroups() {
    jdbc.sql(
            """
            insert into act_id_group (id_, rev_, name_, type_)
            select distinct group_id_, 1, group_id_, 'WORKFLOW' from act_ru_identitylink
            where group_id_ is not null
            on conflict do nothing
            """)
        .update();
    jdbc.sql(
            """
            insert into act_id_user (id_, rev_)
            select 'one-of-' || id_, 1 from act_id_group
            """)
        .update();
    jdbc.sql("insert into act_id_membership select 'one-of-' || id_, id_ from act_id_group")
        .update();
  }

  /** Copies a table's rows as often as said; an id gets the number of its copy, a group another. */
  private void copy(String table, String where, int copies) {
    Map<String, String> columns = new LinkedHashMap<>();
    jdbc.sql(
            """
            select column_name, data_type from information_schema.columns
            where table_schema = current_schema() and table_name = :table
            order by ordinal_position
            """)
        .param("table", table)
        .query((row, n) -> columns.put(row.getString(1), row.getString(2)))
        .list();
    List<String> values = new ArrayList<>();
    columns.forEach((column, type) -> values.add(value(column, type)));
    jdbc.sql(
            "insert into %s (%s) select %s from %s t cross join generate_series(1, %d) k %s"
                .formatted(
                    table,
                    String.join(", ", columns.keySet()),
                    String.join(", ", values),
                    "(select * from " + table + " " + where + ")",
                    copies,
                    ""))
        .update();
  }

  private static String value(String column, String type) {
    boolean text = type.equals("character varying");
    boolean fixed =
        List.of("proc_def_id_", "job_def_id_", "deployment_id_", "proc_def_key_").contains(column)
            || column.endsWith("bytearray_id_");
    if (column.equals("group_id_")) {
      return "case when group_id_ ~ '-[0-9]{3}$' then regexp_replace(group_id_, '[0-9]{3}$',"
          + " (200 + (right(group_id_, 3)::int * 7 + k) % "
          + AUTHORITIES
          + ")::text) else group_id_ end";
    }
    return text && !fixed
        ? "regexp_replace("
            + column
            + ", '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})-[0-9a-f]{12}', '\\1-' ||"
            + " lpad(to_hex(k), 12, '0'))"
        : column;
  }

  private int count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }

  @Test
  void eachPageWithChecksOfRightsAndWithout() {
    Map<String, Visitor> people = new LinkedHashMap<>();
    for (String user : List.of("team-846", "dcs-846", "office", "lead", "analyst")) {
      people.put(user, Visitor.signIn("http://localhost:" + port, user, World.PASSWORD));
    }
    List<String> filters =
        jdbc.sql("select id_ from act_ru_filter order by name_").query(String.class).list();
    String instance =
        jdbc.sql("select id_ from act_ru_execution where parent_id_ is null limit 1")
            .query(String.class)
            .single();
    String definition =
        jdbc.sql("select id_ from act_re_procdef where key_ = 'self-assessment' limit 1")
            .query(String.class)
            .single();
    String e = Visitor.ENGINE;
    String cockpit = "/camunda/api/cockpit/plugin/base/default";
    System.out.printf("%-64s %9s %9s %6s%n", "call", "with ms", "without", "ratio");
    for (String user : List.of("team-846", "dcs-846", "office")) {
      Visitor person = people.get(user);
      get(person, "/");
      for (String filter : filters) {
        get(person, e + "/filter/" + filter + "/list?firstResult=0&maxResults=15");
        get(person, e + "/filter/" + filter + "/count");
      }
      get(person, e + "/filter?itemCount=false&resourceType=Task");
      get(person, e + "/process-definition?latest=true&maxResults=15");
    }
    Visitor office = people.get("office");
    for (String page : List.of("/assessments/2019", "/arrangements/2019", "/days/2019/2")) {
      get(office, page);
    }
    for (String user : List.of("office", "lead")) {
      Visitor person = people.get(user);
      get(person, e + "/process-definition/statistics?rootIncidents=true");
      get(person, e + "/process-definition/" + definition + "/statistics?incidents=true");
      get(person, e + "/process-instance/count");
      get(person, e + "/process-instance/" + instance);
      get(person, e + "/process-instance/" + instance + "/activity-instances");
      get(person, e + "/task/count?unassigned=true");
      get(person, e + "/task/report/candidate-group-count");
      get(person, e + "/incident/count");
      get(person, e + "/history/decision-instance/count");
      post(person, e + "/history/task/count", "{\"finished\":true}");
      post(person, e + "/task/count", "{\"unfinished\":true}");
      post(
          person,
          cockpit + "/process-instance?firstResult=0&maxResults=50",
          "{\"processDefinitionId\":\"" + definition + "\"}");
      post(
          person,
          cockpit + "/process-instance/count",
          "{\"processDefinitionId\":\"" + definition + "\"}");
      get(person, cockpit + "/process-definition/statistics?firstResult=0&maxResults=50");
      post(
          person,
          cockpit + "/incident?firstResult=0&maxResults=50",
          "{\"processDefinitionIdIn\":[\"" + definition + "\"]}");
    }
  }

  private void get(Visitor person, String path) {
    measure(person, "GET", path, null);
  }

  private void post(Visitor person, String path, String body) {
    measure(person, "POST", path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private void measure(Visitor person, String method, String path, byte[] body) {
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    double[] with = new double[TIMES];
    double[] without = new double[TIMES];
    int status = 0;
    try {
      for (int i = -3; i < TIMES; i++) {
        for (boolean on : new boolean[] {true, false}) {
          configuration.setAuthorizationEnabled(on);
          long began = System.nanoTime();
          int got =
              person.send(method, path, body == null ? "" : "application/json", body).statusCode();
          double took = (System.nanoTime() - began) / 1e6;
          if (i >= 0) {
            (on ? with : without)[i] = took;
          }
          status = on ? got : status;
        }
      }
    } finally {
      configuration.setAuthorizationEnabled(true);
    }
    Arrays.sort(with);
    Arrays.sort(without);
    String name = person.username() + " " + method + " " + path.replaceFirst(".*/default/", "…/");
    System.out.printf(
        "%-64s %9.1f %9.1f %6.2f%s%n",
        name.length() > 64 ? name.substring(0, 64) : name,
        with[TIMES / 2],
        without[TIMES / 2],
        with[TIMES / 2] / without[TIMES / 2],
        status < 400 ? "" : "  answered " + status);
  }
}
