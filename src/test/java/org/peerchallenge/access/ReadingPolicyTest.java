package org.peerchallenge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peerchallenge.access.ReadingPolicy.PlanStage;
import org.peerchallenge.access.ReadingPolicy.ReportStage;
import org.peerchallenge.access.ReadingPolicy.ReviewStage;
import org.peerchallenge.cycle.Visibility;

/** The table of who may read what, cell by cell. */
class ReadingPolicyTest {

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
  void aSelfAssessment(
      Relationship standing, boolean shared, Visibility openedTo, Extent expected) {
    assertThat(ReadingPolicy.selfAssessment(who(standing), shared, openedTo)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Relationship.class)
  void aDraftIsItsOwnersAndAStatusToThoseWhoFollowTheYear(Relationship standing) {
    Extent expected =
        switch (standing) {
          case DIRECTOR, TEAM -> Extent.WRITE;
          case FACILITATOR, OFFICE, LEAD -> Extent.STATUS;
          default -> Extent.NOTHING;
        };
    assertThat(ReadingPolicy.draft(who(standing), false)).isEqualTo(expected);
    assertThat(ReadingPolicy.draft(who(standing), true))
        .isEqualTo(standing == Relationship.LEADER ? Extent.WHOLE : expected);
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
      Relationship standing,
      boolean released,
      boolean closed,
      boolean agreed,
      boolean opened,
      Extent expected) {
    assertThat(
            ReadingPolicy.review(who(standing), new ReviewStage(released, closed, agreed, opened)))
        .isEqualTo(expected);
  }

  @Test
  void theDayItsPackAndItsNotes() {
    assertThat(reading(standing -> ReadingPolicy.day(who(standing))))
        .containsExactlyInAnyOrder(
            Relationship.PEER_DIRECTOR,
            Relationship.PEER_TEAM,
            Relationship.PEER_LEADER,
            Relationship.CAME,
            Relationship.FACILITATOR,
            Relationship.OFFICE,
            Relationship.LEAD);
    assertThat(ReadingPolicy.day(who(Relationship.LEAD))).isEqualTo(Extent.WHOLE);
    assertThat(ReadingPolicy.day(who(Relationship.OFFICE))).isEqualTo(Extent.WRITE);
    Set<Relationship> who =
        Set.of(
            Relationship.PEER_DIRECTOR,
            Relationship.CAME,
            Relationship.FACILITATOR,
            Relationship.OFFICE,
            Relationship.LEAD);
    assertThat(reading(standing -> ReadingPolicy.pack(who(standing)))).isEqualTo(who);
    assertThat(reading(standing -> ReadingPolicy.learning(who(standing)))).isEqualTo(who);
    assertThat(reading(standing -> ReadingPolicy.notes(who(standing), false)))
        .containsExactlyInAnyOrder(
            Relationship.DIRECTOR,
            Relationship.TEAM,
            Relationship.PEER_DIRECTOR,
            Relationship.CAME,
            Relationship.FACILITATOR,
            Relationship.OFFICE,
            Relationship.LEAD);
    assertThat(ReadingPolicy.notes(who(Relationship.LEADER), true)).isEqualTo(Extent.WHOLE);
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
  void aReport(Relationship standing, Extent written, Extent withHost, Extent settled) {
    assertThat(ReadingPolicy.report(who(standing), ReportStage.WRITTEN)).isEqualTo(written);
    assertThat(ReadingPolicy.report(who(standing), ReportStage.WITH_HOST)).isEqualTo(withHost);
    assertThat(ReadingPolicy.report(who(standing), ReportStage.SETTLED)).isEqualTo(settled);
  }

  @Test
  void whoIsWhoIsForThoseWhoWorkOnTheCase() {
    assertThat(reading(standing -> ReadingPolicy.whoIsWho(who(standing))))
        .containsExactlyInAnyOrder(
            Relationship.DIRECTOR,
            Relationship.TEAM,
            Relationship.LEADER,
            Relationship.FACILITATOR,
            Relationship.OFFICE,
            Relationship.LEAD);
  }

  @Test
  void whatTheRegionSharesIsForEverybodyWhoTakesPart() {
    assertThat(reading(standing -> ReadingPolicy.register(who(standing))))
        .containsExactlyInAnyOrder(Relationship.DIRECTOR, Relationship.TAKES_PART);
    assertThat(reading(standing -> ReadingPolicy.caseStudy(who(standing), false)))
        .containsExactlyInAnyOrder(
            Relationship.DIRECTOR,
            Relationship.FACILITATOR,
            Relationship.OFFICE,
            Relationship.LEAD);
    assertThat(ReadingPolicy.caseStudy(who(Relationship.TAKES_PART), true)).isEqualTo(Extent.WHOLE);
    assertThat(ReadingPolicy.caseStudy(who(Relationship.ANALYST), true)).isEqualTo(Extent.NOTHING);
  }

  @Test
  void aPlanIsTheOfficesThenTheApproversThenEverybodys() {
    assertThat(reading(standing -> ReadingPolicy.plan(who(standing), PlanStage.DRAFT)))
        .containsExactlyInAnyOrder(Relationship.OFFICE, Relationship.LEAD);
    assertThat(reading(standing -> ReadingPolicy.plan(who(standing), PlanStage.ASKED)))
        .containsExactlyInAnyOrder(
            Relationship.OFFICE,
            Relationship.LEAD,
            Relationship.ANY_DIRECTOR,
            Relationship.ANY_LEADER);
    assertThat(reading(standing -> ReadingPolicy.plan(who(standing), PlanStage.PUBLISHED)))
        .containsExactlyInAnyOrder(Relationship.values());
    assertThat(ReadingPolicy.plan(new Reader("nobody", Set.of()), PlanStage.PUBLISHED))
        .isEqualTo(Extent.NOTHING);
    assertThat(reading(standing -> ReadingPolicy.findings(who(standing))))
        .containsExactlyInAnyOrder(Relationship.OFFICE, Relationship.LEAD);
  }

  @Test
  void whatTheRegionCollectsForItselfIsForDirectorsTheOwnTeamAndWhoLooksAfterIt() {
    assertThat(reading(standing -> ReadingPolicy.unpublishedFigures(who(standing))))
        .containsExactlyInAnyOrder(
            Relationship.DIRECTOR,
            Relationship.TEAM,
            Relationship.ANY_DIRECTOR,
            Relationship.OFFICE,
            Relationship.LEAD,
            Relationship.DATA);
  }

  @Test
  void logAndExport() {
    assertThat(reading(standing -> ReadingPolicy.readingLog(who(standing))))
        .containsExactlyInAnyOrder(Relationship.DIRECTOR, Relationship.TEAM);
    assertThat(reading(standing -> ReadingPolicy.everythingHeld(who(standing))))
        .containsExactly(Relationship.OFFICE);
  }

  @Test
  void aCorrectionIsAskedForByTheDirectorTheFacilitatorAndTheOffice() {
    assertThat(Relationship.values())
        .filteredOn(one -> ReadingPolicy.mayAskForCorrection(who(one)))
        .containsExactlyInAnyOrder(
            Relationship.DIRECTOR, Relationship.FACILITATOR, Relationship.OFFICE);
  }

  /** Pages that are not about an authority: who changes them, who only looks, and nobody else. */
  @ParameterizedTest
  @EnumSource(Relationship.class)
  void thePagesOfTheOffice(Relationship standing) {
    Reader who = who(standing);
    boolean office = standing == Relationship.OFFICE;
    Extent officeAlone = office ? Extent.WRITE : Extent.NOTHING;
    assertThat(ReadingPolicy.arrangements(who)).isEqualTo(officeAlone);
    assertThat(ReadingPolicy.officeWork(who)).isEqualTo(officeAlone);
    assertThat(ReadingPolicy.processApproval(who)).isEqualTo(officeAlone);
    assertThat(ReadingPolicy.demoClock(who)).isEqualTo(officeAlone);
    boolean administrator = standing == Relationship.ADMINISTRATOR;
    assertThat(ReadingPolicy.people(who))
        .isEqualTo(office || administrator ? Extent.WRITE : Extent.NOTHING);
    assertThat(ReadingPolicy.operation(who))
        .isEqualTo(office || administrator ? Extent.WHOLE : Extent.NOTHING);
    boolean analyst = standing == Relationship.ANALYST;
    boolean lead = standing == Relationship.LEAD;
    assertThat(ReadingPolicy.processChange(who))
        .isEqualTo(office || analyst ? Extent.WHOLE : Extent.NOTHING);
    assertThat(ReadingPolicy.cockpit(who))
        .isEqualTo(office || lead || analyst || administrator ? Extent.WHOLE : Extent.NOTHING);
    assertThat(ReadingPolicy.figureImports(who))
        .isEqualTo(
            standing == Relationship.DATA
                ? Extent.WRITE
                : office || lead ? Extent.WHOLE : Extent.NOTHING);
  }

  private static Reader who(Relationship standing) {
    return new Reader("somebody", EnumSet.of(standing));
  }

  private static Set<Relationship> reading(java.util.function.Function<Relationship, Extent> rule) {
    Set<Relationship> readers = EnumSet.noneOf(Relationship.class);
    Arrays.stream(Relationship.values())
        .filter(standing -> rule.apply(standing).isAtLeast(Extent.SUMMARY))
        .forEach(readers::add);
    return readers;
  }
}
