package org.peerchallenge.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.spin.json.SpinJsonNode;
import org.peerchallenge.Beginnings;
import org.peerchallenge.assessment.ReviewQuestion;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.attack.Marker.Kind;
import org.peerchallenge.benchmark.imports.Imports;
import org.peerchallenge.benchmark.imports.Mappings;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.FormFiller;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.engine.TimeMachine;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.Successions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A small region in which every kind of person and every state of a case is there at once, walked
 * by the real processes; every text carries a {@link Marker}.
 *
 * <p>2019: group 1 has a draft (846), a signed one (869), a shared one under review (868), one
 * whose share was withdrawn (872) and one that is being amended (867). Group 2 has finished (870,
 * 886). Group 3 is between its day and its reports (936, and 850 with 921 under one director), and
 * 871 has left it. 936 will be a guest at the day of group 1, as 867 was at that of group 2. 2018
 * is last year, with 846 and 871. After its day 921 ends: 976 comes after it with all that passes
 * on, and 977 with nothing.
 */
@Component
class World {

  static final String PASSWORD = "A-long-test-word-1";

  /** Where the year stands when the attack begins. */
  static final LocalDateTime NOW = LocalDateTime.of(2019, 2, 20, 9, 0);

  static final List<String> AUTHORITIES =
      List.of("846", "869", "868", "872", "867", "870", "886", "936", "850", "921", "871");

  /** What comes after 921, and what comes after it without its papers and work. */
  static final String SUCCESSOR = "976";

  static final String SUCCESSOR_BY_NAME = "977";

  /** Entries that are signed before the year's first day. */
  private static final List<String> SHARED_EARLY = List.of("870", "886", "936", "850-921", "871");

  private static final LocalDate SINCE = LocalDate.of(2017, 4, 3);

  /** When the year's cases begin. */
  private static final LocalDateTime FIRST = LocalDateTime.of(2018, 11, 30, 9, 0);

  private static final LocalDate TODAY = FIRST.toLocalDate();

  /** Code and name of an indicator that the region collects for itself. */
  static final Marker UNPUBLISHED = new Marker("2019", "region", Kind.FIGURES);

  /** Answers that lead where the cases are to stand; the rest takes what is offered first. */
  private static final Map<String, Object> DECISIONS =
      Map.ofEntries(
          Map.entry("signOffDecision", "sign"),
          Map.entry("capacity", "permanent"),
          Map.entry("readThroughDecision", "send"),
          Map.entry("reviewWanted", "no"),
          Map.entry("reviewDecision", "agree"),
          Map.entry("reviewer", "reviewer-1"),
          Map.entry("reviewerAnswer", "accept"),
          Map.entry("factCheck", "agreed"),
          Map.entry("caseStudyDecision", "agree"),
          // Nothing of the kind stands in the self-assessments: an early warning.
          Map.entry("raised", List.of("workforce")),
          Map.entry("others", List.of()));

  private final Region region;
  private final Successions successions;
  private final Reviews reviews;
  private final org.peerchallenge.assessment.Assessments assessments;
  private final org.peerchallenge.assessment.Evidence evidence;
  private final Imports imports;
  private final Mappings mappings;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final RuntimeService runtime;
  private final TaskService tasks;
  private final FormService forms;
  private final IdentityService identity;
  private final ObjectMapper json;
  private final ManagementService management;
  private final Messages messages;
  private final TimeMachine time;

  /** What is otherwise than in the other world. */
  private Set<Difference> otherwise = Set.of();

  World(
      Region region,
      Successions successions,
      Reviews reviews,
      org.peerchallenge.assessment.Assessments assessments,
      org.peerchallenge.assessment.Evidence evidence,
      Imports imports,
      Mappings mappings,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      RuntimeService runtime,
      TaskService tasks,
      FormService forms,
      IdentityService identity,
      ManagementService management,
      Messages messages,
      ObjectMapper json) {
    this.region = region;
    this.successions = successions;
    this.reviews = reviews;
    this.assessments = assessments;
    this.evidence = evidence;
    this.imports = imports;
    this.mappings = mappings;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.runtime = runtime;
    this.tasks = tasks;
    this.forms = forms;
    this.identity = identity;
    this.json = json;
    this.management = management;
    this.messages = messages;
    this.time =
        new TimeMachine(
            management,
            List.of(messages::deliverDue),
            job -> !job.getProcessDefinitionId().contains("reminders"));
  }

