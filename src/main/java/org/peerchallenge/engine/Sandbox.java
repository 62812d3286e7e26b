package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSessionFactory;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.JsonText;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.xml.sax.SAXException;

/**
 * A second process engine in which a set of files is tried: it keeps its tables in a temporary
 * schema of one connection, which is gone when the connection closes, and its steps do nothing but
 * set what their delegates declare. No mail goes out, no table of ours is written.
 *
 * <p>Its time is its own: timers are run in the order of their dates, whatever the clock says.
 */
public final class Sandbox implements AutoCloseable {

  /** An answer that a form offers, and how it is labelled there. */
  public record Answer(String value, String label) {}

  /** A question of a form that the process reads. */
  public record Question(String key, String label, List<Answer> answers, boolean yesOrNo) {

    /** What was answered, as the form words it. */
    String inWords(Object given) {
      return yesOrNo
          ? Boolean.TRUE.equals(given) ? "yes" : "no"
          : answers.stream()
              .filter(one -> one.value().equals(given))
              .map(Answer::label)
              .findFirst()
              .orElse(String.valueOf(given));
    }
  }

  /**
   * A message that somebody waits for.
   *
   * @param words how the diagrams name the events that hear it
   */
  public record Awaited(String message, String words) {}

  /**
   * What a step of the engine would find out, and conditions ask for.
   *
   * @param words the questions of the gateways that ask for it
   */
  public record Choice(String variable, String words, boolean yes) {}

  /** An open task. */
  record Asked(
      String id,
      String step,
      String name,
      List<String> who,
      Optional<Date> due,
      String diagram,
      String businessKey,
      List<Question> questions) {}

  /** A task and when it was first asked, in the sandbox's time. */
  record Moment(Asked asked, Instant when) {}

  /** What a step of the engine really found out; empty where it was never there. */
  interface Recorded {
    Optional<Object> value(String diagram, String businessKey, String step, String variable);
  }

  /** A timer that will run next. */
  record Timer(String id, String name, Date when) {}

  private static final Pattern HAS = Pattern.compile("lists\\.has\\((\\w+), '([\\w-]+)'\\)");
  private static final int MOST_STEPS = 5000;

  private final FileSet files;
  private final Connection connection;
  private final ProcessEngine engine;
  private final Map<String, Object> findings;
  private final List<String> log = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final List<Moment> everAsked = new ArrayList<>();
  private Recorded recorded = (diagram, key, step, variable) -> Optional.empty();
  private final Map<String, FormSchema> forms = new HashMap<>();
  private final List<Diagram> diagrams = new ArrayList<>();
  private final CaseWords words;
  private final SandboxClock clock;

  /** The sandbox's own time. */
  private static final class SandboxClock extends Clock {

    private Instant now;
    private final ZoneId zone;

