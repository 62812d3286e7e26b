package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerchallenge.ShortForm.FULL;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.assessment.LastYear;
import org.peerchallenge.benchmark.imports.CheckResult;
import org.peerchallenge.benchmark.imports.Imports;
import org.peerchallenge.benchmark.imports.Kind;
import org.peerchallenge.cycle.Arrangements.WantedGroup;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RolesFollowNow;
import org.peerchallenge.tasklist.Draft;
import org.peerchallenge.tasklist.DraftRefused;
import org.peerchallenge.tasklist.Drafts;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The year 2026-27 across 1 April 2027, on which Surrey becomes two and, for the sake of the test,
 * West Berkshire and Reading become one. In the ordinary build five authorities take part, with
 * {@code -Pfull} all nineteen. Names of authorities and their numbers are real, those of successors
 * invented.
 */
class SuccessionTest extends TurnTest {

  private static final LocalDate LAST = LocalDate.of(2027, 3, 31);

  private static final String SURREY = "936";
  private static final String WEST_BERKSHIRE = "869";
  private static final String READING = "870";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(SURREY, "Surrey"),
          Map.entry("846", "Brighton and Hove"),
          Map.entry("850", "Hampshire"),
          Map.entry("921", "Isle of Wight"),
          Map.entry(WEST_BERKSHIRE, "West Berkshire"),
          Map.entry(READING, "Reading"),
          Map.entry("867", "Bracknell Forest"),
          Map.entry("825", "Buckinghamshire"),
          Map.entry("845", "East Sussex"),
          Map.entry("886", "Kent"),
          Map.entry("887", "Medway"),
          Map.entry("826", "Milton Keynes"),
          Map.entry("931", "Oxfordshire"),
          Map.entry("851", "Portsmouth"),
          Map.entry("871", "Slough"),
          Map.entry("852", "Southampton"),
          Map.entry("938", "West Sussex"),
          Map.entry("868", "Windsor and Maidenhead"),
          Map.entry("872", "Wokingham"));

  /** Days and entries of the groups; those that end have met, and have yet to meet. */
  private static final Map<String, List<String>> GROUPS =
      FULL
          ? Map.of(
              "2027-03-02", List.of(SURREY, "846", "850-921", "845"),
              "2027-04-20", List.of(WEST_BERKSHIRE, READING, "886"),
              "2027-02-09", List.of("867", "825", "887", "826"),
              "2027-03-16", List.of("931", "851", "871", "852"),
              "2027-04-27", List.of("938", "868", "872"))
          : Map.of(
              "2027-03-02", List.of(SURREY, "850-921"),
              "2027-04-20", List.of(WEST_BERKSHIRE, READING));

  private static final List<Role> ROLES =
      List.of(Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE);

  /** What must say the same after the night as before, whoever it is of. */
  private static final List<String> KEPT =
      List.of(
          "entry",
          "assessment_version",
          "signed_section",
          "section",
          "section_history",
          "register_item",
          "report",
          "case_study",
          "plan_followed",
          "plan_finding",
          "session",
          "draft",
          "evidence");

  @Autowired private LastYear lastYear;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private Imports imports;
  @Autowired private Drafts drafts;

  @Override
  protected String year() {
    return "2027";
  }

  @Override
  protected LocalDate inSpring() {
    return LocalDate.of(2027, 7, 15);
  }

  @Override
  protected LocalDate closes() {
    return LocalDate.of(2027, 8, 31);
  }

  @Override
  protected boolean takesPart(Job job) {
    // The engine's own tidying of its history is due by then, and belongs to no process.
    return job.getProcessDefinitionId() != null && super.takesPart(job);
  }

  @Override
  protected void arrange() {
    setClock(LocalDateTime.of(2026, 11, 30, 9, 0));
    CycleKey year = CycleKey.of(year());
    transaction.executeWithoutResult(
        status -> {
          testYear.appoint("office", Role.OFFICE, null);
          testYear.appoint("lead", Role.LEAD, null);
          tables.insert(
              year,
              LocalDate.of(2026, 12, 15),
              LocalDate.of(2027, 5, 19),
              closes(),
              Visibility.ALL_DCS,
              false);
          int number = 0;
          for (String day : new TreeMap<>(GROUPS).keySet()) {
            testYear.appoint("facilitator-" + ++number, Role.FACILITATOR, null);
            group(year, number, day, GROUPS.get(day));
          }
        });
  }

  private void group(CycleKey year, int number, String day, List<String> entries) {
    tables.insertGroup(
        year,
        new WantedGroup(
            number,
            LocalDate.parse(day),
            "",
            Mode.IN_PERSON,
            Optional.of("facilitator-" + number)));
    for (String local : entries) {
      for (String authority : local.split("-")) {
        region.addAuthority(
            new Authority(
                authority,
                NAMES.get(authority),
                "E00000" + authority,
                "unitary",
                Optional.empty()));
        ROLES.forEach(role -> testYear.appoint(role.groupId(authority), role, authority));
      }
      EntryKey key = EntryKey.of(year + "/" + local);
      tables.insertEntry(key, null);
      tables.place(key, Optional.of(number));
    }
  }

  @AfterEach
  void forgetTheNewAreas() {
    jdbc.sql("delete from figure_area where dfe_number in ('971', '972', '973', '974')").update();
  }

  @Test
  void oneBecomesTwoAndTwoBecomeOneAndNothingIsLost() throws Exception {
    LocalDate day = today();
    while (day.isBefore(LocalDate.of(2027, 3, 20))) {
      doAll(task -> !isLeft(task));
      day = day.plusDays(STEP);
      moveTo(day);
    }
    long id =
        propose(
            "office",
            year(),
            "end-authority",
            "authority",
            SURREY,
            "last",
            LAST.toString(),
            "first",
            "971, Newshire East, E06000971",
            "second",
            "972, Newshire West, E06000972");
    assertThat(page("office", "/changes/" + id))
        .contains("Nobody is director of Newshire East yet", "Figures stay those of");
    assertThat(region.findAuthority("971")).isEmpty();
    confirm("office", id);
    assertThat(region.authority(SURREY).ends()).contains(LAST);
    change("office", year(), "end-authority", merged(WEST_BERKSHIRE, "973, Newtown, E06000973"));
    change("office", year(), "end-authority", merged(READING, "973"));
    assertThat(refused("office", year(), "end-authority", merged(SURREY, "972")))
        .contains("has an end already");
    assertThat(refused("office", year(), "end-authority", merged("971", SURREY)))
        .contains("would end before it begins");
    assertThat(
            refused(
                "office",
                year(),
                "end-authority",
                "authority",
                "971",
                "last",
                "2028-03-31",
                "first",
                SURREY))
        .contains("cannot come after itself");
    transaction.executeWithoutResult(status -> List.of("971", "972", "973").forEach(this::appoint));
    Task begun =
        taskService.createTaskQuery().active().initializeFormKeys().list().stream()
            .filter(this::isLeft)
            .min(Comparator.comparing(Task::getId))
            .orElseThrow();
    drafts.save(
        "team-" + READING,
        begun.getId(),
        new Draft.Change(0, "a-page", 1, new FormValues(Map.of("typed", TEXT)), false));
    Map<String, Map<String, Boolean>> readBefore = readers();
    Map<String, List<String>> before = kept();
    assertThat(before.get("draft")).hasSize(1);
    assertThat(before.get("register_item")).as("asks and offers").isNotEmpty();
    assertThat(
            jdbc.sql(
                    "select count(*) from report where entry = '2027/936' and content ->> 'commitments' <> '[]'")
                .query(Long.class)
                .single())
        .as("Surrey has commitments")
        .isPositive();
    List<String> figures = figures();
    long open = taskService.createTaskQuery().active().count();

    moveTo(LAST.plusDays(2));
    midnight();

    assertThat(kept()).isEqualTo(before);
    assertThat(figures()).isEqualTo(figures);
    assertThat(taskService.createTaskQuery().active().count()).isGreaterThanOrEqualTo(open);
    assertThat(members("dcs-" + SURREY)).containsExactly("dcs-971", "dcs-972");
    assertThat(members("team-" + SURREY)).containsExactly("team-971", "team-972");
    for (String merged : List.of(WEST_BERKSHIRE, READING)) {
      assertThat(members("dcs-" + merged)).containsExactly("dcs-973");
    }
    whoReadsIsDecidedByTheRule(readBefore);
    assertThat(drafts.read("team-973", begun.getId()).content().fields())
        .containsEntry("typed", TEXT);
    assertThatThrownBy(() -> drafts.read("team-" + READING, begun.getId()))
        .isInstanceOf(DraftRefused.class);
    assertThat(region.rolesOf("dcs-971")).noneMatch(held -> READING.equals(held.dfeNumber()));
    assertThat(region.rolesOf("dcs-" + SURREY)).isEmpty();
    figuresOfBothAreRead();

    walkToTheEnd();
    assertThat(runtimeService.createIncidentQuery().count()).isZero();
    kept()
        .forEach(
            (table, rows) ->
                assertThat(rows.size())
                    .as(table)
                    .isGreaterThanOrEqualTo(table.equals("draft") ? 0 : before.get(table).size()));
    assertThat(kept().get("assessment_version")).containsAll(before.get("assessment_version"));
    assertThat(kept().get("report").toString()).contains(TEXT);

    beginYear("2028", "yearBefore");
    List<String> next = new ArrayList<>();
    GROUPS.values().forEach(entries -> entries.forEach(local -> next.add("2028/" + local)));
    next.removeAll(List.of("2028/" + SURREY, "2028/" + WEST_BERKSHIRE, "2028/" + READING));
    next.addAll(List.of("2028/971", "2028/972", "2028/973"));
    assertThat(cycles.entries(CycleKey.of("2028")))
        .extracting(Entry::key)
        .extracting(EntryKey::value)
        .containsExactlyInAnyOrderElementsOf(next);
    for (String heir : List.of("971", "972")) {
      assertThat(lastYear.of(EntryKey.of("2028/" + heir)))
          .isNotEmpty()
          .containsAll(lastYear.of(EntryKey.of("2028/" + SURREY)));
    }
    assertThat(lastYear.of(EntryKey.of("2028/973")))
        .containsAll(lastYear.of(EntryKey.of("2028/" + WEST_BERKSHIRE)))
        .containsAll(lastYear.of(EntryKey.of("2028/" + READING)));
  }

  /** A section that Reading has begun and does not finish before its last day. */
  private boolean isLeft(Task task) {
    return task.getTaskDefinitionKey().equals("userTask_writeStrengths")
        && key(task).equals("2027/" + READING);
  }

  /** Who is answered which self-assessment, asked of everybody. */
  private Map<String, Map<String, Boolean>> readers() throws Exception {
    Map<String, Map<String, Boolean>> readers = new TreeMap<>();
    for (Entry entry : cycles.entries(CycleKey.of(year()))) {
      Map<String, Boolean> reads = new TreeMap<>();
      for (User user : identityService.createUserQuery().list()) {
        if (!user.getId().equals("admin")) {
          reads.put(
              user.getId(),
              status(user.getId(), get("/assessments/" + entry.key().value())) == 200);
        }
      }
      readers.put(entry.key().local(), reads);
    }
    return readers;
  }

  /** Successors read what their predecessors' people read, those no more, and others as before. */
  private void whoReadsIsDecidedByTheRule(Map<String, Map<String, Boolean>> before)
      throws Exception {
    Map<String, List<String>> predecessors =
        Map.of(
            "971", List.of(SURREY),
            "972", List.of(SURREY),
            "973", List.of(WEST_BERKSHIRE, READING));
    Map<String, Map<String, Boolean>> after = readers();
    after.forEach(
        (entry, reads) ->
            reads.forEach(
                (user, now) -> {
                  String number = user.replaceFirst(".*-", "");
                  boolean wanted =
                      predecessors.containsKey(number)
                          ? predecessors.get(number).stream()
                              .anyMatch(one -> before.get(entry).get(user.replace(number, one)))
                          : !List.of(SURREY, WEST_BERKSHIRE, READING).contains(number)
                              && before.get(entry).get(user);
                  assertThat(now).as("%s reads %s", user, entry).isEqualTo(wanted);
                }));
    assertThat(after.get(SURREY)).containsEntry("dcs-971", true).containsEntry("team-972", true);
  }

  /** A file of that spring has a predecessor's last period and its successor's first one. */
  private void figuresOfBothAreRead() {
    String file =
        """
        indicator_code,dfe_la_number,area_name,region,period,raw_value
        CIN,936,Surrey,South East,2030,301.5
        CIN,971,Newshire East,South East,2031,302.5
        CIN,973,Newtown,South East,2031,303.5
        """;
    long id =
        transaction.execute(
            status ->
                imports.bring(
                    Kind.LAIT,
                    "example.csv",
                    new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                    Optional.empty(),
                    "office"));
    CheckResult found = imports.check(id).found().orElseThrow();
    assertThat(found.fresh()).isEqualTo(3);
    assertThat(found.unknown() + found.faults()).isZero();
    transaction.executeWithoutResult(status -> imports.throwAway(id, "office"));
  }

  private List<String> figures() {
    return jdbc.sql(
            "select indicator_code || period_end || dfe_number || published from figure where"
                + " dfe_number in ('936', '869', '870') order by 1")
        .query(String.class)
        .list();
  }

  @Test
  void anEndIsTakenBackAndThePeopleHoldTheirRolesAsBefore() throws Exception {
    List<?> before = region.history(SURREY);
    change("office", year(), "end-authority", merged(SURREY, "974, Newshire, E06000974"));
    assertThat(region.history(SURREY)).isNotEqualTo(before);

    change("office", year(), "authority-goes-on", "authority", SURREY);

    assertThat(region.history(SURREY)).isEqualTo(before);
    assertThat(region.authority(SURREY).ends()).isEmpty();
    moveTo(LAST.plusDays(2));
    midnight();
    assertThat(members("dcs-" + SURREY)).containsExactly("dcs-" + SURREY);
  }

  /** What the midnight of a running product does to the engine's groups. */
  private void midnight() {
    transaction.executeWithoutResult(status -> events.publishEvent(new RolesFollowNow()));
  }

  private static String[] merged(String ending, String into) {
    return new String[] {"authority", ending, "last", LAST.toString(), "first", into};
  }

  private void appoint(String number) {
    for (Role role : List.of(Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE)) {
      String name = role.id() + "-" + number;
      region.addPerson(new Person(name, "Example " + name, name + "@example.org"));
      region.appoint(name, role, number, LAST.plusDays(1));
    }
  }

  private List<String> members(String group) {
    return identityService.createUserQuery().memberOfGroup(group).list().stream()
        .map(user -> user.getId())
        .sorted()
        .toList();
  }

  /** Every row of what is kept, as it says; the clock's columns are part of it. */
  private Map<String, List<String>> kept() {
    Map<String, List<String>> rows = new TreeMap<>();
    KEPT.forEach(
        table ->
            rows.put(
                table,
                jdbc.sql("select t::text from " + table + " t order by 1")
                    .query(String.class)
                    .list()));
    return rows;
  }
}
