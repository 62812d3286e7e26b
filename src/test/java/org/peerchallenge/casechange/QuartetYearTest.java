package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.TestYear;

/** A year with a group of four, one of whom comes to it in mid-year, to its end. */
class QuartetYearTest extends TurnTest {

  @Override
  protected void arrange() {
    testYear
        .region(7)
        .year()
        .group(1, "2019-02-15", "801", "802-803", "804")
        .group(2, "2019-02-04", "805", "806", "807");
  }

  /** 9: quartets. */
  @Test
  void aQuartetHasFourSessionsAndFourReportsAndTheYearEndsWell() throws Exception {
    change("office", "2019/805", "change-group", "group", "1");
    assertThat(cycles.group(TestYear.group(1)).members()).hasSize(4);

    walkToTheEnd();

    yearsEnd.isWell("after a year with a quartet");
    assertThat(
            jdbc.sql("select entry from session where peer_group = '2019/group-1'")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("2019/801", "2019/802-803", "2019/804", "2019/805");
    assertThat(
            jdbc.sql(
                    "select distinct entry from report where entry in (select entry from session"
                        + " where peer_group = '2019/group-1')")
                .query(String.class)
                .list())
        .hasSize(4);
  }
}
