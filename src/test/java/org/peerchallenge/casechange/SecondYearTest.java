package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Pauses;
import org.springframework.beans.factory.annotation.Autowired;

/** A second year is opened from the first, with quartets, while the first is still open. */
class SecondYearTest extends TurnTest {

  private static final CycleKey NEXT = CycleKey.of("2020");

  @Autowired private Pauses pauses;

  @Test
  void aSecondYearWithAQuartetRunsAMonthBesideTheFirst() throws Exception {
    moveTo(LocalDate.of(2019, 1, 7));
    doAll(task -> key(task).startsWith("2019/801"));
    beginYear("2020", "yearBefore");
    EntryKey moved = EntryKey.of("2020/804");
    tables.place(moved, Optional.of(1));
    tables.place(EntryKey.of("2020/805"), Optional.of(1));
    openYear("2020");
    assertThat(cycles.group(org.peerchallenge.cycle.GroupKey.of(NEXT, 1)).members()).hasSize(4);

    LocalDate day = today();
    for (int week = 0; week < 4; week++) {
      doAll(task -> key(task).startsWith("2020") || key(task).startsWith("2019/80"));
      day = day.plusDays(7);
      moveTo(day);
    }

    assertThat(cycles.cycle(NEXT).isOpen()).isTrue();
    assertThat(cycles.cycle(CycleKey.of("2019")).isOpen()).isTrue();
    assertThat(cycles.entries(NEXT)).extracting(Entry::name).hasSize(4);
    assertThat(runtimeService.createIncidentQuery().count()).isZero();
    for (String year : List.of("2018-19", "2019-20")) {
      assertThat(page("office", "/")).contains(year);
      assertThat(page("office", "/arrangements/2020")).contains(year);
      assertThat(page("dcs-801", "/")).contains(year);
    }
    assertThat(page("dcs-801", "/?year=2019")).contains("/assessments/2019/801");
    assertThat(page("dcs-801", "/")).contains("/assessments/2020/801");
    assertThat(page("office", "/?year=2019")).contains("Arrangements of 2018-19");
    assertThat(page("office", "/register/2019")).contains("href=\"/register/2020\"");
    // What changes in one year leaves the other alone.
    change("office", "2020/801", "pause");
    assertThat(pauses.of(EntryKey.of("2020/801"))).isPresent();
    assertThat(pauses.of(EntryKey.of("2019/801"))).isEmpty();
  }
}
