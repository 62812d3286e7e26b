package org.peerchallenge.tasklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.SectionComments;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.WrittenSection;
import org.peerchallenge.challenge.Day;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.ReadingPacks;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.engine.Urgency;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.Telephones;
import org.springframework.stereotype.Service;

/**
 * How far an entry's case is: what is done of how much, who has what and until when, the challenge
 * day, whom to ask, and what changed, as far as one reader may see it.
 */
@Service
public class CaseProgress {

  /**
   * One piece of work of the authority's own people.
   *
   * @param state "Sent", "Being written", "Not begun" and the like
   * @param who who sent it or has it; empty while nobody does
   * @param when when it was sent or last saved, in words; else empty
   * @param due null when there is no date or nothing is left to do
   * @param task the task's id where the reader may do it, else empty
   */
  public record Piece(
      String name,
      String state,
      String who,
      String when,
      LocalDate due,
      boolean overdue,
      boolean optional,
      String task,
      boolean done) {}

  /** Somebody to ask. */
  public record Contact(String role, String name, String email, String telephone) {}

  /**
   * The case.
   *
   * @param stage where it stands, in one sentence
   * @param pieces empty for those who may not read drafts
   * @param day when, where and with whom the day is; empty without a group
   * @param news what changed since the reader's last visit, the newest first
   */
  public record View(
      EntryKey entry,
      String stage,
      int sent,
      int of,
      List<Piece> pieces,
      String day,
      List<Contact> contacts,
      List<String> news) {}

  private record News(Instant at, String words) {}

  private static final int MOST_NEWS = 8;
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final TaskService tasks;
  private final EngineAsSystem asSystem;
  private final Assessments assessments;
  private final Sections sections;
  private final Reading reading;
  private final Drafts drafts;
  private final Days days;
  private final ReadingPacks packs;
  private final SectionComments comments;
  private final ChangeLog changes;
  private final Cycles cycles;
  private final Region region;
  private final Telephones telephones;

  CaseProgress(
      TaskService tasks,
      EngineAsSystem asSystem,
      Assessments assessments,
      Sections sections,
      Reading reading,
      Drafts drafts,
      Days days,
      ReadingPacks packs,
      SectionComments comments,
      ChangeLog changes,
      Cycles cycles,
      Region region,
      Telephones telephones) {
    this.tasks = tasks;
    this.asSystem = asSystem;
    this.assessments = assessments;
    this.sections = sections;
    this.reading = reading;
    this.drafts = drafts;
    this.days = days;
    this.packs = packs;
    this.comments = comments;
    this.changes = changes;
    this.cycles = cycles;
    this.region = region;
    this.telephones = telephones;
  }

  /**
   * The case of an entry for somebody of its authority.
   *
   * @param mine the ids of the open tasks that this person may do
   * @param since the reader's last visit; empty tells no news
   */
  public View of(
      Entry entry, String reader, List<String> mine, LocalDate today, Optional<Instant> since) {
    Access access = reading.access(reader, entry.key());
    boolean own = access.compareTo(Access.OPENED) >= 0;
    Map<Section, WrittenSection> written = sections.written(entry.key());
    List<AskedSection> asked = sections.asked(entry.key());
    List<AskedSection> open = sections.openSections(entry.key());
    int sent =
        (int)
            asked.stream()
                .filter(one -> written.containsKey(one.section()) && !open.contains(one))
                .count();
    return new View(
        entry.key(),
        stage(entry.key(), sent, asked.size(), today),
        sent,
        asked.size(),
        own ? pieces(entry, access, asked, written, open, mine, today) : List.of(),
        cycles.groupOf(entry.key()).map(this::day).orElse(""),
        contacts(entry, reader),
        since.map(moment -> news(entry.key(), access, moment)).orElse(List.of()));
  }

  private String stage(EntryKey entry, int sent, int of, LocalDate today) {
    LocalDate due = cycles.assessmentDue(entry);
    String day = EnglishText.day(due);
    return switch (assessments.state(entry)) {
      case NOT_STARTED -> "Writing has not begun. The self-assessment is due on " + day + ".";
      case DRAFT ->
          "%d of %d sections are sent. %s"
              .formatted(
                  sent,
                  of,
                  due.isBefore(today)
                      ? "It was due on " + day + "; the director may still sign."
                      : "The director signs by " + day + ".");
      case SIGNED, SHARED ->
          assessments
              .latestSigned(entry)
              .map(one -> signed(one.signerName(), one.signedAt()))
              .orElse("Signed.");
      case UNSHARED -> "Signed. It is not shared with others at the moment.";
      case NOT_FINISHED -> "The year closed before it was signed. What was written stays yours.";
      case WITHDRAWN -> "The authority has withdrawn from this year.";
    };
  }

  private static String signed(String signer, Instant at) {
    return "%s signed the self-assessment on %s.".formatted(signer, EnglishText.moment(at));
  }