    SandboxClock(Instant now, ZoneId zone) {
      this.now = now;
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      SandboxClock outer = this;
      return new Clock() {
        @Override
        public ZoneId getZone() {
          return other;
        }

        @Override
        public Clock withZone(ZoneId another) {
          return outer.withZone(another);
        }

        @Override
        public Instant instant() {
          return outer.instant();
        }
      };
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /** Stands for a delegate or listener, and does nothing but what it declares. */
  private Object stub(Catalogue.Delegate delegate) {
    return Proxy.newProxyInstance(
        Sandbox.class.getClassLoader(),
        new Class<?>[] {JavaDelegate.class, ExecutionListener.class, TaskListener.class},
        (stub, method, arguments) -> {
          if (arguments != null && arguments[0] instanceof DelegateTask task) {
            declared(delegate, task.getExecution());
          } else if (arguments != null && arguments[0] instanceof DelegateExecution execution) {
            declared(delegate, execution);
            if (method.getName().equals("execute")) {
              note("The engine would do: “%s”".formatted(execution.getCurrentActivityName()));
            }
          } else if (method.getName().equals("equals")) {
            return stub == arguments[0];
          } else if (method.getName().equals("hashCode")) {
            return delegate.hashCode();
          } else if (method.getName().equals("toString")) {
            return delegate.name();
          }
          return null;
        });
  }

  private void declared(Catalogue.Delegate delegate, DelegateExecution execution) {
    if (delegate.step() == null) {
      return;
    }
    for (Step.Sets sets : delegate.step().sets()) {
      execution.setVariable(
          sets.name(),
          recorded
              .value(
                  execution.getProcessDefinitionId().replaceFirst(":.*", ""),
                  execution.getProcessBusinessKey(),
                  String.valueOf(execution.getCurrentActivityId()),
                  sets.name())
              .orElseGet(() -> found(sets)));
    }
  }

  /**
   * Opens a sandbox with the diagrams and tables of a set.
   *
   * @param database the address, account and password of the database that lends the schema
   * @param calls the beans that expressions call, by their names
   * @param words names of cases and people for the log
   * @param findings what steps of the engine would find out, by variable; see {@link #findings}
   * @throws SandboxUnusable when the set cannot be deployed
   */
  Sandbox(
      FileSet files,
      Catalogue catalogue,
      String[] database,
      List<DiagramBean> calls,
      CaseWords words,
      Map<String, Object> findings,
      Instant begin) {
    this.files = files;
    this.words = words;
    this.clock = new SandboxClock(begin, EnglandTime.ZONE);
    this.findings = new TreeMap<>(findings);
    for (FileSet.File file : files.ending("form")) {
      forms.put(
          file.stem(), FormSchema.read(new ByteArrayInputStream(file.bytes()), JsonText.mapper()));
    }
    for (FileSet.File file : files.ending("bpmn")) {
      try {
        diagrams.add(Diagram.read(file));
      } catch (SAXException | IOException e) {
        throw new SandboxUnusable(file.name() + " cannot be read: " + e.getMessage(), e);
      }
    }
    Map<Object, Object> beans = new HashMap<>();
    catalogue.delegates().values().forEach(one -> beans.put(one.name(), stub(one)));
    calls.forEach(one -> beans.put(one.name(), one.at(clock)));
    declare(catalogue);
    try {
      connection = DriverManager.getConnection(database[0], database[1], database[2]);
    } catch (SQLException e) {
      throw new SandboxUnusable("The database cannot be reached: " + e.getMessage(), e);
    }
    try {
      engine = start(beans);
      deploy();
    } catch (ProcessEngineException | SQLException e) {
      close();
      throw new SandboxUnusable("It cannot be tried: " + e.getMessage(), e);
    }
  }

  /** A set that cannot be tried, with the reason in words. */
  static final class SandboxUnusable extends RuntimeException {

    SandboxUnusable(String message, Exception cause) {
      super(message, cause);
    }
  }

  /** Everything that some step finds out has a value: yes, or all that conditions ask for. */
  private void declare(Catalogue catalogue) {
    Map<String, TreeSet<String>> lists = new HashMap<>();
    for (FileSet.File file : files.ending("bpmn")) {
      Matcher has = HAS.matcher(new String(file.bytes(), StandardCharsets.UTF_8));
      while (has.find()) {
        lists.computeIfAbsent(has.group(1), l -> new TreeSet<>()).add(has.group(2));
      }
    }
    lists.forEach((name, words) -> findings.putIfAbsent(name, String.join(",", words)));
    for (Catalogue.Delegate one : catalogue.delegates().values()) {
      for (Step.Sets sets : one.step() == null ? new Step.Sets[0] : one.step().sets()) {
        if (sets.holds() == Holds.YES_NO) {
          findings.putIfAbsent(sets.name(), true);
        } else if (sets.holds() == Holds.NUMBER) {
          findings.putIfAbsent(sets.name(), 1);
        }
      }
    }
  }

  private Object found(Step.Sets sets) {
    return findings.getOrDefault(sets.name(), findings.getOrDefault(sets.holds().name(), ""));
  }

  private ProcessEngine start(Map<Object, Object> beans) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Makes the connection's own schema; nothing outside it can be written from here.
      statement.execute("create temporary table sandbox (nothing integer)");
      statement.execute("set search_path = pg_temp");
    }
    StandaloneProcessEngineConfiguration configuration = new SandboxConfiguration();
    configuration.setProcessEngineName("sandbox-" + UUID.randomUUID());
    configuration.setDataSource(new SingleConnectionDataSource(connection, true));
    configuration.setDatabaseType("postgres");
    // The connection's own name of it, and so the same statements in every sandbox.
    configuration.setDatabaseSchema("pg_temp");
    configuration.setDatabaseTablePrefix("pg_temp.");
    configuration.setDatabaseSchemaUpdate("create");
    configuration.setHistory("none");
    configuration.setJobExecutorActivate(false);
    configuration.setAuthorizationEnabled(false);
    configuration.setMetricsEnabled(false);
    configuration.setDbMetricsReporterActivate(false);
    configuration.setEnableCmdExceptionLogging(false);
    configuration.setIdGenerator(new StrongUuidGenerator());
    configuration.setDefaultNumberOfRetries(1);
    configuration.setBeans(beans);
    return configuration.buildProcessEngine();
  }

