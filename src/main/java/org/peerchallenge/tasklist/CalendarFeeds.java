package org.peerchallenge.tasklist;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Hash;
import org.peerchallenge.notice.Appointments;
import org.peerchallenge.notice.CalendarEntry;
import org.peerchallenge.notice.CalendarFeed;
import org.peerchallenge.notice.Invited;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Private calendar feed: somebody's own appointments and due tasks at a secret address, for the
 * calendar program on desk or telephone. It names nobody else, and ends with the last role.
 */
@Service
public class CalendarFeeds {

  private static final int MOST = 500;

  private final JdbcClient jdbc;
  private final Region region;
  private final Accounts accounts;
  private final Appointments appointments;
  private final CalendarFeed calendars;
  private final TaskService tasks;
  private final IdentityService identity;
  private final EngineAsSystem asSystem;
  private final Cases cases;
  private final Clock clock;
  private final String baseUrl;
  private final SecureRandom random = new SecureRandom();

  CalendarFeeds(
      JdbcClient jdbc,
      Region region,
      Accounts accounts,
      Appointments appointments,
      CalendarFeed calendars,
      TaskService tasks,
      IdentityService identity,
      EngineAsSystem asSystem,
      Cases cases,
      Clock clock,
      @Value("${peerchallenge.base-url:http://localhost:8080}") String baseUrl) {
    this.jdbc = jdbc;
    this.region = region;
    this.accounts = accounts;
    this.appointments = appointments;
    this.calendars = calendars;
    this.tasks = tasks;
    this.identity = identity;
    this.asSystem = asSystem;
    this.cases = cases;
    this.clock = clock;
    this.baseUrl = baseUrl.replaceAll("/+$", "");
  }

  /** Makes a new address, which ends the one before; it is told this once. */
  @Transactional
  public String make(String username) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    jdbc.sql(
            """
            insert into calendar_feed values (:username, :hash, :now)
            on conflict (username) do update set secret_hash = excluded.secret_hash,
              made_at = excluded.made_at
            """)
        .param("username", username)
        .param("hash", Hash.sha256(code))
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return baseUrl + "/calendars/" + code + "/dates.ics";
  }

  /** Ends the address. */
  @Transactional
  public void revoke(String username) {
    jdbc.sql("delete from calendar_feed where username = :username")
        .param("username", username)
        .update();
  }

  public boolean has(String username) {
    return jdbc.sql("select exists (select from calendar_feed where username = :username)")
        .param("username", username)
        .query(Boolean.class)
        .single();
  }

  /** Whose address this is; empty when it was ended, and for who has no role today or is locked. */
  public Optional<Person> owner(String code) {
    return jdbc.sql("select username from calendar_feed where secret_hash = :hash")
        .param("hash", Hash.sha256(code))
        .query(String.class)
        .optional()
        .filter(username -> !region.rolesOf(username).isEmpty())
        .filter(username -> !accounts.isLocked(username))
        .flatMap(region::findPerson);
  }

  /** The calendar as iCalendar text. */
  public String write(Person person) {
    List<CalendarEntry> entries = new ArrayList<>();
    appointments.ofPerson(person.email()).forEach(one -> entries.add(entry(one)));
    List<Task> due = asSystem.run(() -> due(person.username()));
    Map<String, String> titles = asSystem.run(() -> cases.titles(due));
    due.forEach(task -> entries.add(entry(task, titles.getOrDefault(task.getId(), ""))));
    return calendars.write("Peer challenge", entries);
  }

  private static CalendarEntry entry(Invited one) {
    return new CalendarEntry(
        // Another than the invitation's, which the same calendar program may hold as well.
        "feed-" + one.uid(),
        one.begins().toLocalDate(),
        Optional.of(new CalendarEntry.Times(one.begins(), one.ends())),
        one.about().contains("/group-") ? "Challenge day" : "Peer challenge: " + kind(one.about()),
        one.place(),
        "");
  }

  private static String kind(String about) {
    return about.substring(about.indexOf('/') + 1);
  }

  private CalendarEntry entry(Task task, String title) {
    LocalDate day = task.getDueDate().toInstant().atZone(EnglandTime.ZONE).toLocalDate();
    return new CalendarEntry(
        "task-" + task.getId() + "@peer-challenge",
        day,
        Optional.empty(),
        "Due: " + task.getName() + (title.isEmpty() ? "" : " (" + title + ")"),
        "",
        baseUrl + "/tasks/" + task.getId());
  }

  private List<Task> due(String username) {
    List<String> groups =
        identity.createGroupQuery().groupMember(username).list().stream()
            .map(Group::getId)
            .toList();
    TaskQuery mine = tasks.createTaskQuery().active().or().taskAssignee(username);
    if (!groups.isEmpty()) {
      mine = mine.taskCandidateGroupIn(groups);
    }
    return mine.endOr().orderByDueDate().asc().listPage(0, MOST).stream()
        .filter(task -> task.getDueDate() != null)
        .toList();
  }
}