  private List<Piece> pieces(
      Entry entry,
      Access access,
      List<AskedSection> asked,
      Map<Section, WrittenSection> written,
      List<AskedSection> open,
      List<String> mine,
      LocalDate today) {
    List<String> groups =
        entry.authorities().stream()
            .flatMap(
                dfeNumber ->
                    Stream.of(Role.values())
                        .filter(Role::ofAuthority)
                        .map(role -> role.groupId(dfeNumber)))
            .toList();
    List<Task> all =
        asSystem.run(
            () ->
                tasks
                    .createTaskQuery()
                    .processInstanceBusinessKey(entry.key().value())
                    .taskCandidateGroupIn(groups)
                    .includeAssignedTasks()
                    .initializeFormKeys()
                    .orderByDueDate()
                    .asc()
                    .list());
    Map<String, Task> byForm =
        all.stream()
            .filter(task -> task.getCamundaFormRef() != null)
            .collect(
                Collectors.toMap(
                    task -> task.getCamundaFormRef().getKey(), task -> task, (one, other) -> one));
    List<Piece> pieces = new ArrayList<>();
    for (AskedSection section : asked) {
      Task task = byForm.get(section.section().form());
      WrittenSection text = written.get(section.section());
      if (task != null) {
        pieces.add(
            openPiece(
                section.title(),
                task,
                text != null,
                access == Access.OWN ? comments.open(entry.key(), section.section()) : 0,
                mine,
                today));
      } else if (text != null && !open.contains(section)) {
        pieces.add(
            new Piece(
                section.title(),
                "Sent",
                name(text.writtenBy()),
                EnglishText.moment(text.writtenAt()),
                null,
                false,
                false,
                "",
                true));
      }
    }
    List<String> forms = asked.stream().map(one -> one.section().form()).toList();
    all.stream()
        .filter(
            task ->
                task.getCamundaFormRef() == null
                    || !forms.contains(task.getCamundaFormRef().getKey()))
        .map(task -> openPiece(task.getName(), task, false, 0, mine, today))
        .forEach(pieces::add);
    return pieces;
  }

  private Piece openPiece(
      String name, Task task, boolean again, int openComments, List<String> mine, LocalDate today) {
    Optional<Instant> saved = drafts.lastSaved(task.getId());
    String remarks = openComments == 0 ? "" : openComments + " open comments";
    String state =
        saved.isPresent()
            ? "Being written"
            : again ? "Open again" : task.getAssignee() == null ? "Not begun" : "Taken on";
    return new Piece(
        name,
        state,
        task.getAssignee() == null ? "" : name(task.getAssignee()),
        Stream.of(saved.map(at -> "saved " + EnglishText.moment(at)).orElse(""), remarks)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining(", ")),
        Urgency.due(task).orElse(null),
        Urgency.isOverdue(task, today),
        Urgency.isOptional(task),
        mine.contains(task.getId()) ? task.getId() : "",
        false);
  }

  private String day(Group group) {
    Day day = days.of(group.key());
    String others =
        group.members().stream()
            .map(member -> cycles.entry(member).name())
            .collect(Collectors.joining(", "));
    return "%s, from %s. %s. %s."
            .formatted(EnglishText.day(day.date()), day.starts(), day.place(), others)
        + (day.confirmed().isEmpty() ? " Not confirmed yet." : "");
  }

  private List<Contact> contacts(Entry entry, String reader) {
    List<Contact> contacts = new ArrayList<>();
    cycles.people(entry.key(), Role.DCS).forEach(one -> contacts.add(contact("Director", one)));
    cycles
        .people(entry.key(), Role.FACILITATOR)
        .forEach(one -> contacts.add(contact("Facilitator of your day", one)));
    region.holders(Role.OFFICE).stream()
        .limit(1)
        .forEach(one -> contacts.add(contact("Programme office", one)));
    contacts.removeIf(one -> one.name().equals(name(reader)));
    return contacts;
  }

  private Contact contact(String role, Person person) {
    return new Contact(
        role, person.name(), person.email(), telephones.of(person.username()).orElse(""));
  }

  private List<String> news(EntryKey entry, Access access, Instant since) {
    List<News> news = new ArrayList<>();
    if (access.compareTo(Access.OPENED) >= 0) {
      for (AskedSection section : sections.asked(entry)) {
        sections.history(entry, section.section()).stream()
            .filter(one -> one.writtenAt().isAfter(since))
            .forEach(
                one ->
                    news.add(
                        new News(
                            one.writtenAt(),
                            name(one.writtenBy()) + " sent " + section.title() + ".")));
        comments.of(entry, section.section()).stream()
            .filter(one -> access == Access.OWN && one.writtenAt().isAfter(since))
            .forEach(
                one ->
                    news.add(
                        new News(
                            one.writtenAt(),
                            name(one.writtenBy()) + " commented on " + section.title() + ".")));
      }
    }
    assessments.versions(entry).stream()
        .filter(one -> one.signedAt().isAfter(since))
        .forEach(
            one ->
                news.add(
                    new News(
                        one.signedAt(),
                        one.signerName() + " signed version " + one.number() + ".")));
    Stream.concat(
            Stream.of(entry.value()),
            cycles.groupOf(entry).stream().map(group -> group.key().value()))
        .flatMap(key -> changes.told(key).stream())
        .filter(one -> one.changed().isAfter(since))
        .forEach(
            one ->
                news.add(
                    new News(
                        one.changed(),
                        one.what()
                            + ": "
                            + blank(one.after())
                            + " (was "
                            + blank(one.before())
                            + ").")));
    cycles
        .groupOf(entry)
        .flatMap(group -> packs.readable(group.key()))
        .map(issue -> issue.issued().toInstant())
        .filter(at -> at.isAfter(since))
        .ifPresent(at -> news.add(new News(at, "The reading pack was issued.")));
    return news.stream()
        .sorted(Comparator.comparing(News::at).reversed())
        .limit(MOST_NEWS)
        .map(one -> EnglishText.moment(one.at()) + ": " + one.words())
        .toList();
  }

  private static String blank(String value) {
    return value == null || value.isBlank()
        ? "nothing"
        : DATE.matcher(value).matches() ? EnglishText.day(LocalDate.parse(value)) : value;
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }
}
