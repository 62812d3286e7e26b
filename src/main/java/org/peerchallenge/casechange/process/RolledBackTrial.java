package org.peerchallenge.casechange.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.casechange.Effects;
import org.peerchallenge.casechange.Trial;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.cockpit.NineOClock.Open;
import org.peerchallenge.cockpit.OfficeWorklist;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.RolesFollowNow;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes a change, delivers its messages and runs the steps that fall due by it, compares what the
 * tables say before and after, and rolls all of it back.
 *
 * <p>What people are shown is so what really would happen, whatever the diagrams say by then.
 */
@Component
class RolledBackTrial implements Trial {

  private static final int ATTEMPTS = 3;

  /** A year of twenty entries sets off about a hundred. */
  private static final int MOST_STEPS = 1000;

  /** What a change may end or begin beside tasks, in words: what it is, and how it stands. */
  private static final String STATES =
      """
      select 'Review ' || id || ' of ' || entry as what, entry as key, lower(replace(state, '_', ' '))
        as state from review
      union all
      select 'Self-assessment of ' || entry, entry,
        case when withdrawn_at is not null then 'ended' when shared_at is not null then 'shared'
          else 'being written' end from assessment
      union all
      select 'Reading pack of ' || peer_group, peer_group, 'issue ' || max(issue)
        from reading_pack group by peer_group
      union all
      select 'Team of ' || entry || ' in ' || peer_group, entry, lower(replace(how, '_', ' '))
        from attendance
      union all
      select 'Report of ' || entry, entry, lower(replace(max(state), '_', ' '))
        from report group by entry
      """;

  private record State(String what, String key, String state) {}

  /**
   * @param deserted ids of tasks that nobody can do
   */
  private record Snapshot(
      Map<String, Open> tasks, Set<String> deserted, Map<String, State> states, long lastNotice) {}

  private final JdbcClient jdbc;
  private final NineOClock nine;
  private final OfficeWorklist worklist;
  private final Messages messages;
  private final ManagementService management;
  private final RepositoryService repository;
  private final EngineAsSystem asSystem;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;

