package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Lays an authority's figures out as one sheet. */
@Service
public class DataSheets {

  private final Figures figures;
  private final Editions editions;

  DataSheets(Figures figures, Editions editions) {
    this.figures = figures;
    this.editions = editions;
  }

  /**
   * The sheet on the figures that are mostly out at that day, beside the nearest statistical
   * neighbour; empty when the number is no English authority's.
   */
  public Optional<DataSheet> asAt(String dfeNumber, LocalDate day) {
    return of(dfeNumber, AsOf.day(editions.current(), day), day, Optional.empty());
  }

  /** As {@link #of(String, AsOf, LocalDate, Optional, Audience)}, for who may see all. */
  public Optional<DataSheet> of(
      String dfeNumber, AsOf asOf, LocalDate day, Optional<String> chosen) {
    return of(dfeNumber, asOf, day, chosen, Audience.ENTITLED);
  }

  /**
   * The sheet on the figures of an edition.
   *
   * @param day inspection reports that came out later are left away
   * @param chosen DfE number of the authority to compare with; without it, or where it is none, the
   *     nearest statistical neighbour
   * @param audience who is to read it
   */
  public Optional<DataSheet> of(
      String dfeNumber, AsOf asOf, LocalDate day, Optional<String> chosen, Audience audience) {
    return figures
        .authority(dfeNumber)
        .map(
            authority -> {
              List<Neighbour> neighbours = figures.neighbours(dfeNumber, asOf);
              Optional<Area> beside =
                  chosen
                      .flatMap(figures::authority)
                      .or(() -> nearest(neighbours))
                      .filter(area -> !area.equals(authority));
              // An indicator that starts later has nothing to show yet.
              List<SheetRow> all =
                  figures.compare(dfeNumber, asOf, beside.map(Area::dfeNumber)).stream()
                      .filter(comparison -> comparison.own().isPresent())
                      .map(SheetRow::new)
                      .toList();
              return new DataSheet(
                  authority,
                  authority.region().orElse("Region"),
                  beside,
                  asOf,
                  day,
                  all.stream().filter(row -> audience.sees(row.indicator())).toList(),
                  figures.inspections(dfeNumber, day, asOf.edition()),
                  notes(
                      asOf.upToYear(),
                      neighbours,
                      Stream.concat(before(authority), unpublished(all, audience).stream())
                          .toList()));
            });
  }

  /** Figures stay those of who had them: nobody divides a county's by guess. */
  private Stream<String> before(Area authority) {
    List<Area> before = figures.predecessors(authority.dfeNumber());
    if (before.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        authority.name()
            + " came after "
            + before.stream().map(Area::name).collect(Collectors.joining(" and "))
            + ". Its own figures begin with its first period; earlier ones are on the data "
            + (before.size() == 1 ? "sheet" : "sheets")
            + " of "
            + before.stream()
                .map(one -> one.name() + " (" + one.dfeNumber() + ")")
                .collect(Collectors.joining(" and "))
            + ".");
  }

  private Optional<Area> nearest(List<Neighbour> neighbours) {
    return neighbours.stream().findFirst().map(Neighbour::dfeNumber).flatMap(figures::authority);
  }

  /** What is to be said of the region's own figures; nothing where there are none. */
  private static Optional<String> unpublished(List<SheetRow> all, Audience audience) {
    List<String> own =
        all.stream()
            .map(SheetRow::indicator)
            .filter(Indicator::unpublished)
            .map(Indicator::name)
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        audience == Audience.ENTITLED
            ? "Collected by the region itself and not published, so not to be passed on: "
                + String.join("; ", own)
                + "."
            : "The figures that the region collects for itself are not shown: they are for the"
                + " directors, for each authority's own team and for the office.");
  }

  private static List<String> notes(int upToYear, List<Neighbour> neighbours, List<String> others) {
    List<String> notes = new ArrayList<>();
    notes.add(
        "Figures of periods that end in "
            + upToYear
            + " or before, as published today: later revisions are included, so a figure may differ"
            + " from what was known at the time.");
    notes.add(
        "Everybody's figure is that of the same period as the authority's own. Change is against"
            + " the period before; better and worse are said only where an indicator has a good"
            + " direction.");
    notes.add(
        "Position is among the English authorities with a figure for that period, 1 is best. Where"
            + " no direction is good it counts from the highest, and nothing is said about better"
            + " or worse.");
    notes.add(
        "On the strip each stroke is an authority of the region and the dot is this one; right is"
            + " better, or higher where no direction is good.");
    if (!neighbours.isEmpty()) {
      notes.add(
          "Statistical neighbours are those of DfE's model of "
              + neighbours.get(0).modelYear()
              + (neighbours.get(0).modelYear() > upToYear ? " (there is none from before)" : "")
              + ": "
              + String.join("; ", neighbours.stream().map(Neighbour::name).toList())
              + ". Their average counts those with a figure, and says how many.");
    }
    notes.addAll(others);
    return notes;
  }
}
