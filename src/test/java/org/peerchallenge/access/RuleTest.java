package org.peerchallenge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peerchallenge.access.Rule.PlanStage;
import org.peerchallenge.access.Rule.ReportStage;
import org.peerchallenge.access.Rule.ReviewStage;
import org.peerchallenge.cycle.Visibility;

/** The table of who may read what, cell by cell. */
class RuleTest {

  @ParameterizedTest(name = "{0}, shared {1}, opened to {2}: {3}")
  @CsvSource({
    // Not shared, or no longer: it is its owner's alone.
    "DIRECTOR, false, ALL_DCS, WHOLE",
    "TEAM, false, GROUP, WHOLE",
    "LEADER, false, ALL_DCS_AND_LEADERS, NOTHING",
    "PEER_DIRECTOR, false, ALL_DCS_AND_LEADERS, NOTHING",
    "ANY_DIRECTOR, false, ALL_DCS_AND_LEADERS, NOTHING",
    "REVIEWER, false, ALL_DCS, NOTHING",
    "FACILITATOR, false, ALL_DCS, NOTHING",
    "OFFICE, false, ALL_DCS, NOTHING",
    "LEAD, false, ALL_DCS, NOTHING",
    // Shared: the group always, others as far as it is opened to them.
    "DIRECTOR, true, GROUP, WHOLE",
    "TEAM, true, GROUP, WHOLE",
    "LEADER, true, GROUP, WHOLE",
    "PEER_DIRECTOR, true, GROUP, WHOLE",
    "PEER_TEAM, true, GROUP, WHOLE",
    "PEER_LEADER, true, ALL_DCS_AND_LEADERS, NOTHING",
    "REVIEWER, true, GROUP, WHOLE",
    "FACILITATOR, true, GROUP, WHOLE",
    "OFFICE, true, GROUP, WHOLE",
    "LEAD, true, GROUP, WHOLE",
    "ANY_DIRECTOR, true, GROUP, NOTHING",
    "ANY_DIRECTOR, true, ALL_DCS, WHOLE",
    "ANY_DIRECTOR, true, ALL_DCS_AND_LEADERS, WHOLE",
    "ANY_LEADER, true, GROUP, NOTHING",
    "ANY_LEADER, true, ALL_DCS, NOTHING",
    "ANY_LEADER, true, ALL_DCS_AND_LEADERS, WHOLE",
    "DATA, true, ALL_DCS_AND_LEADERS, NOTHING",
    "ANALYST, true, ALL_DCS_AND_LEADERS, NOTHING",
    "TAKES_PART, true, ALL_DCS_AND_LEADERS, NOTHING",
  })
  void aSelfAssessment(Standing standing, boolean shared, Visibility openedTo, Extent expected) {
    assertThat(Rule.selfAssessment(who(standing), shared, openedTo)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Standing.class)
  void aDraftIsItsOwnersAndAStatusToThoseWhoFollowTheYear(Standing standing) {
    Extent expected =
        switch (standing) {
          case DIRECTOR, TEAM -> Extent.WRITE;
          case FACILITATOR, OFFICE, LEAD -> Extent.STATUS;
          default -> Extent.NOTHING;
        };
    assertThat(Rule.draft(who(standing), false)).isEqualTo(expected);
    assertThat(Rule.draft(who(standing), true))
        .isEqualTo(standing == Standing.LEADER ? Extent.WHOLE : expected);
  }

  @ParameterizedTest(name = "{0}, released {1}, closed {2}, agreed {3}, opened {4}: {5}")
  @CsvSource({
    "REVIEWER, false, false, false, false, WRITE",
    "DIRECTOR, false, false, false, false, NOTHING",
    "DIRECTOR, true, false, false, false, WHOLE",
    "TEAM, true, false, false, false, WHOLE",
    "LEADER, true, true, true, false, NOTHING",
    "LEADER, true, false, false, true, WHOLE",
    "LEADER, false, false, false, true, NOTHING",
    "OFFICE, true, false, true, true, NOTHING",
    "OFFICE, true, true, false, false, WHOLE",
    "LEAD, true, true, false, false, WHOLE",
    "FACILITATOR, true, true, false, false, NOTHING",
    "FACILITATOR, true, false, true, false, NOTHING",
    "FACILITATOR, true, true, true, false, WHOLE",
    "PEER_DIRECTOR, true, true, true, true, NOTHING",
    "ANY_DIRECTOR, true, true, true, true, NOTHING",
    "ANALYST, true, true, true, true, NOTHING",
  })
  void aReview(
      Standing standing,
      boolean released,
      boolean closed,
      boolean agreed,
      boolean opened,
      Extent expected) {
    assertThat(Rule.review(who(standing), new ReviewStage(released, closed, agreed, opened)))
        .isEqualTo(expected);
  }

  @Test
  void theDayItsPackAndItsNotes() {
    assertThat(reading(standing -> Rule.day(who(standing))))
        .containsExactlyInAnyOrder(
            Standing.PEER_DIRECTOR,
            Standing.PEER_TEAM,
            Standing.PEER_LEADER,
            Standing.CAME,
            Standing.FACILITATOR,
            Standing.OFFICE,
            Standing.LEAD);
    assertThat(Rule.day(who(Standing.LEAD))).isEqualTo(Extent.WHOLE);
    assertThat(Rule.day(who(Standing.OFFICE))).isEqualTo(Extent.WRITE);
    Set<Standing> who =
        Set.of(
            Standing.PEER_DIRECTOR,
            Standing.CAME,
            Standing.FACILITATOR,
            Standing.OFFICE,
            Standing.LEAD);
    assertThat(reading(standing -> Rule.pack(who(standing)))).isEqualTo(who);
    assertThat(reading(standing -> Rule.learning(who(standing)))).isEqualTo(who);
    assertThat(reading(standing -> Rule.notes(who(standing), false)))
        .containsExactlyInAnyOrder(
            Standing.DIRECTOR,
            Standing.TEAM,
            Standing.PEER_DIRECTOR,
            Standing.CAME,
            Standing.FACILITATOR,
            Standing.OFFICE,
            Standing.LEAD);
    assertThat(Rule.notes(who(Standing.LEADER), true)).isEqualTo(Extent.WHOLE);
  }

  @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
  @CsvSource({
    // written, with the host, settled
    "FACILITATOR, WRITE, WRITE, WRITE",
    "OFFICE, WHOLE, WHOLE, WHOLE",
    "LEAD, WHOLE, WHOLE, WHOLE",
    "DIRECTOR, NOTHING, WHOLE, WHOLE",
    "TEAM, NOTHING, NOTHING, WHOLE",
    "LEADER, NOTHING, NOTHING, WHOLE",
    "PEER_DIRECTOR, NOTHING, NOTHING, SUMMARY",
    "CAME, NOTHING, NOTHING, SUMMARY",
    "PEER_TEAM, NOTHING, NOTHING, NOTHING",
    "ANY_DIRECTOR, NOTHING, NOTHING, NOTHING",
    "REVIEWER, NOTHING, NOTHING, NOTHING",
    "DATA, NOTHING, NOTHING, NOTHING",
    "ANALYST, NOTHING, NOTHING, NOTHING",
  })
  void aReport(Standing standing, Extent written, Extent withHost, Extent settled) {
    assertThat(Rule.report(who(standing), ReportStage.WRITTEN)).isEqualTo(written);
    assertThat(Rule.report(who(standing), ReportStage.WITH_HOST)).isEqualTo(withHost);
    assertThat(Rule.report(who(standing), ReportStage.SETTLED)).isEqualTo(settled);
  }

  @Test
  void whatTheRegionSharesIsForEverybodyWhoTakesPart() {
    assertThat(reading(standing -> Rule.register(who(standing))))
        .containsExactlyInAnyOrder(Standing.DIRECTOR, Standing.TAKES_PART);
    assertThat(reading(standing -> Rule.caseStudy(who(standing), false)))
        .containsExactlyInAnyOrder(
            Standing.DIRECTOR, Standing.FACILITATOR, Standing.OFFICE, Standing.LEAD);
    assertThat(Rule.caseStudy(who(Standing.TAKES_PART), true)).isEqualTo(Extent.WHOLE);
    assertThat(Rule.caseStudy(who(Standing.ANALYST), true)).isEqualTo(Extent.NOTHING);
  }

  @Test
  void aPlanIsTheOfficesThenTheApproversThenEverybodys() {
    assertThat(reading(standing -> Rule.plan(who(standing), PlanStage.DRAFT)))
        .containsExactlyInAnyOrder(Standing.OFFICE, Standing.LEAD);
    assertThat(reading(standing -> Rule.plan(who(standing), PlanStage.ASKED)))
        .containsExactlyInAnyOrder(
            Standing.OFFICE, Standing.LEAD, Standing.ANY_DIRECTOR, Standing.ANY_LEADER);
    assertThat(reading(standing -> Rule.plan(who(standing), PlanStage.PUBLISHED)))
        .containsExactlyInAnyOrder(Standing.values());
    assertThat(Rule.plan(new Reader("nobody", Set.of()), PlanStage.PUBLISHED))
        .isEqualTo(Extent.NOTHING);
    assertThat(reading(standing -> Rule.findings(who(standing))))
        .containsExactlyInAnyOrder(Standing.OFFICE, Standing.LEAD);
  }

  @Test
  void whatTheRegionCollectsForItselfIsForDirectorsTheOwnTeamAndWhoLooksAfterIt() {
    assertThat(reading(standing -> Rule.unpublishedFigures(who(standing))))
        .containsExactlyInAnyOrder(
            Standing.DIRECTOR,
            Standing.TEAM,
            Standing.ANY_DIRECTOR,
            Standing.OFFICE,
            Standing.LEAD,
            Standing.DATA);
  }

  @Test
  void logAndExport() {
    assertThat(reading(standing -> Rule.readingLog(who(standing))))
        .containsExactlyInAnyOrder(Standing.DIRECTOR, Standing.TEAM);
    assertThat(reading(standing -> Rule.everythingHeld(who(standing))))
        .containsExactly(Standing.OFFICE);
  }

  private static Reader who(Standing standing) {
    return new Reader("somebody", EnumSet.of(standing));
  }

  private static Set<Standing> reading(java.util.function.Function<Standing, Extent> rule) {
    Set<Standing> readers = EnumSet.noneOf(Standing.class);
    Arrays.stream(Standing.values())
        .filter(standing -> rule.apply(standing).isAtLeast(Extent.SUMMARY))
        .forEach(readers::add);
    return readers;
  }
}