  RolledBackTrial(
      JdbcClient jdbc,
      NineOClock nine,
      OfficeWorklist worklist,
      Messages messages,
      ManagementService management,
      RepositoryService repository,
      EngineAsSystem asSystem,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.nine = nine;
    this.worklist = worklist;
    this.messages = messages;
    this.management = management;
    this.repository = repository;
    this.asSystem = asSystem;
    this.events = events;
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public Effects of(Runnable deed) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.execute(
            status -> {
              status.setRollbackOnly();
              // Whoever sends a form just now goes first: the trial gives way before they wait.
              jdbc.sql("set local lock_timeout = '400ms'").update();
              return asSystem.run(() -> tried(deed));
            });
      } catch (PessimisticLockingFailureException e) {
        if (attempt == ATTEMPTS) {
          throw new Refused(
              "So much is happening in this case just now that the change could not be tried out."
                  + " Try it again in a minute.");
        }
      }
    }
  }

  private Effects tried(Runnable deed) {
    Set<String> due = new HashSet<>(ids(due()));
    Snapshot before = snapshot();
    deed.run();
    events.publishEvent(new RolesFollowNow());
    List<String> failed = settle(due);
    return compare(before, snapshot(), failed);
  }

  /** Runs what falls due by the change, not what was due before; gives back what failed. */
  private List<String> settle(Set<String> dueBefore) {
    Set<String> failed = new TreeSet<>();
    Set<String> tried = new HashSet<>(dueBefore);
    int steps = 0;
    boolean busy = true;
    while (busy) {
      busy = messages.deliverDue() > 0;
      for (Job job : due()) {
        if (!tried.contains(job.getId()) && exists(job) && steps++ < MOST_STEPS) {
          busy = true;
          try {
            management.executeJob(job.getId());
          } catch (RuntimeException e) {
            tried.add(job.getId());
            failed.add("“" + step(job) + "” would fail.");
          }
        }
      }
    }
    return List.copyOf(failed);
  }

  private List<Job> due() {
    return management.createJobQuery().active().executable().list().stream()
        .filter(job -> job.getProcessDefinitionId() != null)
        .toList();
  }

  private boolean exists(Job job) {
    return management.createJobQuery().jobId(job.getId()).count() > 0;
  }

  private static List<String> ids(Collection<Job> jobs) {
    return jobs.stream().map(Job::getId).toList();
  }

  private String step(Job job) {
    JobDefinition definition =
        management
            .createJobDefinitionQuery()
            .jobDefinitionId(job.getJobDefinitionId())
            .singleResult();
    var drawn =
        repository
            .getBpmnModelInstance(job.getProcessDefinitionId())
            .getModelElementById(definition.getActivityId());
    String name = drawn == null ? null : drawn.getAttributeValue("name");
    return name == null ? definition.getActivityId() : name;
  }

  private Snapshot snapshot() {
    Map<String, Open> tasks = new LinkedHashMap<>();
    nine.open().forEach(task -> tasks.put(task.task(), task));
    Map<String, State> states = new TreeMap<>();
    jdbc.sql(STATES).query(State.class).list().forEach(state -> states.put(state.what(), state));
    long last = jdbc.sql("select coalesce(max(id), 0) from notice").query(Long.class).single();
    Set<String> deserted =
        worklist.deserted().stream()
            .flatMap(one -> one.tasks().stream())
            .map(Task::getId)
            .collect(Collectors.toSet());
    return new Snapshot(tasks, deserted, states, last);
  }

  private Effects compare(Snapshot before, Snapshot after, List<String> failed) {
    Set<String> stops = new TreeSet<>();
    Set<String> rests = new TreeSet<>();
    Set<String> appears = new TreeSet<>();
    Map<String, Set<String>> moved = new TreeMap<>();
    before
        .tasks()
        .forEach(
            (id, task) -> {
              Open now = after.tasks().get(id);
              if (now == null) {
                stops.add(line(task));
              } else if (now.paused() && !task.paused()) {
                rests.add(line(task));
              } else if (task.paused() && !now.paused()) {
                appears.add(line(task) + ", again, due " + day(now));
              } else if (!Objects.equals(now.due(), task.due())) {
                moved
                    .computeIfAbsent(
                        task.about() + ": from " + day(task) + " to " + day(now),
                        dates -> new TreeSet<>())
                    .add(task.step());
              } else if (!now.who().equals(task.who())) {
                appears.add(line(now) + ", until now with " + task.who());
              }
            });
    after.tasks().values().stream()
        .filter(task -> !before.tasks().containsKey(task.task()))
        .forEach(task -> appears.add(line(task)));
    Set<String> dates = new TreeSet<>();
    moved.forEach((line, steps) -> dates.add(line + " (" + String.join(", ", steps) + ")"));
    return new Effects(
        List.copyOf(stops),
        List.copyOf(rests),
        List.copyOf(appears),
        List.copyOf(dates),
        states(before.states(), after.states()),
        mails(before.lastNotice()),
        nobodyIsLeft(before, after),
        failed);
  }

  /** Case by case the tasks that somebody can do now and nobody could then. */
  private static List<String> nobodyIsLeft(Snapshot before, Snapshot after) {
    Map<String, Set<String>> left = new TreeMap<>();
    after.tasks().values().stream()
        .filter(task -> after.deserted().contains(task.task()))
        .filter(task -> !before.deserted().contains(task.task()))
        .forEach(
            task -> left.computeIfAbsent(task.about(), steps -> new TreeSet<>()).add(task.step()));
    return left.entrySet().stream()
        .map(
            one ->
                "Nobody would be left for "
                    + one.getKey()
                    + ": "
                    + String.join(", ", one.getValue())
                    + ".")
        .toList();
  }

  private static String line(Open task) {
    return task.about() + ": " + task.step() + ", with " + task.who();
  }

  private static String day(Open task) {
    return task.due() == null ? "no date" : EnglishText.day(task.due());
  }

  private List<String> states(Map<String, State> before, Map<String, State> after) {
    Set<String> changed = new TreeSet<>();
    after.forEach(
        (what, now) -> {
          State was = before.get(what);
          if (was == null) {
            changed.add(titled(now) + ": " + now.state());
          } else if (!was.state().equals(now.state())) {
            changed.add(titled(now) + ": " + was.state() + " until now, " + now.state() + " then");
          }
        });
    before.forEach(
        (what, was) -> {
          if (!after.containsKey(what)) {
            changed.add(titled(was) + ": no more");
          }
        });
    return List.copyOf(changed);
  }

  /** Keys of cases are the machine's; people read names. */
  private String titled(State state) {
    return state.what().replace(state.key(), nine.title(state.key()));
  }

  private List<String> mails(long last) {
    Map<String, Set<String>> mails = new TreeMap<>();
    jdbc.sql("select subject, recipient_name from notice where id > :last order by id")
        .param("last", last)
        .query(
            (row, n) ->
                mails
                    .computeIfAbsent(row.getString("subject"), s -> new TreeSet<>())
                    .add(row.getString("recipient_name")))
        .list();
    List<String> lines = new ArrayList<>();
    mails.forEach(
        (subject, people) -> lines.add("“" + subject + "”, to " + String.join(", ", people)));
    return List.copyOf(lines);
  }
}
