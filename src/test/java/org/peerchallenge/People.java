package org.peerchallenge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.json.SpinJsonNode;
import org.peerchallenge.engine.FormFiller;
import org.springframework.context.ApplicationContext;

/** Everybody of a year, who fill in and send what waits for them, without access checks. */
public final class People {

  /** What they write. */
  public static final String TEXT = "An example text, invented for a test.";

  /** Answers that lead straight on; every other question takes the first answer offered. */
  private static final Map<String, Object> DECISIONS =
      Map.ofEntries(
          Map.entry("signOffDecision", "sign"),
          Map.entry("readThroughDecision", "send"),
          Map.entry("warningsDecision", "accept"),
          Map.entry("mayRead", "ALL_DCS"),
          Map.entry("reviewDecision", "agree"),
          Map.entry("reviewerAnswer", "accept"),
          Map.entry("factCheck", "agreed"),
          Map.entry("caseStudyDecision", "agree"),
          Map.entry("planAnswer", "agree"),
          Map.entry("supportAnswer", "agree"));

  private final ProcessEngine engine;
  private final ObjectMapper json;
  private final Function<Task, String> appoint;
  private final LocalDate date;
  private final Supplier<String> words;

  /**
   * @param appoint who does a task that nobody can do
   * @param date what they write into every date
   * @param words gives what they write into the next text field
   */
  public People(
      ProcessEngine engine,
      ObjectMapper json,
      Function<Task, String> appoint,
      LocalDate date,
      Supplier<String> words) {
    this.engine = engine;
    this.json = json;
    this.appoint = appoint;
    this.date = date;
    this.words = words;
  }

  /** Those of the demo's year, in which somebody can do every task. */
  static People ofTheDemo(ApplicationContext application) {
    return new People(
        application.getBean(ProcessEngine.class),
        application.getBean(ObjectMapper.class),
        task -> {
          throw new AssertionError("Nobody can do " + task.getTaskDefinitionKey());
        },
        LocalDate.of(2019, 5, 15),
        () -> TEXT);
  }

  /**
   * Does every open task that is wanted, over and over, until there is none.
   *
   * @param settle runs what follows
   */
  public void doAll(Predicate<Task> wanted, Runnable settle) {
    doAll(wanted, task -> Map.of(), settle);
  }

  /**
   * Does every open task that is wanted, over and over, until there is none.
   *
   * @param answers to a task's questions that are to be other than usual
   * @param settle runs what follows
   */
  public void doAll(
      Predicate<Task> wanted, Function<Task, Map<String, Object>> answers, Runnable settle) {
    for (boolean busy = true; busy; ) {
      busy = false;
      for (Task task :
          engine.getTaskService().createTaskQuery().active().initializeFormKeys().list()) {
        if (wanted.test(task)
            && engine.getTaskService().createTaskQuery().taskId(task.getId()).count() > 0) {
          send(task, answers.apply(task));
          busy = true;
        }
      }
      settle.run();
    }
  }

  /** Fills a task's form as whoever may do it would, and sends it; what was acknowledged. */
  public Map<String, Object> send(Task task) {
    return send(task, Map.of());
  }

  private Map<String, Object> send(Task task, Map<String, Object> answers) {
    try {
      byte[] form = engine.getFormService().getDeployedTaskForm(task.getId()).readAllBytes();
      Map<String, Object> shown = new HashMap<>();
      engine
          .getFormService()
          .getTaskFormVariables(task.getId())
          .forEach(
              (key, value) ->
                  shown.put(
                      key, value instanceof SpinJsonNode node ? read(node.toString()) : value));
      Map<String, Object> decisions = new HashMap<>(DECISIONS);
      decisions.putAll(answers);
      Map<String, Object> values =
          new FormFiller(json, words, date.toString()).fill(form, shown, decisions);
      engine.getIdentityService().setAuthentication(performer(task), List.of(Groups.CAMUNDA_ADMIN));
      engine.getFormService().submitTaskForm(task.getId(), values);
      return values;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      engine.getIdentityService().clearAuthentication();
    }
  }

  private Object read(String value) {
    try {
      return json.readValue(value, Object.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Her whose it is, or somebody of its candidates, or who is appointed. */
  public String performer(Task task) {
    if (task.getAssignee() != null) {
      return task.getAssignee();
    }
    return engine.getTaskService().getIdentityLinksForTask(task.getId()).stream()
        .flatMap(this::members)
        .findFirst()
        .orElseGet(() -> appoint.apply(task));
  }

  private Stream<String> members(IdentityLink link) {
    return link.getUserId() != null
        ? Stream.of(link.getUserId())
        : engine
            .getIdentityService()
            .createUserQuery()
            .memberOfGroup(link.getGroupId())
            .list()
            .stream()
            .map(user -> user.getId());
  }
}
