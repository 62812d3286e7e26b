package org.peerchallenge.assessment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The year 2018-19 as its self-assessments see it: groups 3 and 5 with invented people, and texts
 * that say they are examples.
 */
abstract class AssessmentTest extends EngineTest {

  static final EntryKey BRIGHTON = EntryKey.of("2019/846");
  static final EntryKey HAMPSHIRE = EntryKey.of("2019/850-921");
  static final LocalDate DAY_OF_BRIGHTON = LocalDate.of(2019, 2, 26);

  private static final Map<String, String> NAMES =
      Map.of(
          "846", "Brighton and Hove",
          "825", "Buckinghamshire",
          "869", "West Berkshire",
          "850", "Hampshire",
          "921", "Isle of Wight",
          "871", "Slough",
          "826", "Milton Keynes");

  @Autowired protected Region region;
  @Autowired protected Assessments assessments;
  @Autowired protected Sections sections;
  @Autowired protected Reviews reviews;
  @Autowired protected Timetables timetables;
  @Autowired protected org.peerchallenge.access.ReadingLog readings;
  @Autowired protected Reading reading;
  @Autowired protected TransactionTemplate transaction;

  @BeforeEach
  void arrangeTheYear() {
    beginBy("a year of two groups", this::twoGroups);
  }

  private void twoGroups() {
    // In one transaction the engine's users and groups follow once, not for each role.
    transaction.executeWithoutResult(status -> people());
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility, opened)
            values ('2019', '2018-12-17', '2019-03-22', '2019-08-31', 'ALL_DCS', now())
            """)
        .update();
    group(3, LocalDate.of(2019, 2, 15), "2019/871", "2019/850-921", "2019/826");
    group(5, DAY_OF_BRIGHTON, "2019/869", "2019/825", "2019/846");
  }

  private void people() {
    NAMES.forEach(this::authority);
    // One director for two authorities: there is no dcs-921.
    region.appoint("dcs-850", Role.DCS, "921", LocalDate.of(2018, 1, 1));
    for (Role role : List.of(Role.OFFICE, Role.LEAD, Role.DATA, Role.ANALYST)) {
      appoint(role.id(), role, null);
    }
    appoint("facilitator-3", Role.FACILITATOR, null);
    appoint("facilitator-5", Role.FACILITATOR, null);
    appoint("reviewer-1", Role.REVIEWER, null);
    appoint("reviewer-2", Role.REVIEWER, null);
  }

  private void authority(String dfeNumber, String name) {
    region.addAuthority(
        new Authority(dfeNumber, name, "E0600" + dfeNumber, "unitary", Optional.empty()));
    for (Role role : List.of(Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE)) {
      if (role != Role.DCS || !dfeNumber.equals("921")) {
        appoint(role.groupId(dfeNumber), role, dfeNumber);
      }
    }
  }

  void appoint(String username, Role role, String dfeNumber) {
    region.addPerson(new Person(username, "Example " + username, username + "@example.org"));
    region.appoint(username, role, dfeNumber, LocalDate.of(2018, 1, 1));
  }

  private void group(int number, LocalDate day, String... entries) {
    jdbc.sql(
            """
            insert into peer_group (key, cycle, number, day, facilitator)
            values (:key, '2019', :number, :day, :facilitator)
            """)
        .param("key", "2019/group-" + number)
        .param("number", number)
        .param("day", day)
        .param("facilitator", "facilitator-" + number)
        .update();
    for (int place = 0; place < entries.length; place++) {
      entry(EntryKey.of(entries[place]));
      jdbc.sql(
              "insert into group_member (entry, peer_group, place) values (:entry, :group, :place)")
          .param("entry", entries[place])
          .param("group", "2019/group-" + number)
          .param("place", place)
          .update();
    }
  }

  void entry(EntryKey entry) {
    jdbc.sql("insert into entry (key, cycle) values (:key, '2019')")
        .param("key", entry.value())
        .update();
    int place = 0;
    for (String number : entry.authorities()) {
      jdbc.sql(
              """
              insert into entry_authority (entry, cycle, dfe_number, place)
              values (:entry, '2019', :number, :place)
              """)
          .param("entry", entry.value())
          .param("number", number)
          .param("place", place++)
          .update();
    }
  }

  /** Starts an entry's process and runs it up to its people. */
  ProcessInstance start(EntryKey entry) {
    beginBy(
        "start of " + entry,
        () -> {
          runtimeService.startProcessInstanceByKey("self-assessment", entry.value());
          settle();
        });
    return instanceOf(entry);
  }

  private ProcessInstance instanceOf(EntryKey entry) {
    return runtimeService
        .createProcessInstanceQuery()
        .processDefinitionKey("self-assessment")
        .processInstanceBusinessKey(entry.value())
        .singleResult();
  }

  static String team(EntryKey entry) {
    return "team-" + entry.authorities().get(0);
  }

  static String director(EntryKey entry) {
    return "dcs-" + entry.authorities().get(0);
  }

  static String taskOf(Section section) {
    StringBuilder key = new StringBuilder("userTask_write");
    for (String word : section.id().split("-")) {
      key.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return key.toString();
  }

  void write(EntryKey entry, Section section) {
    write(entry, section, Examples.of(section));
  }

  void write(EntryKey entry, Section section, Map<String, Object> values) {
    send(task(entry.value(), taskOf(section)), team(entry), values);
  }

  void writeAll(EntryKey entry) {
    beginBy(
        "sections of " + entry, () -> Examples.SECTIONS.forEach(section -> write(entry, section)));
  }

  void sendToDirector(EntryKey entry) {
    send(
        task(entry.value(), "userTask_readThrough"),
        team(entry),
        Map.of("readThroughDecision", "send", "noteToDirector", "This note is an example."));
  }

  void sign(EntryKey entry) {
    send(
        task(entry.value(), "userTask_signOffSelfAssessment"),
        director(entry),
        Map.of("signOffDecision", "sign", "capacity", "permanent", "confirmed", true));
  }

  void returnSections(EntryKey entry, String reason, Section... returned) {
    List<String> ids = new ArrayList<>();
    for (Section section : returned) {
      ids.add(section.id());
    }
    send(
        task(entry.value(), "userTask_signOffSelfAssessment"),
        director(entry),
        Map.of("signOffDecision", "return", "sectionsToReturn", ids, "returnReasonGiven", reason));
  }

  /** From the first section to a shared, signed version. */
  ProcessInstance share(EntryKey entry) {
    beginBy(
        "shared version of " + entry,
        () -> {
          start(entry);
          writeAll(entry);
          sendToDirector(entry);
          sign(entry);
        });
    return instanceOf(entry);
  }

  /** What the form of a task shows, as the engine's interface would give it. */
  Map<String, Object> shown(Task task) {
    return new HashMap<>(formService.getTaskFormVariables(task.getId()));
  }

  List<String> mailsTo(String username, String template) {
    return jdbc.sql(
            "select subject from notice where recipient_email = :email and template = :template"
                + " order by id")
        .param("email", username + "@example.org")
        .param("template", template)
        .query(String.class)
        .list();
  }
}
