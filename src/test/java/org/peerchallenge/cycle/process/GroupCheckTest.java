package org.peerchallenge.cycle.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.cycle.TestYear.entry;
import static org.peerchallenge.cycle.TestYear.group;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.ArrangementCheck;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Fact;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.cycle.Warning;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Every line of group-check.dmn, and the facts that Java supplies for it. */
class GroupCheckTest extends EngineTest {

  @Autowired private ArrangementCheck check;
  @Autowired private CycleTables tables;
  @Autowired private CycleStart start;
  @Autowired private Participation participation;
  @Autowired private ArrangementWarnings warnings;
  @Autowired private Cycles cycles;
  @Autowired private Region region;
  @Autowired private TransactionTemplate transaction;

  private TestYear year;

  @BeforeEach
  void aYear() {
    year = new TestYear(region, tables, transaction);
    beginBy("eight authorities", () -> year.region(8).year());
  }

  @ParameterizedTest
  @CsvSource({
    "entries in a group, 0, true",
    "entries in a group, 1, true",
    "entries in a group, 2, false",
    "entries in a group, 3, false",
    "entries in a group, 4, false",
    "entries in a group, 5, false",
    "entries in a group, 6, true",
    "entries without a group, 0, false",
    "entries without a group, 1, true",
    "facilitators of a group, 0, true",
    "facilitators of a group, 1, false",
    "groups of a facilitator on one day, 1, false",
    "groups of a facilitator on one day, 2, true",
    "groups of a person on one day, 1, false",
    "groups of a person on one day, 2, true",
    "groups at a venue on one day, 1, false",
    "groups at a venue on one day, 2, true",
    "times two entries met last year, 0, false",
    "times two entries met last year, 1, true",
    "working days on the challenge day, 0, true",
    "working days on the challenge day, 1, false",
    "working days from the assessments to the day, 9, true",
    "working days from the assessments to the day, 10, false",
    "days from the day to the summit, 0, true",
    "days from the day to the summit, 1, false",
    "something that the table does not know, 7, false"
  })
  void theTableSaysWhatNeedsASecondLook(String what, int number, boolean warns) {
    assertThat(check.warnings(List.of(new Fact("Group 1", what, number)))).hasSize(warns ? 1 : 0);
  }

  @Test
  void pairTriadQuartetAndFiveNeedNoSecondLook() {
    year.group(1, "2019-02-04", "801", "802")
        .group(2, "2019-02-05", "803", "804", "805", "806-807", "808");
    assertThat(warnings()).isEmpty();

    tables.place(entry("803"), Optional.of(1));
    assertThat(cycles.group(group(1)).members()).hasSize(3);
    assertThat(cycles.group(group(2)).members()).hasSize(4);
    assertThat(warnings()).isEmpty();
  }

  @Test
  void anEntryWithoutAGroupAndAGroupWithoutAFacilitatorAreNamed() {
    year.group(1, "2019-02-04", "801", "802");
    tables.insertEntry(entry("803"), null);
    jdbc.sql("update peer_group set facilitator = null").update();

    assertThat(warnings())
        .extracting(Warning::subject, Warning::reason)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("Group 1", "Nobody facilitates this group yet"),
            org.assertj.core.groups.Tuple.tuple(
                "Cedarshire", "An entry is in no group: nobody would challenge it"));
  }

  @Test
  void oneFacilitatorOneDirectorAndOneVenueCannotBeInTwoGroupsOnOneDay() {
    region.end("dcs-804", Role.DCS, "804", LocalDate.of(2018, 11, 29));
    region.appoint("dcs-801", Role.DCS, "804", LocalDate.of(2018, 11, 30));
    year.group(1, "2019-02-04", "801", "802").group(2, "2019-02-04", "803", "804");
    jdbc.sql("update peer_group set facilitator = 'facilitator-3', venue = 'Town Hall'").update();

    assertThat(warnings())
        .extracting(Warning::subject)
        .containsExactly(
            "Person facilitator-3 on 4 February 2019: groups 1 and 2",
            "Person dcs-801 on 4 February 2019: groups 1 and 2",
            "Town Hall on 4 February 2019: groups 1 and 2");

    cycles.moveDay(group(2), LocalDate.of(2019, 2, 5), Mode.IN_PERSON, "Town Hall");
    assertThat(warnings()).isEmpty();
  }

  @Test
  void twoGroupsOnOneDayAreFineWhenNobodyIsInBoth() {
    year.group(1, "2019-02-15", "801", "802").group(2, "2019-02-15", "803", "804");

    assertThat(warnings()).isEmpty();
  }

  @Test
  void partnersOfLastYearAreRecognisedByAuthorityEvenInAnotherEntry() {
    year.group(1, "2019-02-04", "801", "802").group(2, "2019-02-05", "803-804", "805");
    CycleKey next = CycleKey.of("2020");
    start.begin(next, true);
    participation.withdraw(EntryKey.of("2020/803-804"), cycles.cycle(next).version(), "");
    participation.join(next, cycles.cycle(next).version(), List.of("804"), Optional.of(2));

    assertThat(check.warnings(warnings.facts(next)))
        .extracting(Warning::subject)
        .containsExactly("Group 1: Ashshire and Birchshire", "Group 2: Elmbridge and Dalesea");
  }

  @Test
  void aDayOnABankHolidayTooEarlyForThePackOrAfterTheSummitNeedsASecondLook() {
    year.group(1, "2019-01-02", "801", "802").group(2, "2019-04-22", "803", "804");

    assertThat(warnings())
        .extracting(Warning::subject)
        .containsExactly("Group 1", "Group 2, 22 April 2019", "Group 2");
  }

  private List<Warning> warnings() {
    return check.warnings(warnings.facts(TestYear.YEAR));
  }
}
