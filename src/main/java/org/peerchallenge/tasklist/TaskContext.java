package org.peerchallenge.tasklist;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.Urgency;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Service;

/**
 * The context of an open task: what it is about, whose it is, and what there is to read beside its
 * form.
 */
@Service
public class TaskContext {

  /**
   * Something to read beside the form, one of our pages; it asks for the reader's right itself.
   *
   * @param about whom it is about, where that is not plain; else empty
   */
  public record Beside(String title, String about, String page) {}

  /**
   * The desk.
   *
   * @param due as {@link #due(Task)}
   * @param mine whether the task is this person's
   * @param mayTakeOn whether nobody has it and this person may
   * @param mayTakeOver whether a colleague has it and this person may do it as well
   * @param with the colleague's name; else empty
   * @param saved when the colleague last wrote, as "today at 10:15"; else empty
   * @param evidence the page of the evidence files that belong here; else empty
   * @param section in which evidence is filed; else empty
   */
  public record View(
      String task,
      String form,
      String about,
      String due,
      boolean mine,
      boolean mayTakeOn,
      boolean mayTakeOver,
      String with,
      String saved,
      List<Beside> beside,
      String evidence,
      String section) {}

  private final TaskService tasks;
  private final RuntimeService runtime;
  private final RepositoryService repository;
  private final IdentityService identity;
  private final EngineAsSystem asSystem;
  private final Cases cases;
  private final Cycles cycles;
  private final Region region;
  private final Reading reading;
  private final Sections sections;
  private final Drafts drafts;
  private final Clock clock;

  TaskContext(
      TaskService tasks,
      RuntimeService runtime,
      RepositoryService repository,
      IdentityService identity,
      EngineAsSystem asSystem,
      Cases cases,
      Cycles cycles,
      Region region,
      Reading reading,
      Sections sections,
      Drafts drafts,
      Clock clock) {
    this.drafts = drafts;
    this.clock = clock;
    this.tasks = tasks;
    this.runtime = runtime;
    this.repository = repository;
    this.identity = identity;
    this.asSystem = asSystem;
    this.cases = cases;
    this.cycles = cycles;
    this.region = region;
    this.reading = reading;
    this.sections = sections;
  }

  /** The desk of a task that this person sees; empty when there is none for them. */
  public Optional<View> of(String taskId, String username) {
    return find(taskId).map(task -> view(task, username));
  }

  /** The form of a task that the reader sees, by its file's stem. */
  public Optional<String> form(String taskId) {
    return find(taskId).map(TaskContext::form);
  }

  /** The documentation of a task that the reader sees. */
  public Optional<String> documentation(String taskId) {
    return find(taskId).map(this::documentation);
  }

  /** Asked with the reader's own rights: what they may not see is not there for them. */
  private Optional<Task> find(String taskId) {
    return Optional.ofNullable(
        tasks.createTaskQuery().taskId(taskId).initializeFormKeys().singleResult());
  }

  private View view(Task task, String username) {
    String key = cases.subject(task, asSystem.run(() -> businessKey(task)));
    Optional<String> holder = Optional.ofNullable(task.getAssignee());
    boolean mine = holder.filter(username::equals).isPresent();
    boolean candidate = isCandidate(task, username);
    Optional<EntryKey> entry = entry(key);
    Optional<Section> section = entry.flatMap(one -> section(one, task));
    String files =
        entry
            .filter(one -> section.isPresent() && reading.access(username, one) == Access.OWN)
            .map(one -> "/assessments/" + one + "/evidence")
            .orElse("");
    return new View(
        task.getName(),
        form(task),
        cases.title(key),
        due(task),
        mine,
        holder.isEmpty() && candidate,
        holder.isPresent() && !mine && candidate,
        holder.filter(who -> !mine).map(this::name).orElse(""),
        holder
            .filter(who -> !mine)
            .flatMap(who -> drafts.lastSaved(task.getId()))
            .map(this::moment)
            .orElse(""),
        beside(task, entries(entry, key), section, username),
        files,
        section.map(Section::id).orElse(""));
  }

