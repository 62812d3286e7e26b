package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.TestYear;

/**
 * A year with a group of four, one of whom comes to it in mid-year, and with a moved day, to its
 * end; and what the pages of its cases show then.
 */
class QuartetYearTest extends TurnTest {

  private static final String ENTRY = "2019/801";
  private static final String GROUP = "2019/group-1";

  /** Of the entry, of the region, peers, and others. */
  private static final Set<String> READERS =
      Set.of(
          "dcs-801",
          "team-801",
          "lead-member-801",
          "chief-executive-801",
          "office",
          "lead",
          "facilitator-1",
          "dcs-802",
          "team-803",
          "dcs-806",
          "team-806",
          "lead-member-806",
          "facilitator-2",
          "reviewer-1");

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
  void aQuartetHasFourSessionsAndReportsTheYearEndsWellAndItsPagesTellOfIt() throws Exception {
    change("office", "2019/805", "change-group", "group", "1");
    assertThat(cycles.group(TestYear.group(1)).members()).hasSize(4);
    change(
        "office",
        GROUP,
        "move-day",
        "date",
        "2019-02-20",
        "starts",
        "09:30",
        "mode",
        "IN_PERSON",
        "venue",
        "",
        "link",
        "");

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
    asksAndOffersAndTheReportAreOnThePages();
  }

  private void asksAndOffersAndTheReportAreOnThePages() throws Exception {
    assertThat(page("team-801", "/cases/" + ENTRY))
        .contains("Asks and offers", "Ask: ", "Report back");
    assertThat(page("team-801", "/cases/" + GROUP))
        .contains("from “15 February 2019” to “20 February 2019”");
    assertThat(page("office", "/cases/" + ENTRY))
        .contains("A case study to learn from", "Who did what (");
    new CasePages(this::as, READERS).everyLinkOpens(List.of("/cases/" + ENTRY, "/cases/" + GROUP));
  }
}
