package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;

/**
 * Who may read the self-assessment of 846, whose group has 869 as well; 871 is of another group.
 */
class ReadingTest {

  @ParameterizedTest(name = "{0}, {1}, visible to {2}: {3}")
  @CsvSource({
    // A draft is its own authority's; those who follow the year see how far it is.
    "dcs-846, DRAFT, ALL_DCS, OWN",
    "team-846, DRAFT, ALL_DCS, OWN",
    "team-846, NOT_STARTED, ALL_DCS, OWN",
    "lead-member-846, DRAFT, ALL_DCS_AND_LEADERS, NONE",
    "chief-executive-846, DRAFT, ALL_DCS_AND_LEADERS, NONE",
    "dcs-869, DRAFT, ALL_DCS_AND_LEADERS, NONE",
    "dcs-871, DRAFT, ALL_DCS_AND_LEADERS, NONE",
    "office, DRAFT, GROUP, STATUS",
    "lead, DRAFT, GROUP, STATUS",
    "facilitator-5, DRAFT, GROUP, STATUS",
    "facilitator-3, DRAFT, ALL_DCS_AND_LEADERS, NONE",
    "reviewer-1, DRAFT, ALL_DCS, NONE",
    // Signed and not yet shared is still nobody else's.
    "dcs-846, SIGNED, ALL_DCS, OWN",
    "dcs-869, SIGNED, ALL_DCS, NONE",
    "office, SIGNED, ALL_DCS, STATUS",
    // Shared: the group always, others as far as it is opened to them.
    "dcs-846, SHARED, GROUP, OWN",
    "lead-member-846, SHARED, GROUP, SHARED",
    "chief-executive-846, SHARED, GROUP, SHARED",
    "trust-chief-executive-846, SHARED, GROUP, SHARED",
    "dcs-869, SHARED, GROUP, SHARED",
    "team-869, SHARED, GROUP, SHARED",
    "lead-member-869, SHARED, GROUP, NONE",
    "lead-member-869, SHARED, ALL_DCS, NONE",
    "lead-member-869, SHARED, ALL_DCS_AND_LEADERS, SHARED",
    "dcs-871, SHARED, GROUP, NONE",
    "dcs-871, SHARED, ALL_DCS, SHARED",
    "dcs-871, SHARED, ALL_DCS_AND_LEADERS, SHARED",
    "team-871, SHARED, ALL_DCS_AND_LEADERS, NONE",
    "lead-member-871, SHARED, ALL_DCS, NONE",
    "lead-member-871, SHARED, ALL_DCS_AND_LEADERS, SHARED",
    "chief-executive-871, SHARED, ALL_DCS_AND_LEADERS, SHARED",
    "office, SHARED, GROUP, SHARED",
    "lead, SHARED, GROUP, SHARED",
    "facilitator-5, SHARED, GROUP, SHARED",
    "facilitator-3, SHARED, ALL_DCS_AND_LEADERS, NONE",
    "reviewer-1, SHARED, GROUP, SHARED",
    "reviewer-2, SHARED, ALL_DCS, NONE",
    // Figures and diagrams need no narrative.
    "data, SHARED, ALL_DCS_AND_LEADERS, NONE",
    "analyst, SHARED, ALL_DCS_AND_LEADERS, NONE",
    "camunda-admin, SHARED, ALL_DCS_AND_LEADERS, NONE",
    "nobody, SHARED, ALL_DCS_AND_LEADERS, NONE",
    // Withdrawn: it stays with its owner.
    "dcs-846, WITHDRAWN, ALL_DCS, OWN",
    "dcs-869, WITHDRAWN, ALL_DCS, NONE",
    "reviewer-1, WITHDRAWN, ALL_DCS, NONE",
    "office, WITHDRAWN, ALL_DCS, STATUS",
  })
  void everybodyReadsWhatTheOneRuleGivesThem(
      String username, State state, Visibility effective, Access expected) {
    Reading.Subject subject =
        new Reading.Subject(
            state,
            Set.of("846"),
            Set.of("869"),
            Optional.of("facilitator-5"),
            Set.of("reviewer-1"),
            effective);

    assertThat(Reading.access(new Reading.Reader(username, roles(username)), subject))
        .isEqualTo(expected);
  }

  /** A person called after a role holds it. */
  private static Set<RoleHeld> roles(String username) {
    String number =
        username.matches(".*-\\d{3}") ? username.substring(username.length() - 3) : null;
    String id = username.replaceFirst("-\\d+$", "");
    return Arrays.stream(Role.values())
        .filter(role -> role.id().equals(id))
        .map(role -> new RoleHeld(role, number))
        .collect(Collectors.toSet());
  }
}
