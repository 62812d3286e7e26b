package org.peerchallenge.demo;

import java.util.List;
import org.peerchallenge.ShortForm;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The groups of the demo's year that take part: all six in the full form, two in the short one. The
 * others are taken out before the demo opens the year.
 */
@TestConfiguration
public class DemoGroups {

  /** By their numbers; three entries each. */
  public static final List<Integer> NUMBERS =
      ShortForm.FULL ? List.of(1, 2, 3, 4, 5, 6) : List.of(1, 5);

  private final DemoRegion region;
  private final DemoYear year;
  private final JdbcClient jdbc;

  DemoGroups(DemoRegion region, DemoYear year, JdbcClient jdbc) {
    this.region = region;
    this.year = year;
    this.jdbc = jdbc;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(50)
  void leaveOthersOut() {
    region.seed();
    year.arrange();
    String others = "select key from peer_group where number not in (:numbers)";
    for (String statement :
        List.of(
            "delete from entry where key in (select entry from group_member where peer_group in (%s))"
                .formatted(others),
            "delete from peer_group where key in (%s)".formatted(others))) {
      jdbc.sql(statement).param("numbers", NUMBERS).update();
    }
  }
}