  /**
   * "due Monday 3 December 2018", or of what is optional "optional, asked for by" that day; empty
   * when there is no date.
   */
  public static String due(Task task) {
    return task.getDueDate() == null
        ? ""
        : (Urgency.isOptional(task) ? "optional, asked for by " : "due ")
            + EnglishText.weekday(EnglandTime.at(task.getDueDate().toInstant()));
  }

  private String moment(Instant saved) {
    ZonedDateTime then = saved.atZone(EnglandTime.ZONE);
    boolean today =
        then.toLocalDate().equals(clock.instant().atZone(EnglandTime.ZONE).toLocalDate());
    return (today ? "today" : "on " + EnglishText.weekday(then)) + " at " + EnglishText.time(then);
  }

  private boolean isCandidate(Task task, String username) {
    List<String> groups =
        identity.createGroupQuery().groupMember(username).list().stream()
            .map(group -> group.getId())
            .toList();
    return !groups.isEmpty()
        && tasks
                .createTaskQuery()
                .taskId(task.getId())
                .taskCandidateGroupIn(groups)
                .includeAssignedTasks()
                .count()
            > 0;
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }

  private List<Beside> beside(
      Task task, List<EntryKey> entries, Optional<Section> section, String username) {
    List<Beside> beside = new ArrayList<>();
    beside.add(new Beside("Guidance", "", "/tasks/" + task.getId() + "/guidance"));
    for (EntryKey entry : entries) {
      String about = entries.size() > 1 ? cycles.entry(entry).name() : "";
      if (reading.access(username, entry).compareTo(Access.SHARED) >= 0) {
        String page = "/assessments/" + entry;
        beside.add(new Beside("Self-assessment", about, page));
        beside.add(new Beside("What changed", about, page + "/changes"));
        beside.add(
            new Beside(
                "Last year",
                about,
                page + "/last-year" + section.map(one -> "?section=" + one.id()).orElse("")));
        beside.add(new Beside("Documents", about, page + "/evidence"));
        if (section.isPresent() && reading.access(username, entry) == Access.OWN) {
          beside.add(new Beside("Comments", about, page + "/comments/" + section.get().id()));
        }
      }
      beside.add(new Beside("Ofsted", about, "/assessments/" + entry + "/inspections"));
      for (String dfeNumber : entry.authorities()) {
        boolean plain = entries.size() == 1 && entry.authorities().size() == 1;
        beside.add(
            new Beside(
                "Data sheet",
                plain ? "" : region.authority(dfeNumber).name(),
                "/data-sheets/" + dfeNumber));
      }
    }
    return beside;
  }

  private List<EntryKey> entries(Optional<EntryKey> entry, String key) {
    return entry
        .map(List::of)
        .orElseGet(
            () ->
                GroupKey.is(key)
                    ? cycles.findGroup(GroupKey.of(key)).map(Group::members).orElse(List.of())
                    : List.of());
  }

  private Optional<EntryKey> entry(String subject) {
    return Optional.of(subject)
        .filter(EntryKey::is)
        .flatMap(value -> cycles.findEntry(EntryKey.of(value)))
        .map(Entry::key);
  }

  private Optional<Section> section(EntryKey entry, Task task) {
    String form = form(task);
    return sections.asked(entry).stream()
        .map(AskedSection::section)
        .filter(section -> section.form().equals(form))
        .findFirst();
  }

  private static String form(Task task) {
    return task.getCamundaFormRef() == null ? "" : task.getCamundaFormRef().getKey();
  }

  private String businessKey(Task task) {
    ProcessInstance instance =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult();
    return instance == null || instance.getBusinessKey() == null ? "" : instance.getBusinessKey();
  }

  private String documentation(Task task) {
    return asSystem.run(
        () ->
            repository
                .getBpmnModelInstance(task.getProcessDefinitionId())
                .<BaseElement>getModelElementById(task.getTaskDefinitionKey())
                .getDocumentations()
                .stream()
                .map(one -> one.getTextContent())
                .findFirst()
                .orElse(""));
  }
}