  void seed() {
    seed(Set.of());
  }

  /**
   * Makes the region in the database, which holds no case.
   *
   * @param these what is otherwise than in the world that stands beside it; only 868 can sign in
   *     time, or do without a review
   */
  void seed(Set<Difference> these) {
    otherwise = Set.copyOf(these);
    ClockUtil.setCurrentTime(date(FIRST));
    boolean withFigures =
        jdbc.sql("select count(*) from figure_import").query(Integer.class).single() == 0;
    Beginnings beginnings = new Beginnings(jdbc);
    // Worlds that go the same way so far begin by the same rows.
    beginnings.add(
        "until the first day" + textsOf(SHARED_EARLY), () -> untilTheFirstDay(withFigures));
    beginnings.add("from the first day on " + otherwise, this::fromTheFirstDayOn);
    if (withFigures) {
      figures();
    }
  }

  /** Which of these write otherwise. */
  private List<String> textsOf(List<String> entries) {
    return entries.stream()
        .filter(entry -> is(entry.substring(0, 3), Difference.Kind.TEXT))
        .toList();
  }

  private void untilTheFirstDay(boolean withFigures) {
    transaction.executeWithoutResult(status -> people());
    if (withFigures) {
      unpublished();
    }
    lastYear();
    year("2019", "2018-12-17", "2019-06-20");
    group("2019", 1, "2019-05-09", "846", "869", "868", "872", "867");
    group("2019", 2, "2019-02-04", "870", "886");
    group("2019", 3, "2019-02-13", "936", "850-921", "871");
    guest("936", 1);

    for (String entry : SHARED_EARLY) {
      share(entry, entry.equals("870") ? "ALL_DCS_AND_LEADERS" : visibility(entry));
    }
    review("870", Map.of("facilitatorMayRead", true));
    review("886", Map.of("facilitatorMayRead", false));
    settle();
    region.end("former-team-886", Role.TEAM, "886", TODAY.minusDays(1));
    day(2);
    day(3);
    leaveTheYear("871");
    move(LocalDateTime.of(2018, 12, 14, 9, 0));
  }

  private void fromTheFirstDayOn() {
    if (is("868", Difference.Kind.IN_TIME)) {
      share("868", visibility("868"));
    }
    move(LocalDateTime.of(2019, 2, 4, 9, 0));
    hold(2);
    guest("867", 2);
    named("867", 2);
    move(LocalDateTime.of(2019, 2, 13, 9, 0));
    hold(3);
    move(LocalDateTime.of(2019, 2, 14, 9, 0));
    succeed();
    feedback();
    report("870");
    report("886");
    complete("2019/870", "userTask_validateAsksAndOffers");
    complete("2019/886", "userTask_validateAsksAndOffers");
    complete("2019/870", "userTask_draftCaseStudy");
    complete("2019/870", "userTask_agreeCaseStudy");
    complete("2019/886", "userTask_draftCaseStudy");
    // What everybody may read has a marker of its own, put there once it is circulated.
    jdbc.sql(
            """
            update case_study set situation = replace(situation, 'zzCASESTUDYqz', 'zzCIRCULATEDqz'),
              title = replace(title, 'zzCASESTUDYqz', 'zzCIRCULATEDqz'),
              action = replace(action, 'zzCASESTUDYqz', 'zzCIRCULATEDqz'),
              impact = replace(impact, 'zzCASESTUDYqz', 'zzCIRCULATEDqz'),
              lessons = replace(lessons, 'zzCASESTUDYqz', 'zzCIRCULATEDqz'),
              contact = replace(contact, 'zzCASESTUDYqz', 'zzCIRCULATEDqz')
            where state = 'CIRCULATED'
            """)
        .update();
    // The news of it bears its title.
    jdbc.sql(
            """
            update notice set subject = replace(subject, :own, :everybodys),
              body_text = replace(body_text, :own, :everybodys),
              body_html = replace(body_html, :own, :everybodys)
            """)
        .param("own", new Marker("2019", "870", Kind.CASESTUDY).word())
        .param("everybodys", new Marker("2019", "870", Kind.CIRCULATED).word())
        .update();
    write("850-921");
    move(NOW);

    start("self-assessment", "2019/846");
    for (String form : List.of("userTask_writeContext", "userTask_writeWholeStory")) {
      complete("2019/846", form);
    }
    for (String entry : List.of("868", "872", "867", "869")) {
      if (!(entry.equals("868") && is("868", Difference.Kind.IN_TIME))) {
        share(entry, visibility(entry));
      }
    }
    if (!is("868", Difference.Kind.NO_REVIEW)) {
      ask("868");
      complete("2019/868", "userTask_decideReview");
      complete("2019/868", "userTask_acceptReview");
    }
    amend("867");
    plan();
    settle();
    withdrawShare("872");
    take("869");
    remarks();
    undelivered();
    passwords();
  }

