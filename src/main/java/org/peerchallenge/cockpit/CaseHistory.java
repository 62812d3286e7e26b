package org.peerchallenge.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.engine.HistoryPicture;
import org.peerchallenge.engine.HistoryPicture.Passage;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * History of a process instance, running or finished: each step as the engine recorded it, on the
 * diagram of its own version and as a list of who did what, when and why.
 */
@Service
public class CaseHistory {

  /**
   * A process instance.
   *
   * @param process what it is of, in a director's words
   * @param version of its diagram
   * @param parent the instance that called it
   * @param called the instances that it called, by id with their names
   */
  public record Instance(
      String id,
      String definition,
      String process,
      int version,
      String key,
      String about,
      Instant started,
      String startedBy,
      Optional<Instant> ended,
      String became,
      Optional<Relative> parent,
      List<Relative> called) {

    /** The page of its case. */
    public String page() {
      return NineOClock.casePage(key);
    }
  }

  /** A calling or called instance. */
  public record Relative(String id, String process, String about, boolean running) {}

  /**
   * One passage through one step.
   *
   * @param id of the activity instance
   * @param kind in words
   * @param who the person who did it or has it; empty for the engine's own steps
   * @param took empty while it goes on
   * @param became done, open, ended without being done
   */
  public record Step(
      String id,
      String activity,
      String name,
      String kind,
      String who,
      Instant started,
      Optional<Instant> ended,
      Optional<Duration> took,
      String became,
      Optional<String> called) {

    public boolean open() {
      return ended.isEmpty();
    }

    /** "3 days", "2 hours", "less than a minute". */
    public String tookInWords() {
      return took.map(CaseHistory::inWords).orElse("");
    }
  }

  /** What somebody did to the instance or its case, and why. */
  public record Deed(Instant at, String who, String what, String why) {}

  private static final String INSTANCE =
      """
      select p.id_, p.proc_def_id_, coalesce(d.name_, p.proc_def_key_) as name, d.version_,
        coalesce(p.business_key_, '') as key, p.start_time_, p.end_time_, p.start_user_id_,
        p.state_, p.super_process_instance_id_
      from act_hi_procinst p left join act_re_procdef d on d.id_ = p.proc_def_id_
      """;

  private static final int CANCELLED = 2;

  private final JdbcClient jdbc;
  private final CaseNames names;
  private final Region region;
  private final NineOClock nine;
  private final HistoryPicture pictures;

  CaseHistory(
      JdbcClient jdbc, CaseNames names, Region region, NineOClock nine, HistoryPicture pictures) {
    this.jdbc = jdbc;
    this.names = names;
    this.region = region;
    this.nine = nine;
    this.pictures = pictures;
  }

  /** A process instance by its id, also one that is over. */
  public Optional<Instance> find(String id) {
    return jdbc.sql(INSTANCE + "where p.id_ = :id")
        .param("id", id)
        .query(this::instance)
        .optional();
  }

  /** The process instances of a case, the first first. */
  public List<Relative> of(String caseKey) {
    return relatives("where p.business_key_ = :value", caseKey);
  }

  private List<Relative> relatives(String condition, String value) {
    record Bare(String id, String process, String key, boolean running) {}
    List<Bare> bare =
        jdbc.sql(INSTANCE + condition + " order by p.start_time_, p.id_")
            .param("value", value)
            .query(
                (row, n) ->
                    new Bare(
                        row.getString("id_"),
                        row.getString("name"),
                        row.getString("key"),
                        row.getTimestamp("end_time_") == null))
            .list();
    Map<String, String> titles = names.of(bare.stream().map(Bare::key).distinct().toList());
    return bare.stream()
        .map(one -> new Relative(one.id(), one.process(), titles.get(one.key()), one.running()))
        .toList();
  }