  /**
   * Takes the engine's statements from the first sandbox of this application: to read them took
   * most of a start.
   */
  private static final class SandboxConfiguration extends StandaloneProcessEngineConfiguration {

    private static SqlSessionFactory statements;

    @Override
    protected void initSqlSessionFactory() {
      synchronized (SandboxConfiguration.class) {
        if (statements == null) {
          DataSource own = dataSource;
          dataSource = new OfTheRunningEngine();
          super.initSqlSessionFactory();
          dataSource = own;
          statements = sqlSessionFactory;
        }
        sqlSessionFactory = statements;
      }
    }
  }

  /** The connection of the sandbox whose engine asks. */
  private static final class OfTheRunningEngine extends AbstractDataSource {

    @Override
    public Connection getConnection() throws SQLException {
      return Context.getProcessEngineConfiguration().getDataSource().getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
      return getConnection();
    }
  }

  private void deploy() {
    DeploymentBuilder set = engine.getRepositoryService().createDeployment();
    files
        .ending("bpmn", "dmn")
        .forEach(file -> set.addInputStream(file.name(), new ByteArrayInputStream(file.bytes())));
    set.deploy();
  }

  /** Has steps find out what they found out before. */
  void remember(Recorded what) {
    recorded = what;
  }

  /** Starts a case, and runs what the engine does by itself. */
  void begin(String diagram, String businessKey, Map<String, Object> variables) {
    note("“%s” begins for %s".formatted(title(diagram), words.about(businessKey)));
    engine.getRuntimeService().startProcessInstanceByKey(diagram, businessKey, variables);
    settle();
  }

  /** Answers a task's form. */
  void answer(String task, Map<String, Object> answers) {
    Task open =
        engine.getTaskService().createTaskQuery().taskId(task).initializeFormKeys().singleResult();
    if (open == null) {
      return;
    }
    String given =
        questions(open).stream()
            .filter(question -> answers.containsKey(question.key()))
            .map(
                question ->
                    "“%s” %s"
                        .formatted(question.label(), question.inWords(answers.get(question.key()))))
            .collect(Collectors.joining(", "));
    note("Done: “%s”%s".formatted(open.getName(), given.isEmpty() ? "" : ", with " + given));
    tried(() -> engine.getTaskService().complete(task, new HashMap<>(answers)));
    settle();
  }

  /** Runs one timer, and moves the sandbox's time to it. */
  void ring(String timer) {
    Job job = engine.getManagementService().createJobQuery().jobId(timer).singleResult();
    if (job == null) {
      return;
    }
    moveTo(job.getDuedate().toInstant());
    note("Timer: “%s”".formatted(name(job)));
    tried(() -> engine.getManagementService().executeJob(timer));
    settle();
  }

  /** Moves the sandbox's time forward; it never goes back. */
  void moveTo(Instant moment) {
    if (moment.isAfter(clock.now)) {
      clock.now = moment;
    }
  }

  /** Delivers a message to whoever waits for it in a case. */
  void tell(String message, String businessKey, Map<String, Object> variables) {
    note("Message: “%s”".formatted(heard(message)));
    tried(
        () ->
            engine
                .getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(businessKey)
                .setVariables(variables)
                .correlateAll());
    settle();
  }

  /** Whether somebody in a case waits for a message. */
  boolean hears(String message, String businessKey) {
    return engine
            .getRuntimeService()
            .createExecutionQuery()
            .messageEventSubscriptionName(message)
            .processInstanceBusinessKey(businessKey)
            .count()
        > 0;
  }

  private void tried(Runnable deed) {
    try {
      deed.run();
    } catch (RuntimeException e) {
      note("This could not go on: " + reason(e));
    }
  }

  private static String reason(Throwable e) {
    String message = String.valueOf(e.getMessage());
    return message.length() > 300 ? message.substring(0, 299) + "…" : message;
  }