  /** Everybody's reminders of a day. */
  void remind() {
    runtime
        .createProcessInstanceByKey("reminders")
        .startBeforeActivity("serviceTask_followRoles")
        .execute();
    // Not the timer that begins a day's by itself.
    check(
        new TimeMachine(
                management,
                List.of(messages::deliverDue),
                job -> job.getProcessInstanceId() != null)
            .settle());
  }

  /** What each director signed as who may read it. */
  static String visibility(String entry) {
    return switch (entry) {
      case "870" -> "ALL_DCS_AND_LEADERS";
      case "936", "867", "872", "871" -> "ALL_DCS";
      default -> "GROUP";
    };
  }

  private void people() {
    for (Role role : List.of(Role.OFFICE, Role.LEAD, Role.DATA, Role.ANALYST)) {
      appoint(role.id(), role, null);
    }
    for (int number = 1; number <= 3; number++) {
      appoint("facilitator-" + number, Role.FACILITATOR, null);
    }
    appoint("reviewer-1", Role.REVIEWER, null);
    appoint("reviewer-2", Role.REVIEWER, null);
    for (String number : AUTHORITIES) {
      region.addAuthority(
          new Authority(
              number, "Authority " + number, "E00000" + number, "unitary", Optional.empty()));
      if (!number.equals("921")) {
        appoint("dcs-" + number, Role.DCS, number);
      }
      // Their authority ends within the year, and their roles with it.
      String ends = number.equals("921") ? "former-" : "";
      appoint(ends + "team-" + number, Role.TEAM, number);
      appoint(ends + "lead-member-" + number, Role.LEAD_MEMBER, number);
      appoint(ends + "chief-executive-" + number, Role.CHIEF_EXECUTIVE, number);
    }
    region.appoint("dcs-850", Role.DCS, "921", SINCE);
    appoint("colleague-846", Role.TEAM, "846");
    // Wrote her authority's sections and left before they were shared.
    appoint("former-team-886", Role.TEAM, "886");
    deputy("deputy-870", "870", LocalDate.of(2019, 12, 31));
    deputy("former-deputy-846", "846", LocalDate.of(2019, 1, 31));
    region.delegate(
        "lead-member-936",
        Role.LEAD_MEMBER,
        "936",
        "team-936",
        LocalDate.of(2019, 4, 1),
        LocalDate.of(2019, 4, 5),
        "An example");
    appoint("trust-chief-executive-871", Role.TRUST_CHIEF_EXECUTIVE, "871");
    appoint("trust-chief-executive-868", Role.TRUST_CHIEF_EXECUTIVE, "868");
    // Directors of last year, whose accounts are there still.
    for (String number : List.of("846", "868", "870")) {
      appoint("former-dcs-" + number, Role.DCS, number);
      region.end("former-dcs-" + number, Role.DCS, number, LocalDate.of(2018, 8, 31));
    }
    appoint("former-facilitator-2", Role.FACILITATOR, null);
    region.end("former-facilitator-2", Role.FACILITATOR, null, LocalDate.of(2018, 8, 31));
    region.addPerson(new Person("no-role", "Person no-role", "no-role@example.org"));
  }

  /** 921 ends, and two come after it. */
  private void succeed() {
    LocalDate last = LocalDate.of(2019, 2, 13);
    List<String> after = List.of(SUCCESSOR, SUCCESSOR_BY_NAME);
    transaction.executeWithoutResult(
        status -> {
          successions.end(
              "921",
              last,
              after.stream()
                  .map(
                      number ->
                          new Successions.Successor(
                              number, "Authority " + number, "E00000" + number))
                  .toList(),
              "An example");
          jdbc.sql("update authority_succession set passes_on = false where successor = :number")
              .param("number", SUCCESSOR_BY_NAME)
              .update();
          for (String number : after) {
            for (Role role : List.of(Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE)) {
              String username = role.id() + "-" + number;
              region.addPerson(
                  new Person(username, "Person " + username, username + "@example.org"));
              region.appoint(username, role, number, last.plusDays(1));
            }
          }
        });
    settle();
  }