  private Instance instance(ResultSet row, int n) throws SQLException {
    String key = row.getString("key");
    String id = row.getString("id_");
    String parent = row.getString("super_process_instance_id_");
    String starter = row.getString("start_user_id_");
    return new Instance(
        id,
        row.getString("proc_def_id_"),
        row.getString("name"),
        row.getInt("version_"),
        key,
        names.of(List.of(key)).get(key),
        row.getTimestamp("start_time_").toInstant(),
        starter == null ? "" : name(starter),
        Optional.ofNullable(row.getTimestamp("end_time_")).map(Timestamp::toInstant),
        switch (row.getString("state_")) {
          case "ACTIVE" -> "running";
          case "SUSPENDED" -> "paused";
          case "COMPLETED" -> "finished";
          default -> "ended before its end";
        },
        parent == null
            ? Optional.empty()
            : relatives("where p.id_ = :value", parent).stream().findFirst(),
        relatives("where p.super_process_instance_id_ = :value", id));
  }

  /** Every passage through every step, in the order in which they began. */
  public List<Step> steps(String instance) {
    Map<String, String> people = people();
    return jdbc.sql(
            """
            select a.id_, a.act_id_, coalesce(a.act_name_, '') as name, a.act_type_, a.assignee_,
              a.start_time_, a.end_time_, a.duration_, a.act_inst_state_, a.call_proc_inst_id_
            from act_hi_actinst a where a.proc_inst_id_ = :instance
            order by a.start_time_, a.sequence_counter_, a.id_
            """)
        .param("instance", instance)
        .query((row, n) -> step(row, people))
        .list();
  }

  private static Step step(ResultSet row, Map<String, String> people) throws SQLException {
    String who = row.getString("assignee_");
    Timestamp ended = row.getTimestamp("end_time_");
    long took = row.getLong("duration_");
    // A task that a step of the application ended, for nobody has to do it any more.
    boolean nobodyDidIt = who == null && row.getString("act_type_").equals("userTask");
    return new Step(
        row.getString("id_"),
        row.getString("act_id_"),
        row.getString("name").replaceAll("\\s+", " "),
        kind(row.getString("act_type_")),
        who == null ? "" : people.getOrDefault(who, who),
        row.getTimestamp("start_time_").toInstant(),
        Optional.ofNullable(ended).map(Timestamp::toInstant),
        ended == null ? Optional.empty() : Optional.of(Duration.ofMillis(took)),
        ended == null
            ? "open"
            : nobodyDidIt || row.getInt("act_inst_state_") == CANCELLED
                ? "ended without being done"
                : "done",
        Optional.ofNullable(row.getString("call_proc_inst_id_")));
  }

  /** The engine's word for a kind of step, in an analyst's. */
  private static String kind(String type) {
    return switch (type) {
      case "userTask" -> "task of a person";
      case "serviceTask", "sendTask", "businessRuleTask" -> "step of the application";
      case "callActivity" -> "process of its own";
      case "subProcess", "multiInstanceBody" -> "part of the process";
      case "exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway" ->
          "gateway";
      default ->
          type.contains("Timer")
              ? "date"
              : type.contains("essage")
                  ? "message"
                  : type.contains("tart") ? "beginning" : type.contains("nd") ? "end" : "event";
    };
  }

