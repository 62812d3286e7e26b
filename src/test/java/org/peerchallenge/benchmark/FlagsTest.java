package org.peerchallenge.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The shipped table on the shipped figures, in the whole application. */
class FlagsTest extends EngineTest {

  private static final int YEAR = 2018;

  @Autowired private Flags flags;

  @Test
  void eachAuthorityIsAskedToExplainAFewFiguresAndNoneWithoutADirection() {
    List<String> authorities =
        jdbc.sql("select distinct dfe_number from statistical_neighbour order by 1")
            .query(String.class)
            .list();
    assertThat(authorities).hasSize(19);
    List<Flag> all = new ArrayList<>();
    for (String authority : authorities) {
      List<Flag> found = flags.of(authority, YEAR);
      assertThat(found).hasSizeBetween(1, 8);
      all.addAll(found);
    }
    assertThat(all).noneMatch(flag -> flag.indicator().polarity() == Polarity.NONE);
    assertThat(all).allMatch(flag -> flag.comparison().own().orElseThrow().value().isPresent());
    assertThat(all.stream().flatMap(flag -> flag.reasons().stream()).distinct())
        .as("every kind of reason occurs")
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aFigureInTheWeakestQuarterIsFlaggedWithThatReason() {
    Flag reReferrals =
        flags.of("846", YEAR).stream()
            .filter(flag -> flag.indicator().code().equals("ReReferral"))
            .findAny()
            .orElseThrow();
    // 28.3 %, 144th of 152.
    assertThat(reReferrals.facts().quartile()).isEqualTo(4);
    assertThat(reReferrals.reasons()).anyMatch(reason -> reason.contains("quarter"));
  }

  @Test
  void askingLeavesNoTraceInTheEnginesHistory() {
    long before = historyService.createHistoricDecisionInstanceQuery().count();
    flags.of("846", YEAR);
    assertThat(historyService.createHistoricDecisionInstanceQuery().count()).isEqualTo(before);
  }
}
