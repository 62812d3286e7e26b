package org.peerchallenge.challenge;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Message;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A year with one group, and people who do what their tasks ask of them. */
abstract class ChallengeTest extends EngineTest {

  static final GroupKey GROUP = GroupKey.of("2019/group-2");
  static final LocalDate DAY = LocalDate.of(2019, 2, 4);
  static final EntryKey READING = EntryKey.of("2019/870");
  static final EntryKey KENT = EntryKey.of("2019/886");
  static final EntryKey PORTSMOUTH = EntryKey.of("2019/851");
  static final EntryKey HAMPSHIRE = EntryKey.of("2019/850-921");
  static final EntryKey SURREY = EntryKey.of("2019/936");

  private static final LocalDate LONG_AGO = LocalDate.of(2018, 1, 1);

  @Autowired Region region;
  @Autowired Cycles cycles;
  @Autowired Days days;
  @Autowired Teams teams;
  @Autowired Sessions sessions;
  @Autowired Reports reports;
  @Autowired Register register;
  @Autowired CaseStudies caseStudies;
  @Autowired ReadingPacks packs;
  @Autowired Readers readers;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void arrangeTheYear() {
    // In one transaction the engine's users and groups follow once, not for each role.
    beginBy("people", () -> transaction.executeWithoutResult(status -> people()));
  }

  private void people() {
    person("office", Role.OFFICE, null);
    person("lead", Role.LEAD, null);
    person("facilitator-2", Role.FACILITATOR, null);
    for (EntryKey entry : List.of(READING, KENT, PORTSMOUTH, HAMPSHIRE, SURREY)) {
      for (String number : entry.authorities()) {
        region.addAuthority(
            new Authority(
                number,
                "Authority " + number,
                "E00000" + number,
                "unitary",
                java.util.Optional.empty()));
        String director = number.equals("921") ? "dcs-850" : "dcs-" + number;
        person(director, Role.DCS, number);
        person("team-" + number, Role.TEAM, number);
        person("lead-member-" + number, Role.LEAD_MEMBER, number);
        person("chief-executive-" + number, Role.CHIEF_EXECUTIVE, number);
      }
    }
  }

  private void person(String username, Role role, String number) {
    region.addPerson(new Person(username, "Example " + username, username + "@example.org"));
    region.appoint(username, role, number, LONG_AGO);
  }

  /** Opens a year whose only group has these members, and its day begins. */
  ProcessInstance open(EntryKey... members) {
    beginBy("a day of " + List.of(members), () -> year(members));
    return runtimeService
        .createProcessInstanceQuery()
        .processDefinitionKey("challenge-day")
        .singleResult();
  }

  private void year(EntryKey... members) {
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility, opened)
            values ('2019', '2018-12-17', '2019-03-22', '2019-08-31', 'ALL_DCS', now())
            """)
        .update();
    jdbc.sql(
            """
            insert into peer_group (key, cycle, number, day, venue, facilitator)
            values ('2019/group-2', '2019', 2, '2019-02-04', 'Town Hall', 'facilitator-2')
            """)
        .update();
    int place = 0;
    for (EntryKey member : members) {
      jdbc.sql("insert into entry (key, cycle) values (:key, '2019')")
          .param("key", member.value())
          .update();
      int number = 0;
      for (String authority : member.authorities()) {
        jdbc.sql(
                """
                insert into entry_authority (entry, cycle, dfe_number, place)
                values (:entry, '2019', :number, :place)
                """)
            .param("entry", member.value())
            .param("number", authority)
            .param("place", number++)
            .update();
      }
      jdbc.sql(
              """
              insert into group_member (entry, peer_group, place)
              values (:entry, '2019/group-2', :place)
              """)
          .param("entry", member.value())
          .param("place", place++)
          .update();
    }
    runtimeService.startProcessInstanceByKey("challenge-day", GROUP.value());
    settle();
  }

  void tell(Message message, String businessKey) {
    transaction.executeWithoutResult(status -> messages.tell(message, businessKey, Map.of()));
    settle();
  }

  void withdraw(EntryKey entry) {
    jdbc.sql("update entry set withdrawn_on = '2019-01-10' where key = :key")
        .param("key", entry.value())
        .update();
  }

  /** The task of one member of the group. */
  Task task(String taskKey, EntryKey entry) {
    return tasks(GROUP.value(), taskKey).stream()
        .filter(task -> entry.value().equals(taskService.getVariable(task.getId(), "entry")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No open task " + taskKey + " of " + entry));
  }

  void confirmDay() {
    send(
        task(GROUP.value(), "userTask_confirmDay"),
        "office",
        values(
            "day",
            DAY.toString(),
            "starts",
            "09:30",
            "mode",
            "IN_PERSON",
            "venue",
            "Town Hall",
            "link",
            null,
            "note",
            null));
  }

  void nameTeam(EntryKey entry, String... colleagues) {
    send(
        task("userTask_nameTeam", entry),
        director(entry),
        values("leads", director(entry), "people", Arrays.asList(colleagues), "others", List.of()));
  }

  static String director(EntryKey entry) {
    return "dcs-" + entry.authorities().get(0);
  }

  static String team(EntryKey entry) {
    return "team-" + entry.authorities().get(0);
  }

  void recordSession(EntryKey entry) {
    send(task("userTask_recordSession", entry), "facilitator-2", sessionOf(entry));
  }

  static Map<String, Object> sessionOf(EntryKey entry) {
    return values(
        "concerns", "An example concern of " + entry,
        "answers", List.of(values("question", "What worries you?", "answer", "An example answer")),
        "raised", List.of("budget"),
        "raisedNote", "An example note",
        "strengths",
            List.of(
                values(
                    "title",
                    "Example strength of " + entry,
                    "description",
                    "An example",
                    "affirmedBy",
                    null)),
        "insights",
            List.of(
                values(
                    "insight",
                    "An example insight",
                    "signature",
                    "workforce",
                    "scope",
                    "systemic")),
        "heard", null,
        "commitments",
            List.of(
                values("commitment", "An example", "owner", "The director", "due", "2019-06-01")),
        "asks",
            List.of(
                values(
                    "title",
                    "Example ask",
                    "description",
                    null,
                    "theme",
                    "workforce",
                    "contact",
                    null)),
        "offers",
            List.of(
                values(
                    "title",
                    "Example offer",
                    "description",
                    null,
                    "theme",
                    null,
                    "contact",
                    "The director")));
  }

  /** The day of two entries, with every session and its learning recorded. */
  protected final void recordADay() {
    open(READING, KENT);
    comeToTheDay(READING, KENT);
    recordSession(READING);
    recordSession(KENT);
    recordLearning();
  }

  void recordLearning() {
    send(
        task(GROUP.value(), "userTask_recordLearning"),
        "facilitator-2",
        values("learning", "An example learning point", "nextTime", null));
  }

  /** Comes to the morning of the day with everybody's team known. */
  void comeToTheDay(EntryKey... members) {
    beginBy(
        "morning of " + List.of(members),
        () -> {
          confirmDay();
          for (EntryKey member : members) {
            nameTeam(member, team(member));
          }
          moveTo(DAY);
        });
  }

  static Map<String, Object> values(Object... pairs) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return values;
  }

  record Mail(String template, String recipient, String calendar) {}

  /** Every notice posted, the oldest first. */
  List<Mail> mails() {
    return jdbc.sql("select template, recipient_email, calendar from notice order by id")
        .query((row, n) -> new Mail(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  List<String> told(String template) {
    return mails().stream()
        .filter(mail -> mail.template().equals(template))
        .map(Mail::recipient)
        .toList();
  }
}
