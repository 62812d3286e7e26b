package org.peerchallenge.cycle.process;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.DailyNotices;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.cycle.process.ReminderSchedule.Stage;
import org.peerchallenge.engine.DecisionTables;
import org.peerchallenge.engine.TaskCandidates;
import org.peerchallenge.engine.TaskCandidates.Candidate;
import org.peerchallenge.engine.Urgency;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.notice.DigestItem;
import org.peerchallenge.notice.Digests;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Delegation;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds people of what is due: reminder-schedule.dmn says at which stages and whom, each stage is
 * sent once for a task and a person, and a person gets one mail a day at most. A row of the table
 * that cannot be used is told to the office and stops no other reminder.
 */
@Service
class Reminders {

  /** One run, with what it has looked up already. */
  private final class Run {

    private final LocalDate today = EnglandTime.today(clock);
    private final ReminderSchedule schedule = new ReminderSchedule(tables::rows);
    private final Map<String, List<String>> members = new HashMap<>();
    private final Map<String, List<DigestItem>> digests = new TreeMap<>();
    private final List<Delegation> delegations = region.delegations();
    private final Map<String, String> businessKeys =
        runtime.createProcessInstanceQuery().list().stream()
            .filter(instance -> instance.getBusinessKey() != null)
            .collect(
                Collectors.toMap(
                    ProcessInstance::getProcessInstanceId, ProcessInstance::getBusinessKey));

    void look(Task task) {
      LocalDate due = Urgency.due(task).orElseThrow();
      if (Urgency.isOptional(task) && due.isBefore(today)) {
        return;
      }
      List<Stage> reached = stagesOf(task.getTaskDefinitionKey(), due);
      if (reached.isEmpty() || !businessKeys.containsKey(task.getProcessInstanceId())) {
        return;
      }
      List<Candidate> whose = candidates.of(task.getId());
      Set<String> told = new LinkedHashSet<>();
      for (Stage stage : reached) {
        for (String username : receivers(stage, task, whose)) {
          if (isFirst(task, username, stage)) {
            told.add(username);
          }
        }
      }
      DigestItem item = item(task, due);
      told.forEach(who -> digests.computeIfAbsent(who, w -> new ArrayList<>()).add(item));
    }

    private List<Stage> stagesOf(String kind, LocalDate due) {
      return schedule.stages(
          kind, (int) ChronoUnit.DAYS.between(today, due), workingDays.between(due, today));
    }

    private Set<String> receivers(Stage stage, Task task, List<Candidate> whose) {
      return switch (stage.receiver()) {
        case "people" -> people(task, whose);
        case "office" -> new LinkedHashSet<>(membersOf(Role.OFFICE.id()));
        case "deputy" -> deputies(task, whose);
        default ->
            throw new IllegalStateException(
                stage.receiver() + " is no receiver of reminders: see CycleTableContracts");
      };
    }

    /** Whose task it is; the office looks after a task that nobody has. */
    private Set<String> people(Task task, List<Candidate> whose) {
      if (task.getAssignee() != null) {
        return Set.of(task.getAssignee());
      }
      Set<String> people = new LinkedHashSet<>();
      for (Candidate one : whose) {
        one.user().ifPresent(people::add);
        one.group().ifPresent(group -> people.addAll(membersOf(group)));
      }
      return people.isEmpty() ? new LinkedHashSet<>(membersOf(Role.OFFICE.id())) : people;
    }

    /** The deputies of those whose task it is; they may do it from now on. */
    private Set<String> deputies(Task task, List<Candidate> whose) {
      Set<String> deputies = new LinkedHashSet<>();
      for (Delegation delegation : delegations) {
        boolean concerned =
            delegation.holder().username().equals(task.getAssignee())
                || whose.stream()
                    .anyMatch(one -> one.group().equals(Optional.of(delegation.held().groupId())));
        if (concerned) {
          deputies.add(delegation.deputy().username());
        }
      }
      deputies.forEach(deputy -> tasks.addCandidateUser(task.getId(), deputy));
      return deputies;
    }

    private List<String> membersOf(String group) {
      return members.computeIfAbsent(
          group,
          g ->
              identity.createUserQuery().memberOfGroup(g).list().stream()
                  .map(User::getId)
                  .toList());
    }

    private boolean isFirst(Task task, String username, Stage stage) {
      return jdbc.sql(
                  """
                  insert into reminder (task_id, username, stage, at)
                  values (:task, :username, :stage, :now)
                  on conflict do nothing
                  """)
              .param("task", task.getId())
              .param("username", username)
              .param("stage", stage.name())
              .param("now", EnglandTime.now(clock))
              .update()
          == 1;
    }

    private DigestItem item(Task task, LocalDate due) {
      return new DigestItem(
          task.getName(),
          whose(task),
          EnglishText.day(due),
          "/tasks/" + task.getId(),
          Urgency.isOverdue(task, today),
          Urgency.isOptional(task));
    }

    /** A day asks once for each entry of its group: whose turn it is stands first. */
    private String whose(Task task) {
      String key = businessKeys.get(task.getProcessInstanceId());
      String title = cycles.title(key);
      return GroupKey.is(key) && tasks.getVariable(task.getId(), "entry") instanceof String entry
          ? cycles.entry(EntryKey.of(entry)).name() + ", day of " + title
          : title;
    }

    void post(String processInstanceId, String activityId) {
      schedule
          .unusable()
          .forEach(
              (place, problem) ->
                  events.publishEvent(
                      new DecisionTables.Unusable(processInstanceId, activityId, place, problem)));
      digests.forEach(
          (username, items) ->
              identity.createUserQuery().userId(username).list().stream()
                  .filter(user -> user.getEmail() != null && !user.getEmail().isBlank())
                  .forEach(
                      user ->
                          notices.post(
                              new NoticeKey(processInstanceId, activityId, username),
                              new Recipient(
                                  (user.getFirstName() + " " + user.getLastName()).strip(),
                                  user.getEmail()),
                              items)));
    }
  }

  private final TaskService tasks;
  private final TaskCandidates candidates;
  private final RuntimeService runtime;
  private final DecisionTables tables;
  private final IdentityService identity;
  private final Cycles cycles;
  private final Region region;
  private final WorkingDays workingDays;
  private final Digests notices;
  private final List<DailyNotices> daily;
  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Reminders(
      TaskService tasks,
      TaskCandidates candidates,
      RuntimeService runtime,
      DecisionTables tables,
      IdentityService identity,
      Cycles cycles,
      Region region,
      WorkingDays workingDays,
      Digests notices,
      List<DailyNotices> daily,
      JdbcClient jdbc,
      Clock clock,
      ApplicationEventPublisher events) {
    this.tasks = tasks;
    this.candidates = candidates;
    this.runtime = runtime;
    this.tables = tables;
    this.identity = identity;
    this.cycles = cycles;
    this.region = region;
    this.workingDays = workingDays;
    this.notices = notices;
    this.daily = daily;
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /** Posts the digests of today; what was posted before for a stage is not posted again. */
  @Transactional
  public void send(String processInstanceId, String activityId) {
    Run run = new Run();
    tasks.createTaskQuery().active().list().stream()
        .filter(task -> task.getDueDate() != null && task.getProcessInstanceId() != null)
        .sorted(Comparator.comparing(Task::getDueDate).thenComparing(Task::getId))
        .forEach(run::look);
    run.post(processInstanceId, activityId);
    daily.forEach(DailyNotices::post);
    notices.postNews(processInstanceId, activityId);
  }
}