  /** Runs all that waits for nobody. */
  private void settle() {
    int steps = 0;
    boolean busy = true;
    while (busy) {
      busy = false;
      for (Job job :
          engine.getManagementService().createJobQuery().withRetriesLeft().messages().list()) {
        if (++steps > MOST_STEPS) {
          note("It goes round without waiting for anybody: stopped after " + MOST_STEPS + " steps");
          return;
        }
        busy = true;
        if (engine.getManagementService().createJobQuery().jobId(job.getId()).count() > 0) {
          tried(() -> engine.getManagementService().executeJob(job.getId()));
        }
      }
    }
    for (Task task : tasks()) {
      if (known.add(task.getId())) {
        Asked asked = asked(task);
        everAsked.add(new Moment(asked, clock.now));
        note(
            "Asked: “%s” of %s%s"
                .formatted(
                    asked.name(),
                    asked.who().stream().map(words::who).collect(Collectors.joining(", ")),
                    asked.due().map(due -> ", due " + day(due.toInstant())).orElse("")));
      }
    }
    if (engine.getRuntimeService().createProcessInstanceQuery().count() == 0) {
      note("Every case has ended.");
    }
  }

  private void note(String words) {
    log.add(day(clock.now) + ": " + words);
  }

  static String day(Instant moment) {
    return EnglishText.day(moment);
  }

  private List<Task> tasks() {
    return engine.getTaskService().createTaskQuery().initializeFormKeys().active().list();
  }

  /** Open tasks, those due first. */
  List<Asked> open() {
    return tasks().stream()
        .map(this::asked)
        .sorted(
            Comparator.comparing((Asked a) -> a.due().orElse(new Date(Long.MAX_VALUE)))
                .thenComparing(Asked::name)
                .thenComparing(Asked::businessKey)
                .thenComparing(a -> String.join(",", a.who())))
        .toList();
  }

  /** An open task of a case by its step; empty when it is not asked now. */
  Optional<String> openTask(String step, String businessKey) {
    return engine
        .getTaskService()
        .createTaskQuery()
        .taskDefinitionKey(step)
        .processInstanceBusinessKey(businessKey)
        .listPage(0, 1)
        .stream()
        .findFirst()
        .map(Task::getId);
  }

  private Asked asked(Task task) {
    List<String> who = new ArrayList<>();
    if (task.getAssignee() != null) {
      who.add(task.getAssignee());
    }
    for (IdentityLink link : engine.getTaskService().getIdentityLinksForTask(task.getId())) {
      if (link.getGroupId() != null) {
        who.add(link.getGroupId());
      }
    }
    ProcessInstance instance =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult();
    return new Asked(
        task.getId(),
        task.getTaskDefinitionKey(),
        task.getName(),
        who.stream().distinct().sorted().toList(),
        Optional.ofNullable(task.getDueDate()),
        task.getProcessDefinitionId().replaceFirst(":.*", ""),
        instance == null ? "" : instance.getBusinessKey(),
        questions(task));
  }

  /** Every task that was ever asked, in order. */
  List<Moment> everAsked() {
    return everAsked;
  }

  /** What the process reads of a task's form. */
  private List<Question> questions(Task task) {
    if (task.getCamundaFormRef() == null) {
      return List.of();
    }
    FormSchema form = forms.get(task.getCamundaFormRef().getKey());
    return form == null
        ? List.of()
        : form.fields().stream()
            .filter(field -> field.node().path("properties").path("engine").asText().equals("flag"))
            .map(
                field ->
                    new Question(
                        field.key(),
                        field.label(),
                        answers(field),
                        field.type().equals("checkbox")))
            .toList();
  }

  private static List<Answer> answers(FormSchema.Field field) {
    List<Answer> answers = new ArrayList<>();
    field
        .node()
        .path("values")
        .forEach(
            one -> {
              String value = one.path("value").asText();
              answers.add(new Answer(value, one.path("label").asText(value)));
            });
    return answers;
  }

  /** Timers, the next first. */
  List<Timer> timers() {
    return engine.getManagementService().createJobQuery().timers().list().stream()
        // What would begin a case by itself, such as the reminders of each morning, is nobody's.
        .filter(job -> job.getDuedate() != null && job.getProcessInstanceId() != null)
        .map(job -> new Timer(job.getId(), name(job), job.getDuedate()))
        .sorted(Comparator.comparing(Timer::when).thenComparing(Timer::name))
        .toList();
  }

