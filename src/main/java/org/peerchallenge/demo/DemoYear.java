package org.peerchallenge.demo;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.Arrangements.WantedGroup;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.demo.DemoRegion.Row;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The arrangements of 2018-19 as they really were: eighteen entries in six groups, self-assessments
 * by 17 December 2018, days in February 2019, the summit on 22 March 2019.
 */
@Component
@Profile("demo")
class DemoYear {

  static final CycleKey KEY = CycleKey.of("2019");

  private final CycleTables tables;
  private final Participation participation;
  private final Cycles cycles;

  DemoYear(CycleTables tables, Participation participation, Cycles cycles) {
    this.tables = tables;
    this.participation = participation;
    this.cycles = cycles;
  }

  /** Puts the arrangements in; does nothing when the year is there already. */
  @Transactional
  public void arrange() {
    if (cycles.find(KEY).isPresent()) {
      return;
    }
    tables.insert(
        KEY,
        LocalDate.of(2018, 12, 17),
        LocalDate.of(2019, 3, 22),
        LocalDate.of(2019, 8, 31),
        Visibility.ALL_DCS,
        false);
    Map<Integer, List<Row>> groups =
        DemoRegion.rows().stream()
            .sorted(Comparator.comparing(Row::place))
            .collect(Collectors.groupingBy(Row::group, TreeMap::new, Collectors.toList()));
    groups.forEach(
        (number, rows) -> {
          tables.insertGroup(
              KEY,
              new WantedGroup(
                  number,
                  rows.get(0).day(),
                  "",
                  Mode.IN_PERSON,
                  Optional.of("facilitator-" + number)));
          rows.stream()
              .map(Row::entry)
              .distinct()
              .forEach(
                  entry ->
                      participation.join(
                          KEY,
                          cycles.cycle(KEY).version(),
                          List.of(entry.split("-")),
                          Optional.of(number)));
        });
  }
}