  /**
   * What people did beside the steps: changes of the case while this instance ran, with their
   * reasons, what somebody did to a task or a failed step, and failures.
   */
  public List<Deed> deeds(Instance instance) {
    List<Deed> deeds = new ArrayList<>();
    Instant end = instance.ended().orElse(Instant.MAX);
    nine.changedOf(instance.key()).stream()
        .filter(
            one ->
                !one.change().changed().isBefore(instance.started())
                    && !one.change().changed().isAfter(end))
        .forEach(
            one ->
                deeds.add(
                    new Deed(
                        one.change().changed(),
                        one.who(),
                        one.change().words(),
                        one.change().reason())));
    Map<String, String> people = people();
    jdbc.sql(
            """
            select l.timestamp_, l.user_id_, l.operation_type_, l.property_, l.new_value_,
              t.name_ as task
            from act_hi_op_log l left join act_hi_taskinst t on t.id_ = l.task_id_
            where l.proc_inst_id_ = :instance and l.operation_type_ <> 'SetVariable'
              and coalesce(l.property_, '') <> 'nrOfVariables'
            order by l.timestamp_, l.id_
            """)
        .param("instance", instance.id())
        .query(
            (row, n) ->
                deeds.add(
                    new Deed(
                        row.getTimestamp("timestamp_").toInstant(),
                        people.getOrDefault(row.getString("user_id_"), row.getString("user_id_")),
                        OfficeAudit.operation(
                            row.getString("operation_type_"),
                            row.getString("property_"),
                            people.getOrDefault(
                                String.valueOf(row.getString("new_value_")),
                                row.getString("new_value_")),
                            row.getString("task")),
                        "")))
        .list();
    jdbc.sql(
            """
            select i.create_time_, i.end_time_, i.activity_id_, i.incident_msg_, a.act_name_,
              convert_from(b.bytes_, 'UTF8') as trace
            from act_hi_incident i
            left join act_hi_job_log l on l.id_ = i.history_configuration_
            left join act_ge_bytearray b on b.id_ = l.job_exception_stack_id_
            left join lateral (
              select act_name_ from act_hi_actinst
              where proc_inst_id_ = i.proc_inst_id_ and act_id_ = i.activity_id_ limit 1) a on true
            where i.proc_inst_id_ = :instance and i.id_ = i.root_cause_incident_id_
            """)
        .param("instance", instance.id())
        .query(
            (row, n) -> {
              String name = row.getString("act_name_");
              String step = "“" + (name == null ? row.getString("activity_id_") : name) + "”";
              deeds.add(
                  new Deed(
                      row.getTimestamp("create_time_").toInstant(),
                      "",
                      step + " failed",
                      FailureWords.of(row.getString("incident_msg_"), row.getString("trace"))
                          .words()));
              if (row.getTimestamp("end_time_") != null) {
                deeds.add(
                    new Deed(row.getTimestamp("end_time_").toInstant(), "", step + " went on", ""));
              }
              return n;
            })
        .list();
    deeds.sort(Comparator.comparing(Deed::at));
    return deeds;
  }

  /** The diagram of the instance's own version with its tokens, counts and times, as SVG. */
  public Optional<String> picture(Instance instance) {
    return pictures.svg(instance.definition(), passages(instance.id()));
  }

  /** How often the token passed each step, where it is now, and how long a passage took. */
  Map<String, Passage> passages(String instance) {
    Map<String, List<Step>> byActivity = new LinkedHashMap<>();
    steps(instance)
        .forEach(
            step -> byActivity.computeIfAbsent(step.activity(), a -> new ArrayList<>()).add(step));
    Map<String, Passage> passages = new HashMap<>();
    byActivity.forEach(
        (activity, steps) -> {
          long open = steps.stream().filter(Step::open).count();
          long cancelled = steps.stream().filter(s -> s.became().startsWith("ended")).count();
          Optional<Duration> longest =
              steps.stream().flatMap(s -> s.took().stream()).max(Comparator.naturalOrder());
          passages.put(
              activity,
              new Passage(
                  steps.size() - open - cancelled,
                  open,
                  cancelled,
                  longest
                      .filter(d -> d.compareTo(Duration.ofHours(1)) >= 0)
                      .map(CaseHistory::inWords)
                      .orElse("")));
        });
    return passages;
  }

  private static String inWords(Duration took) {
    if (took.toDays() > 0) {
      return EnglishText.count(took.toDays(), "day", "days");
    }
    if (took.toHours() > 0) {
      return EnglishText.count(took.toHours(), "hour", "hours");
    }
    return took.toMinutes() > 0
        ? EnglishText.count(took.toMinutes(), "minute", "minutes")
        : "less than a minute";
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }

  private Map<String, String> people() {
    Map<String, String> people = new HashMap<>();
    region.people().forEach(person -> people.put(person.username(), person.name()));
    return people;
  }
}
