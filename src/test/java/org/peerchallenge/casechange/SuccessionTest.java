package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.assessment.LastYear;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RolesFollowNow;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** A year across 1 April, on which one authority becomes two and two others become one. */
class SuccessionTest extends TurnTest {

  private static final LocalDate LAST = LocalDate.of(2019, 3, 31);

  /** What must be as much after the night as before, whoever it is of. */
  private static final List<String> KEPT =
      List.of(
          "entry",
          "assessment_version",
          "section",
          "register_item",
          "report",
          "case_study",
          "plan_followed",
          "plan_finding",
          "session",
          "draft");

  @Autowired private LastYear lastYear;
  @Autowired private ApplicationEventPublisher events;

  @AfterEach
  void forgetTheNewAreas() {
    jdbc.sql("delete from figure_area where dfe_number in ('971', '972', '973')").update();
  }

  @Test
  void oneBecomesTwoAndTwoBecomeOneAndNothingIsLost() throws Exception {
    LocalDate day = today();
    while (day.isBefore(LocalDate.of(2019, 3, 26))) {
      doAll(task -> true);
      day = day.plusDays(9);
      moveTo(day);
    }
    long id =
        propose(
            "office",
            "2019",
            "end-authority",
            "authority",
            "801",
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
    assertThat(region.authority("801").ends()).contains(LAST);
    change("office", "2019", "end-authority", merged("804", "973, Newtown, E06000973"));
    change("office", "2019", "end-authority", merged("805", "973"));
    assertThat(refused("office", "2019", "end-authority", merged("801", "972")))
        .contains("has an end already");
    assertThat(refused("office", "2019", "end-authority", merged("971", "801")))
        .contains("would end before it begins");
    assertThat(
            refused(
                "office",
                "2019",
                "end-authority",
                "authority",
                "971",
                "last",
                "2020-03-31",
                "first",
                "801"))
        .contains("cannot come after itself");
    transaction.executeWithoutResult(status -> List.of("971", "972", "973").forEach(this::appoint));
    assertThat(status("dcs-971", get("/assessments/2019/801"))).isEqualTo(404);
    Map<String, Long> before = kept();
    long open = taskService.createTaskQuery().active().count();

    moveTo(LAST.plusDays(2));
    midnight();

    assertThat(kept()).isEqualTo(before);
    assertThat(taskService.createTaskQuery().active().count()).isGreaterThanOrEqualTo(open);
    assertThat(members("dcs-801")).containsExactly("dcs-971", "dcs-972");
    assertThat(members("team-801")).containsExactly("team-971", "team-972");
    assertThat(members("dcs-804")).containsExactly("dcs-973");
    assertThat(members("dcs-805")).containsExactly("dcs-973");
    for (String heir : List.of("dcs-971", "dcs-972", "team-971", "team-972", "dcs-973")) {
      String entry = heir.endsWith("973") ? "804" : "801";
      assertThat(status(heir, get("/assessments/2019/" + entry))).as(heir).isEqualTo(200);
    }
    for (String gone : List.of("team-801", "team-804", "team-805")) {
      assertThat(status(gone, get("/assessments/2019/" + gone.substring(5))))
          .as(gone)
          .isEqualTo(404);
    }
    assertThat(region.rolesOf("dcs-971")).noneMatch(held -> "804".equals(held.dfeNumber()));
    assertThat(region.rolesOf("dcs-801")).isEmpty();

    walkToTheEnd();
    assertThat(runtimeService.createIncidentQuery().count()).isZero();
    assertThat(kept().get("assessment_version"))
        .isGreaterThanOrEqualTo(before.get("assessment_version"));

    beginYear("2020", "yearBefore");
    assertThat(cycles.entries(CycleKey.of("2020")))
        .extracting(Entry::key)
        .extracting(EntryKey::value)
        .containsExactlyInAnyOrder("2020/971", "2020/972", "2020/802-803", "2020/973");
    assertThat(cycles.group(GroupKey.of(CycleKey.of("2020"), 1)).members()).hasSize(3);
    for (String heir : List.of("971", "972")) {
      assertThat(lastYear.of(EntryKey.of("2020/" + heir)))
          .isNotEmpty()
          .containsAll(lastYear.of(EntryKey.of("2020/801")));
    }
    assertThat(lastYear.of(EntryKey.of("2020/973")))
        .containsAll(lastYear.of(EntryKey.of("2020/804")))
        .containsAll(lastYear.of(EntryKey.of("2020/805")));
  }

  @Test
  void anEndIsTakenBackAndThePeopleHoldTheirRolesAsBefore() throws Exception {
    List<?> before = region.history("801");
    change("office", "2019", "end-authority", merged("801", "971, Newshire, E06000971"));
    assertThat(region.history("801")).isNotEqualTo(before);

    change("office", "2019", "authority-goes-on", "authority", "801");

    assertThat(region.history("801")).isEqualTo(before);
    assertThat(region.authority("801").ends()).isEmpty();
    moveTo(LAST.plusDays(2));
    midnight();
    assertThat(members("dcs-801")).containsExactly("dcs-801");
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

  private Map<String, Long> kept() {
    Map<String, Long> counts = new TreeMap<>();
    KEPT.forEach(
        table ->
            counts.put(
                table, jdbc.sql("select count(*) from " + table).query(Long.class).single()));
    return counts;
  }
}
