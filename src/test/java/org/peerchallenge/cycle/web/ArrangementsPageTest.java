package org.peerchallenge.cycle.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.cycle.TestYear.entry;
import static org.peerchallenge.cycle.TestYear.group;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

class ArrangementsPageTest extends EngineTest {

  private static final String PAGE = "/arrangements/2019";

  @Autowired private WebApplicationContext context;
  @Autowired private Region region;
  @Autowired private Participation participation;
  @Autowired private CycleStart start;
  @Autowired private CycleTables tables;
  @Autowired private ArrangementWarnings warnings;
  @Autowired private Cycles cycles;
  @Autowired private TransactionTemplate transaction;

  private MockMvc browser;

  @BeforeEach
  void arrange() {
    browser = MockMvcBuilders.webAppContextSetup(context).build();
    beginBy(
        "a year of two groups and two authorities",
        () ->
            new TestYear(region, tables, transaction)
                .region(8)
                .year()
                .group(1, "2019-02-04", "801", "802", "803")
                .group(2, "2019-02-13", "804", "805-806"));
  }

  @Test
  void theOfficeSeesDatesGroupsEntriesAndWhatNeedsASecondLook() throws Exception {
    warnings.check(TestYear.YEAR);

    assertThat(page())
        .contains("Arrangements of 2018-19", "value=\"2018-12-17\"", "value=\"2019-02-13\"")
        .contains("Elmbridge and Fernham", "Person facilitator-2")
        .doesNotContain("Needs a second look");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lead", "dcs-801", "facilitator-1", "nobody"})
  void forAllOthersThereIsNoSuchPage(String username) throws Exception {
    browser.perform(get(PAGE).principal(() -> username)).andExpect(status().isNotFound());
    browser
        .perform(post(PAGE).principal(() -> username).param("version", "0"))
        .andExpect(status().isNotFound());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020", "nonsense", "2019x"})
  void aYearThatIsNotKnownHasNoPage(String year) throws Exception {
    browser
        .perform(get("/arrangements/" + year).principal(() -> "office"))
        .andExpect(status().isNotFound());
  }

  @Test
  void oneSaveChangesDatesVenuesFacilitatorsAndPlacesAndChecksThemAnew() throws Exception {
    Map<String, String> form = form();
    form.put("assessmentDue", "2018-12-14");
    form.put("visibility", "GROUP");
    form.put("memorandumBlocks", "yes");
    form.put("day-1", "2019-02-13");
    form.put("venue-1", "Town Hall");
    form.put("mode-2", "VIRTUAL");
    form.put("facilitator-2", "facilitator-1");
    form.put("group-803", "2");

    browser.perform(sent(PAGE, form)).andExpect(redirectedUrl(PAGE));

    assertThat(cycles.cycle(TestYear.YEAR).assessmentDue()).isEqualTo("2018-12-14");
    assertThat(cycles.cycle(TestYear.YEAR).visibility()).isEqualTo(Visibility.GROUP);
    assertThat(cycles.cycle(TestYear.YEAR).memorandumBlocks()).isTrue();
    assertThat(cycles.group(group(1)).venue()).isEqualTo("Town Hall");
    assertThat(cycles.group(group(2)).facilitator()).contains("facilitator-1");
    assertThat(cycles.group(group(2)).members())
        .containsExactly(entry("804"), entry("805-806"), entry("803"));
    assertThat(page())
        .contains("Needs a second look")
        .contains("Person facilitator-1 on 13 February 2019: groups 1 and 2:")
        .contains("One facilitator would have two groups on one day");
  }

  @Test
  void whoSavesAnOlderVersionIsToldWhatDiffersAndNothingIsOverwritten() throws Exception {
    Map<String, String> mine = form();
    Map<String, String> theirs = form();
    theirs.put("venue-1", "Town Hall");
    browser.perform(sent(PAGE, theirs)).andExpect(redirectedUrl(PAGE));
    mine.put("venue-1", "Civic Centre");

    String answer =
        browser
            .perform(sent(PAGE, mine))
            .andExpect(status().isConflict())
            .andReturn()
            .getResponse()
            .getContentAsString();

    assertThat(answer)
        .contains("Somebody else has changed the arrangements of 2018-19", "Not saved")
        .contains("Group 1, venue", "Town Hall", "Civic Centre");
    assertThat(cycles.group(group(1)).venue()).isEqualTo("Town Hall");
  }

  @Test
  void aYearThatCannotBeIsRefusedWithTheReasonAndNothingIsSaved() throws Exception {
    Map<String, String> form = form();
    form.put("assessmentDue", "2019-04-01");
    form.put("venue-1", "Town Hall");

    String answer =
        browser
            .perform(sent(PAGE, form))
            .andExpect(status().isBadRequest())
            .andReturn()
            .getResponse()
            .getContentAsString();

    assertThat(answer).contains("Self-assessments are due before the summit.");
    assertThat(cycles.group(group(1)).venue()).isEmpty();
    form.put("assessmentDue", "2018-12-17");
    form.put("closes", "2019-03-21");
    browser.perform(sent(PAGE, form)).andExpect(status().isBadRequest());
    assertThat(cycles.group(group(1)).venue()).isEmpty();
    form.put("assessmentDue", "tomorrow");
    browser.perform(sent(PAGE, form)).andExpect(status().isBadRequest());
    form.put("mode-1", "ON_A_BOAT");
    browser.perform(sent(PAGE, form)).andExpect(status().isBadRequest());
    form.remove("version");
    browser.perform(sent(PAGE, form)).andExpect(status().isBadRequest());
  }

  @Test
  void aYearMayCloseOnTheDayOfItsSummit() throws Exception {
    Map<String, String> form = form();
    form.put("closes", form.get("summit"));

    browser.perform(sent(PAGE, form)).andExpect(status().is3xxRedirection());

    assertThat(cycles.cycle(TestYear.YEAR).closes())
        .isEqualTo(cycles.cycle(TestYear.YEAR).summit());
  }

  @Test
  void selfAssessmentsAreDueOnTheDayBeforeTheSummitAtTheLatest() throws Exception {
    Map<String, String> form = form();
    LocalDate summit = LocalDate.parse(form.get("summit"));
    form.put("assessmentDue", summit.toString());
    browser.perform(sent(PAGE, form)).andExpect(status().isBadRequest());

    form.put("assessmentDue", summit.minusDays(1).toString());
    browser.perform(sent(PAGE, form)).andExpect(status().is3xxRedirection());

    assertThat(cycles.cycle(TestYear.YEAR).assessmentDue()).isEqualTo(summit.minusDays(1));
  }

  @Test
  void aVenueHas200CharactersAtMost() throws Exception {
    Map<String, String> form = form();
    form.put("venue-1", "x".repeat(201));
    browser.perform(sent(PAGE, form)).andExpect(status().isBadRequest());

    form.put("venue-1", "x".repeat(200));
    browser.perform(sent(PAGE, form)).andExpect(status().is3xxRedirection());

    assertThat(cycles.group(group(1)).venue()).hasSize(200);
  }

  @Test
  void pairsAndGroupsOfFiveAreFineAndOneAloneOrSixNeedASecondLook() throws Exception {
    participation.join(TestYear.YEAR, version(), List.of("807"), java.util.Optional.of(1));
    participation.join(TestYear.YEAR, version(), List.of("808"), java.util.Optional.of(1));
    warnings.check(TestYear.YEAR);
    assertThat(cycles.group(group(1)).members()).hasSize(5);
    assertThat(cycles.group(group(2)).members()).hasSize(2);
    assertThat(page()).doesNotContain("Needs a second look");

    Map<String, String> form = form();
    form.put("group-804", "1");
    browser.perform(sent(PAGE, form)).andExpect(redirectedUrl(PAGE));

    assertThat(page())
        .contains("More than five sessions of two hours")
        .contains("One entry alone has nobody to challenge it");
  }

  @Test
  void anEntryJoinsAloneOrWithItsPartnerButNeverTwice() throws Exception {
    browser
        .perform(sent(PAGE + "/entries", fields("authority", "807", "second", "808", "group", "2")))
        .andExpect(redirectedUrl(PAGE));
    assertThat(cycles.entry(entry("807-808")).name()).isEqualTo("Gorsey and Hollyford");
    assertThat(cycles.group(group(2)).members()).hasSize(3);

    browser
        .perform(sent(PAGE + "/entries", fields("authority", "807", "second", "", "group", "")))
        .andExpect(status().isBadRequest());
  }

  @Test
  void anEntryThatWithdrawsBeforeTheYearOpensLeavesNoTrace() throws Exception {
    browser
        .perform(sent(PAGE + "/entries/805-806/withdraw", fields("reason", "")))
        .andExpect(redirectedUrl(PAGE));

    assertThat(cycles.everyEntry(TestYear.YEAR)).hasSize(4);
  }

  @Test
  void anEntryThatWithdrawsLaterIsShownFirstAndNeedsAReasonWhichThePageShows() throws Exception {
    start.open(TestYear.YEAR);
    String shown = shown(sent(PAGE + "/entries/803/withdraw", fields("reason", "")));
    assertThat(cycles.entry(entry("803")).isCurrent()).isTrue();
    browser
        .perform(post(shown + "/confirm").principal(() -> "office").param("reason", " "))
        .andExpect(status().isBadRequest());
    confirm(shown, "An inspection came.");

    assertThat(page()).contains("Withdrawn", "30 November 2018", "An inspection came.");
    assertThat(told())
        .containsExactly(
            "peerchallenge.entryWithdrew 2019/803", "peerchallenge.membersChanged 2019/group-1");
  }

  @Test
  void inAnOpenYearAMovedDayAMovedEntryAndALateEntryAreShownAndThenTold() throws Exception {
    start.open(TestYear.YEAR);
    start.startGroups(TestYear.YEAR);
    Map<String, String> form = form();
    form.put("day-2", "2019-02-20");
    form.put("group-803", "2");
    String shown = shown(sent(PAGE, form));
    assertThat(cycles.group(group(2)).day()).isEqualTo("2019-02-13");
    confirm(shown, "The hall is taken.");
    assertThat(cycles.group(group(2)).day()).isEqualTo("2019-02-20");
    confirm(
        shown(sent(PAGE + "/entries", fields("authority", "807", "second", "", "group", "1"))),
        "They asked.");

    assertThat(told())
        .contains(
            "peerchallenge.membersChanged 2019/group-1",
            "peerchallenge.membersChanged 2019/group-2",
            "peerchallenge.memberJoined 2019/group-2",
            "peerchallenge.entryJoined 2019")
        .doesNotContain("peerchallenge.groupFormed 2019");
  }

  @Test
  void whoseRoleHasEndedIsNotTakenOffAGroupBySavingSomethingElse() throws Exception {
    region.end(
        "facilitator-1",
        org.peerchallenge.region.Role.FACILITATOR,
        null,
        java.time.LocalDate.of(2018, 11, 29));
    assertThat(page()).contains("facilitator-1 (no longer a facilitator)");
    Map<String, String> form = form();
    form.put("venue-2", "Town Hall");

    browser.perform(sent(PAGE, form)).andExpect(redirectedUrl(PAGE));

    assertThat(cycles.group(group(1)).facilitator()).contains("facilitator-1");
  }

  /** Where the page of the change is that this leads to. */
  private String shown(MockHttpServletRequestBuilder request) throws Exception {
    String address =
        browser
            .perform(request)
            .andExpect(status().isFound())
            .andReturn()
            .getResponse()
            .getRedirectedUrl();
    assertThat(address).matches("/changes/\\d+");
    return address;
  }

  /** Confirms a change and makes it, but delivers none of its messages. */
  private void confirm(String shown, String reason) throws Exception {
    browser
        .perform(post(shown + "/confirm").principal(() -> "office").param("reason", reason))
        .andExpect(status().isFound());
    managementService
        .createJobQuery()
        .executable()
        .list()
        .forEach(job -> managementService.executeJob(job.getId()));
  }

  @Test
  void aGroupIsAddedAndWhileNobodyIsInItTakenOutAgain() throws Exception {
    browser
        .perform(sent(PAGE + "/groups", fields("day", "2019-02-20")))
        .andExpect(redirectedUrl(PAGE));
    assertThat(cycles.group(group(3)).day()).isEqualTo("2019-02-20");
    browser.perform(sent(PAGE + "/groups/1/remove", fields())).andExpect(status().isBadRequest());
    browser.perform(sent(PAGE + "/groups/3/remove", fields())).andExpect(redirectedUrl(PAGE));
    assertThat(cycles.groups(TestYear.YEAR)).hasSize(2);
  }

  private String page() throws Exception {
    return browser
        .perform(get(PAGE).principal(() -> "office"))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString();
  }

  private static MockHttpServletRequestBuilder sent(String path, Map<String, String> fields) {
    MockHttpServletRequestBuilder request = post(path).principal(() -> "office");
    fields.forEach(request::param);
    return request;
  }

  private int version() {
    return cycles.cycle(TestYear.YEAR).version();
  }

  private Map<String, String> fields(String... pairs) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("version", String.valueOf(version()));
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(pairs[i], pairs[i + 1]);
    }
    return fields;
  }

  /** Every field of the main form as the page shows it. */
  private Map<String, String> form() {
    Map<String, String> form =
        fields(
            "assessmentDue",
            "2018-12-17",
            "summit",
            "2019-03-22",
            "closes",
            "2019-08-30",
            "visibility",
            "ALL_DCS");
    cycles
        .groups(TestYear.YEAR)
        .forEach(
            group -> {
              form.put("day-" + group.number(), group.day().toString());
              form.put("venue-" + group.number(), group.venue());
              form.put("mode-" + group.number(), group.mode().name());
              form.put("facilitator-" + group.number(), group.facilitator().orElse(""));
              group.members().forEach(m -> form.put("group-" + m.local(), "" + group.number()));
            });
    return form;
  }

  private List<String> told() {
    return new ArrayList<>(
        jdbc.sql(
                "select distinct name || ' ' || business_key as what from message_outbox order by 1")
            .query(String.class)
            .list());
  }
}