  private String name(Job job) {
    String activity =
        engine
            .getManagementService()
            .createJobDefinitionQuery()
            .jobDefinitionId(job.getJobDefinitionId())
            .singleResult()
            .getActivityId();
    var element =
        engine
            .getRepositoryService()
            .getBpmnModelInstance(job.getProcessDefinitionId())
            .getModelElementById(activity);
    String name = element == null ? null : element.getAttributeValue("name");
    return name == null ? activity : name;
  }

  /** Messages that somebody waits for. */
  List<Awaited> messages() {
    return engine
        .getRuntimeService()
        .createEventSubscriptionQuery()
        .eventType("message")
        .list()
        .stream()
        .filter(one -> one.getProcessInstanceId() != null)
        .map(one -> one.getEventName())
        .distinct()
        .sorted()
        .map(name -> new Awaited(name, heard(name)))
        .toList();
  }

  /** How diagrams name the events that hear a message. */
  String heard(String message) {
    String names =
        diagrams.stream()
            .flatMap(
                diagram ->
                    diagram
                        .all("startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask")
                        .filter(node -> diagram.message(node).filter(message::equals).isPresent()))
            .map(Diagram.Node::name)
            .filter(name -> !name.isEmpty())
            .distinct()
            .collect(Collectors.joining(" or "));
    return names.isEmpty() ? message : names;
  }

  /** What happened, oldest first. */
  List<String> log() {
    return log;
  }

  Instant now() {
    return clock.now;
  }

  /**
   * What steps of the engine would find out, by variable, and samples by the kind of what it holds;
   * may be changed while the sandbox is open.
   */
  Map<String, Object> findings() {
    return findings;
  }

  /** Yes-or-no findings that some condition of the running diagrams asks for. */
  List<Choice> choices() {
    Set<String> running = running();
    List<Choice> choices = new ArrayList<>();
    findings.forEach(
        (name, value) -> {
          if (value instanceof Boolean yes) {
            String asked = asking(name, running);
            if (!asked.isEmpty()) {
              choices.add(new Choice(name, asked, yes));
            }
          }
        });
    return choices;
  }

  /** The questions of the gateways whose conditions ask for a variable; empty when none does. */
  private String asking(String variable, Set<String> running) {
    Set<String> conditions = Set.of("${" + variable + "}", "${!" + variable + "}");
    return diagrams.stream()
        .filter(diagram -> running.contains(diagram.process()))
        .flatMap(
            diagram ->
                flows(diagram)
                    .filter(flow -> conditions.contains(flow.condition()))
                    .map(flow -> diagram.node(flow.source()).map(Diagram.Node::name).orElse("")))
        .map(question -> question.isEmpty() ? variable : question)
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** The diagrams of the cases that run, and those that they may call. */
  private Set<String> running() {
    Set<String> running =
        engine.getRuntimeService().createProcessInstanceQuery().list().stream()
            .map(one -> one.getProcessDefinitionId().replaceFirst(":.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    boolean grows = true;
    while (grows) {
      grows =
          running.addAll(
              diagrams.stream()
                  .filter(diagram -> running.contains(diagram.process()))
                  .flatMap(diagram -> diagram.all("callActivity"))
                  .map(call -> call.element().getAttribute("calledElement"))
                  .toList());
    }
    return running;
  }

  private static Stream<Diagram.Flow> flows(Diagram diagram) {
    return StreamSupport.stream(diagram.flows().spliterator(), false);
  }

  /** The name of a step of the set; the id itself when no diagram has it. */
  String step(String id) {
    return diagrams.stream()
        .flatMap(diagram -> diagram.node(id).stream())
        .map(Diagram.Node::name)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(id);
  }

  private String title(String process) {
    return diagrams.stream()
        .filter(diagram -> diagram.process().equals(process))
        .map(Diagram::title)
        .findFirst()
        .orElse(process);
  }

  /** Drops everything. */
  @Override
  public void close() {
    try {
      if (engine != null) {
        engine.close();
      }
    } finally {
      try {
        connection.close();
      } catch (SQLException e) {
        org.slf4j.LoggerFactory.getLogger(Sandbox.class).warn("A sandbox did not close", e);
      }
    }
  }
}