  private void deputy(String username, String number, LocalDate last) {
    region.addPerson(new Person(username, "Person " + username, username + "@example.org"));
    region.delegate("dcs-" + number, Role.DCS, number, username, SINCE, last, "An example");
  }

  private void appoint(String username, Role role, String number) {
    region.addPerson(new Person(username, "Person " + username, username + "@example.org"));
    region.appoint(username, role, number, SINCE);
  }

  /** What the engine could keep beside a task, were it asked to. */
  private void remarks() {
    Task task = tasks("2019/846", "userTask_writeStrengths").get(0);
    String text = text(marker("2019", "846", Kind.TEXT));
    identity.setAuthentication("team-846", List.of(Groups.CAMUNDA_ADMIN));
    tasks.createComment(task.getId(), task.getProcessInstanceId(), text);
    tasks.createAttachment(
        "text/plain",
        task.getId(),
        task.getProcessInstanceId(),
        "An example",
        "An example",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    identity.clearAuthentication();
    // And what somebody typed and did not send, with an earlier version of it.
    tasks.setAssignee(task.getId(), "team-846");
    typed(task, text);
    tasks("2019/868", "userTask_reviewAssessment")
        .forEach(review -> typed(review, text(marker("2019", "868", Kind.REVIEW))));
    // By hand, by somebody who could: it gives no right to read what a team writes.
    Task given = tasks("2019/846", "userTask_writeSinceLastYear").get(0);
    typed(given, text);
    tasks.setAssignee(given.getId(), "dcs-869");
  }

  /** Two mails that could not be sent. */
  private void undelivered() {
    jdbc.sql(
            """
            update notice set state = 'failed', last_error = 'An example'
            where id in (select id from notice order by id limit 2)
            """)
        .update();
  }

  /** A figure that the region collects itself, published before anybody signs. */
  private void unpublished() {
    String code = UNPUBLISHED.word();
    mappings.define(
        new Mappings.Definition(code, "Example", code, "high", "%", "Annual", "", true), "data");
    String file =
        """
        indicator_code,dfe_la_number,area_name,region,period,raw_value
        %s,846,Brighton and Hove,South East,2018,81.5
        %s,870,Reading,South East,2018,70.5
        """;
    long id = bring(org.peerchallenge.benchmark.imports.Kind.LAIT, file.formatted(code, code));
    imports.check(id);
    imports.publish(id, false, false, "data");
  }

  /** Files of figures: one that was checked for good, one that is not wanted, one to be mapped. */
  private void figures() {
    for (int number = 1; number <= 2; number++) {
      String file =
          """
          indicator_code,dfe_la_number,area_name,region,period,raw_value
          CIN,846,Brighton and Hove,South East,2018,30%d.5
          """;
      imports.check(bring(org.peerchallenge.benchmark.imports.Kind.LAIT, file.formatted(number)));
    }
    bring(
        org.peerchallenge.benchmark.imports.Kind.EES,
        """
        time_period,time_identifier,geographic_level,country_code,country_name,region_code,\
        region_name,old_la_code,new_la_code,la_name,referral_count
        2018,Reporting year,Local authority,E92000001,England,E12000008,South East,846,E06000043,\
        Brighton and Hove,2000
        """);
  }

  private long bring(org.peerchallenge.benchmark.imports.Kind kind, String file) {
    return imports.bring(
        kind,
        "example.csv",
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        Optional.empty(),
        "data");
  }

  private void typed(Task task, String text) {
    String key =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult()
            .getBusinessKey();
    String content = write(Map.of("typed", text));
    jdbc.sql(
            """
            insert into draft values (:task, :key, :form, '', 1, 'a-page', 1, :content, 'team-846',
              now())
            """)
        .param("task", task.getId())
        .param("key", key)
        .param("form", task.getCamundaFormRef().getKey())
        .param("content", content)
        .update();
    jdbc.sql(
            """
            insert into draft_history (business_key, form, loop, content, saved_by, saved_at, sent)
            values (:key, :form, '', :content, 'team-846', now(), false)
            """)
        .param("key", key)
        .param("form", task.getCamundaFormRef().getKey())
        .param("content", content)
        .update();
  }

  private void passwords() {
    for (User user : identity.createUserQuery().list()) {
      if (!user.getId().equals("admin")) {
        user.setPassword(PASSWORD);
        identity.saveUser(user);
      }
    }
  }

  private void year(String year, String due, String summit) {
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility, opened)
            values (:year, cast(:due as date), cast(:summit as date),
              cast(:summit as date) + 60, 'ALL_DCS', now())
            """)
        .param("year", year)
        .param("due", due)
        .param("summit", summit)
        .update();
  }

  private void group(String year, int number, String day, String... entries) {
    String group = year + "/group-" + number;
    jdbc.sql(
            """
            insert into peer_group (key, cycle, number, day, venue, facilitator, opened)
            values (:group, :year, :number, cast(:day as date), :venue, :facilitator, now())
            """)
        .param("group", group)
        .param("year", year)
        .param("number", number)
        .param("day", day)
        .param("venue", new Marker(year, "g" + number, Kind.DAY).word())
        .param("facilitator", "facilitator-" + number)
        .update();
    int place = 0;
    for (String local : entries) {
      String entry = year + "/" + local;
      jdbc.sql("insert into entry (key, cycle, opened) values (:entry, :year, now())")
          .param("entry", entry)
          .param("year", year)
          .update();
      int second = 0;
      for (String authority : local.split("-")) {
        jdbc.sql("insert into entry_authority values (:entry, :year, :authority, :place)")
            .param("entry", entry)
            .param("year", year)
            .param("authority", authority)
            .param("place", second++)
            .update();
      }
      jdbc.sql("insert into group_member values (:entry, :group, :place)")
          .param("entry", entry)
          .param("group", group)
          .param("place", place++)
          .update();
    }
  }

  /** An entry of another group that comes to a group's day; by the tables, nobody is asked. */
  private void guest(String local, int number) {
    jdbc.sql("insert into day_guest (peer_group, entry) values (:group, :entry)")
        .param("group", "2019/group-" + number)
        .param("entry", "2019/" + local)
        .update();
  }

  /** Its team was there. */
  private void named(String local, int number) {
    String username = "team-" + local;
    jdbc.sql(
            """
            insert into attendance (peer_group, entry, how, decided)
            values (:group, :entry, 'NAMED', now())
            """)
        .param("group", "2019/group-" + number)
        .param("entry", "2019/" + local)
        .update();
    jdbc.sql(
            """
            insert into attendee (peer_group, entry, username, name, email)
            values (:group, :entry, :username, :name, :email)
            """)
        .param("group", "2019/group-" + number)
        .param("entry", "2019/" + local)
        .param("username", username)
        .param("name", "Person " + username)
        .param("email", username + "@example.org")
        .update();
  }

  /** A finished year, of which only tables are left. */
  private void lastYear() {
    year("2018", "2017-12-15", "2018-03-22");
    group("2018", 1, "2018-02-06", "846", "871");
    for (String local : List.of("846", "871")) {
      String entry = "2018/" + local;
      Map<String, Map<String, Object>> content = new TreeMap<>();
      for (String section : List.of("context", "sharing-and-declaration")) {
        content.put(section, new TreeMap<>());
      }
      content.get("context").put("localStory", marker("2018", local, Kind.TEXT).text());
      content.get("sharing-and-declaration").put("mayRead", "GROUP");
      jdbc.sql(
              """
              insert into assessment (entry, opened_at, round, shared_version, shared_at)
              values (:entry, now(), 1, 1, now())
              """)
          .param("entry", entry)
          .update();
      jdbc.sql(
              """
              insert into assessment_version values (:entry, 1, :content, encode(sha256(convert_to(:content, 'UTF8')), 'hex'), 'dcs-846',
                'A director', 'PERMANENT', now(), null)
              """)
          .param("entry", entry)
          .param("content", write(content))
          .update();
      for (String section : content.keySet()) {
        jdbc.sql(
                """
                insert into signed_section (entry, number, section, place, title)
                values (:entry, 1, :section, :place, :section)
                """)
            .param("entry", entry)
            .param("section", section)
            .param("place", section.length())
            .update();
      }
      jdbc.sql(
              """
              update assessment set shared_version = 1, shared_at = now() where entry = :entry
              """)
          .param("entry", entry)
          .update();
      jdbc.sql(
              """
              insert into report (entry, version, state, content, written_by, written, outcome,
                settled)
              values (:entry, 1, 'SETTLED', cast(:content as jsonb), 'facilitator-1', now(),
                'AGREED', now())
              """)
          .param("entry", entry)
          .param("content", write(reportOf("2018", local)))
          .update();
    }
    jdbc.sql("insert into plan (cycle, state, published_at) values ('2018', 'PUBLISHED', now())")
        .update();
    jdbc.sql("insert into plan_theme values ('2018', 1, 'A theme', :text, '{}')")
        .param("text", marker("2018", "plan", Kind.PLAN).text())
        .update();
  }

  private void share(String local, String mayRead) {
    start("self-assessment", "2019/" + local);
    Map<String, Object> more = new HashMap<>(DECISIONS);
    more.put("mayRead", mayRead);
    if (is(local.substring(0, 3), Difference.Kind.TEXT)) {
      for (SignatureOfRisk signature : SignatureOfRisk.values()) {
        more.put(signature.id() + "Rating", "seriousConcern");
      }
    }
    for (int round = 0; round < 3; round++) {
      for (Task task : open("2019/" + local)) {
        if (!(local.equals("869") && task.getTaskDefinitionKey().contains("signOff"))) {
          complete(task, more);
        }
      }
    }
  }

  /** Signs, and does not run what shares. */
  private void take(String local) {
    submit(task("2019/" + local, "userTask_signOffSelfAssessment"), DECISIONS);
  }

  private void ask(String local) {
    transaction.executeWithoutResult(
        status ->
            reviews.ask(
                EntryKey.of("2019/" + local),
                "dcs-" + local,
                Optional.empty(),
                text(marker("2019", local, Kind.REVIEWNOTE)),
                List.of(ReviewQuestion.values())));
    settle();
  }

  private void review(String local, Map<String, Object> reply) {
    ask(local);
    for (String key :
        List.of("userTask_decideReview", "userTask_acceptReview", "userTask_reviewAssessment")) {
      complete("2019/" + local, key);
    }
    Map<String, Object> decisions = new HashMap<>(DECISIONS);
    decisions.putAll(reply);
    complete(task("2019/" + local, "userTask_replyToReview"), decisions);
  }

  private void amend(String local) {
    transaction.executeWithoutResult(
        status ->
            assessments.askForAmendment(
                EntryKey.of("2019/" + local),
                List.of(new Section("whole-story"), Section.CONTEXT),
                text(marker("2019", local, Kind.AMENDMENT)),
                "dcs-" + local));
    settle();
    submit(
        task("2019/" + local, "userTask_writeWholeStory"),
        text(marker("2019", local, Kind.AMENDMENT)),
        DECISIONS);
    settle();
  }

  private void withdrawShare(String local) {
    jdbc.sql(
            """
            insert into sharing_choice (entry, may_read, reason, chosen_by, chosen_at)
            values (:entry, 'NOBODY', :reason, :who, now())
            """)
        .param("entry", "2019/" + local)
        .param("reason", text(marker("2019", local, Kind.OWN)))
        .param("who", "dcs-" + local)
        .update();
  }

  private void leaveTheYear(String local) {
    jdbc.sql("update assessment set withdrawn_at = now() where entry = :entry")
        .param("entry", "2019/" + local)
        .update();
    jdbc.sql(
            "update entry set withdrawn_on = '2019-01-10', withdrawn_because = 'left' where key ="
                + " :entry")
        .param("entry", "2019/" + local)
        .update();
  }

  private void day(int number) {
    String group = "2019/group-" + number;
    start("challenge-day", group);
    Map<String, Object> decisions = new HashMap<>(DECISIONS);
    decisions.put("mode", "IN_PERSON");
    decisions.put("venue", new Marker("2019", "g" + number, Kind.DAY).word());
    complete(task(group, "userTask_confirmDay"), decisions);
    for (Task task : tasks(group, "userTask_nameTeam")) {
      String first = text(tasks.getVariable(task.getId(), "entry")).substring(5, 8);
      Map<String, Object> team = new HashMap<>(DECISIONS);
      team.put("leads", "dcs-" + first);
      team.put("people", List.of("team-" + first));
      complete(task, team);
    }
  }

  private void hold(int number) {
    String group = "2019/group-" + number;
    for (Task task : tasks(group, "userTask_recordSession")) {
      complete(task, DECISIONS);
    }
    for (Task task : tasks(group, "userTask_recordLearning")) {
      complete(task, DECISIONS);
    }
  }

  private void feedback() {
    List<Task> asked = tasks("2019/group-2", "userTask_giveFeedback");
    complete(asked.get(0), DECISIONS);
  }

  private void write(String local) {
    Map<String, Object> decisions = new HashMap<>(DECISIONS);
    decisions.putAll(reportOf("2019", local));
    complete(task("2019/" + local, "userTask_writeReport"), decisions);
  }

  private void report(String local) {
    write(local);
    complete("2019/" + local, "userTask_checkFacts");
  }

  private Map<String, Object> reportOf(String year, String local) {
    String summary = text(marker(year, local, Kind.SUMMARY));
    String risk = text(marker(year, local, Kind.REPORT));
    String register = text(marker(year, local, Kind.REGISTER));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("strengths", List.of(row("title", "A strength", "description", summary)));
    values.put(
        "insights", List.of(row("insight", risk, "signature", "workforce", "scope", "systemic")));
    values.put(
        "commitments", List.of(row("commitment", summary, "owner", "Us", "due", "2019-09-02")));
    Map<String, Object> wish =
        row("title", "A wish", "description", register, "theme", "workforce", "contact", null);
    values.put("asks", List.of(wish));
    values.put("offers", List.of(wish));
    values.put(
        "practices", List.of(row("title", "A practice", "description", risk, "writeUp", true)));
    values.put("systemicIssues", risk);
    values.put("allSignatures", "partly");
    values.put("allSignaturesWhy", risk);
    return values;
  }

  private void plan() {
    start("improvement-plan", "2019");
    for (Task task : open("2019")) {
      complete(task, DECISIONS);
    }
    for (Task task : tasks("2019", "userTask_draftPlan")) {
      complete(task, DECISIONS);
    }
  }

  private void start(String process, String businessKey) {
    runtime.startProcessInstanceByKey(process, businessKey);
    settle();
    if (process.equals("self-assessment")) {
      Marker file = marker("2019", businessKey.substring(5), Kind.EVIDENCE);
      evidence.add(
          EntryKey.of(businessKey),
          Optional.empty(),
          file.word() + ".txt",
          text(file).getBytes(StandardCharsets.UTF_8),
          "team-" + file.owner());
    }
  }

  private List<Task> open(String businessKey) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(businessKey)
        .initializeFormKeys()
        .list();
  }

  private List<Task> tasks(String businessKey, String key) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(businessKey)
        .taskDefinitionKey(key)
        .initializeFormKeys()
        .list();
  }

  private Task task(String businessKey, String key) {
    List<Task> found = tasks(businessKey, key);
    if (found.size() != 1) {
      throw new AssertionError(
          "%d tasks %s of %s; open are %s"
              .formatted(
                  found.size(),
                  key,
                  businessKey,
                  open(businessKey).stream().map(Task::getTaskDefinitionKey).toList()));
    }
    return found.get(0);
  }

  private void complete(String businessKey, String key) {
    complete(task(businessKey, key), DECISIONS);
  }

  private void complete(Task task, Map<String, Object> decisions) {
    submit(task, decisions);
    settle();
  }

  private void submit(Task task, Map<String, Object> decisions) {
    submit(task, text(markerOf(task)), decisions);
  }

  private void submit(Task task, String text, Map<String, Object> decisions) {
    identity.setAuthentication(person(task), List.of(Groups.CAMUNDA_ADMIN));
    try (InputStream form = forms.getDeployedTaskForm(task.getId())) {
      Map<String, Object> shown = new HashMap<>();
      forms
          .getTaskFormVariables(task.getId())
          .forEach((key, value) -> shown.put(key, plain(value)));
      String inAMonth =
          LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), EnglandTime.ZONE)
              .plusDays(40)
              .toString();
      forms.submitTaskForm(
          task.getId(),
          new FormFiller(json, text, inAMonth).fill(form.readAllBytes(), shown, decisions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw new AssertionError(
          "Seeding stopped at " + task.getTaskDefinitionKey() + ": " + e.getMessage(), e);
    } finally {
      identity.clearAuthentication();
    }
  }

  private Object plain(Object value) {
    try {
      return value instanceof SpinJsonNode node
          ? json.readValue(node.toString(), Object.class)
          : value;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whose task it is, or the first of those who may take it. */
  private String person(Task task) {
    if (task.getAssignee() != null) {
      return task.getAssignee();
    }
    return tasks.getIdentityLinksForTask(task.getId()).stream()
        .map(IdentityLink::getGroupId)
        .filter(group -> group != null)
        .flatMap(group -> identity.createUserQuery().memberOfGroup(group).list().stream())
        .map(User::getId)
        .sorted()
        .findFirst()
        .orElseThrow(() -> new AssertionError("Nobody can do " + task.getTaskDefinitionKey()));
  }

  /** What a text of this task is. */
  private Marker markerOf(Task task) {
    String key =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(task.getProcessInstanceId())
            .singleResult()
            .getBusinessKey();
    Object entry = tasks.getVariable(task.getId(), "entry");
    String about = entry == null ? key : text(entry);
    String owner =
        about.contains("group-")
            ? "g" + about.substring(about.length() - 1)
            : about.contains("/") ? about.substring(5, 8) : "plan";
    String form = task.getTaskDefinitionKey();
    Kind kind =
        switch (form) {
          case "userTask_readThrough" -> Kind.OWN;
          case "userTask_decideReview", "userTask_acceptReview" -> Kind.REVIEWNOTE;
          case "userTask_reviewAssessment", "userTask_replyToReview" -> Kind.REVIEW;
          case "userTask_recordSession" -> Kind.NOTES;
          case "userTask_recordLearning" -> Kind.LEARNING;
          case "userTask_confirmDay" -> Kind.DAY;
          case "userTask_giveFeedback" -> Kind.FEEDBACK;
          case "userTask_writeReport", "userTask_checkFacts" -> Kind.REPORT;
          case "userTask_draftCaseStudy", "userTask_agreeCaseStudy" -> Kind.CASESTUDY;
          case "userTask_arrangeThemes", "userTask_draftPlan" -> Kind.PLAN;
          default -> Kind.TEXT;
        };
    if (kind == Kind.FEEDBACK || kind == Kind.DAY || kind == Kind.LEARNING) {
      owner = "g" + key.substring(key.length() - 1);
    }
    return new Marker(key.substring(0, 4), owner, kind);
  }

  private static Marker marker(String year, String local, Kind kind) {
    return new Marker(year, local.contains("-") ? local.substring(0, 3) : local, kind);
  }

  void settle() {
    check(time.settle());
  }

  private void move(LocalDateTime then) {
    check(time.moveTo(then.atZone(EnglandTime.ZONE).toInstant()));
  }

  private static void check(List<TimeMachine.Failure> failures) {
    if (!failures.isEmpty()) {
      throw new AssertionError("Seeding stopped: " + failures, failures.get(0).cause());
    }
  }

  private static Date date(LocalDateTime local) {
    Instant instant = local.atZone(EnglandTime.ZONE).toInstant();
    return Date.from(instant);
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> row(Object... pairs) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      row.put((String) pairs[i], pairs[i + 1]);
    }
    return row;
  }

  /** What stands in the fields of an entry. */
  private String text(Marker marker) {
    // What everybody reads is no secret of its author's.
    return is(marker.owner(), Difference.Kind.TEXT) && !Expected.isEverybodys(marker)
        ? marker.word() + " is told in other words and more of them; they judge no authority either"
        : marker.text();
  }

  private boolean is(String local, Difference.Kind kind) {
    return otherwise.contains(new Difference(local, kind));
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }

  /** Whose accounts stand for each kind of person, in verify. */
  static final Set<String> KINDS =
      Set.of(
          "dcs-846",
          "team-846",
          "colleague-846",
          "lead-member-846",
          "chief-executive-846",
          "dcs-869",
          "team-869",
          "dcs-868",
          "team-868",
          "lead-member-868",
          "trust-chief-executive-868",
          "dcs-872",
          "dcs-867",
          "dcs-870",
          "team-870",
          "lead-member-870",
          "dcs-886",
          "dcs-936",
          "dcs-850",
          "former-team-921",
          "dcs-976",
          "team-976",
          "lead-member-976",
          "dcs-977",
          "team-977",
          "dcs-871",
          "trust-chief-executive-871",
          "facilitator-1",
          "facilitator-2",
          "facilitator-3",
          "reviewer-1",
          "reviewer-2",
          "office",
          "lead",
          "data",
          "analyst",
          "admin",
          "deputy-870",
          "former-dcs-846",
          "former-deputy-846",
          "former-team-886",
          "former-facilitator-2",
          "no-role");
}
