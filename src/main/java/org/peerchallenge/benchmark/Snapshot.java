package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every figure of one edition, held in memory. An edition never changes, so what was read once
 * stays right, and no sheet waits for the database to count 6,900 cells again.
 */
final class Snapshot {

  /** A figure, and whether it came by an import rather than with the product. */
  private record Cell(Figure figure, boolean imported) {

    /** Whether it is out by then, see {@link AsOf}. */
    boolean isOut(AsOf asOf) {
      return !figure.end().isAfter(asOf.yearEnd())
          || imported && !figure.end().isAfter(asOf.endedBy());
    }
  }

  /** One period of one indicator, for all areas by DfE number. */
  private record Period(LocalDate end, Map<String, Cell> cells) {}

  private final Map<String, Indicator> indicators = new LinkedHashMap<>();
  private final Map<String, Area> areas = new HashMap<>();

  /** By indicator, the oldest period first. */
  private final Map<String, List<Period>> periods = new HashMap<>();

  private final Map<String, Integer> decimals = new HashMap<>();

  /**
   * @param indicators in the catalogue's order
   */
  Snapshot(List<Indicator> indicators, List<Area> areas) {
    indicators.forEach(indicator -> this.indicators.put(indicator.code(), indicator));
    areas.forEach(area -> this.areas.put(area.dfeNumber(), area));
  }

  /** Takes in one cell; the cells of an indicator must come with the oldest period first. */
  void add(String indicator, String dfeNumber, Figure figure, boolean imported) {
    List<Period> known = periods.computeIfAbsent(indicator, code -> new ArrayList<>());
    if (known.isEmpty() || !known.get(known.size() - 1).end().equals(figure.end())) {
      known.add(new Period(figure.end(), new HashMap<>()));
    }
    known.get(known.size() - 1).cells().put(dfeNumber, new Cell(figure, imported));
    figure
        .value()
        .ifPresent(
            value ->
                decimals.merge(
                    indicator, Math.max(0, value.stripTrailingZeros().scale()), Math::max));
  }

  List<Indicator> indicators() {
    return List.copyOf(indicators.values());
  }

  Optional<Area> area(String dfeNumber) {
    return Optional.ofNullable(areas.get(dfeNumber));
  }

  /** Every English authority, by name. */
  List<Area> authorities() {
    return areas.values().stream()
        .filter(area -> area.kind() == Area.Kind.AUTHORITY)
        .sorted(Comparator.comparing(Area::name))
        .toList();
  }

  /** The region that an authority lies in, as an area with figures of its own. */
  Optional<Area> regionOf(Area authority) {
    return areas.values().stream()
        .filter(area -> area.kind() == Area.Kind.REGION)
        .filter(area -> authority.region().filter(area.name()::equals).isPresent())
        .findFirst();
  }

  Optional<Area> england() {
    return areas.values().stream().filter(a -> a.kind() == Area.Kind.COUNTRY).findFirst();
  }

  /** How many decimals the publisher gives for an indicator. */
  int decimals(Indicator indicator) {
    return decimals.getOrDefault(indicator.code(), 0);
  }

  /** An area's cells of one indicator that are out by then, the oldest first. */
  List<Figure> history(Indicator indicator, String dfeNumber, AsOf asOf) {
    return periods.getOrDefault(indicator.code(), List.of()).stream()
        .map(period -> period.cells().get(dfeNumber))
        .filter(cell -> cell != null && cell.isOut(asOf))
        .map(Cell::figure)
        .toList();
  }

  /**
   * One indicator of one authority beside the others.
   *
   * @param neighbours DfE numbers of its statistical neighbours
   * @param chosen DfE number of the authority to compare with, or empty
   */
  Comparison compare(
      Indicator indicator,
      Area authority,
      AsOf asOf,
      Set<String> neighbours,
      Optional<String> chosen) {
    List<Figure> history = history(indicator, authority.dfeNumber(), asOf);
    Map<String, Figure> cells = newest(indicator, authority.dfeNumber(), asOf);
    Optional<Figure> own = Optional.ofNullable(cells.get(authority.dfeNumber()));
    List<BigDecimal> near =
        neighbours.stream()
            .filter(cells::containsKey)
            .flatMap(neighbour -> cells.get(neighbour).value().stream())
            .toList();
    return new Comparison(
        indicator,
        decimals(indicator),
        own,
        regionOf(authority).map(area -> cells.get(area.dfeNumber())),
        england().map(area -> cells.get(area.dfeNumber())),
        chosen.map(cells::get),
        average(near),
        near.size(),
        own.flatMap(Figure::value).map(value -> standing(indicator, value, cells)),
        history,
        places(authority, cells));
  }

  /** All areas' figures of the newest period for which an area has one that is out. */
  private Map<String, Figure> newest(Indicator indicator, String dfeNumber, AsOf asOf) {
    List<Period> known = periods.getOrDefault(indicator.code(), List.of());
    for (int newest = known.size() - 1; newest >= 0; newest--) {
      Map<String, Cell> cells = known.get(newest).cells();
      if (cells.containsKey(dfeNumber) && cells.get(dfeNumber).isOut(asOf)) {
        Map<String, Figure> figures = new HashMap<>();
        cells.forEach((area, cell) -> figures.put(area, cell.figure()));
        return figures;
      }
    }
    return Map.of();
  }

  private EnglandRank standing(Indicator indicator, BigDecimal own, Map<String, Figure> cells) {
    int better = 0;
    int of = 0;
    for (Map.Entry<String, Figure> cell : cells.entrySet()) {
      Optional<BigDecimal> value = cell.getValue().value();
      if (value.isPresent() && areas.get(cell.getKey()).kind() == Area.Kind.AUTHORITY) {
        of++;
        if (indicator.polarity().isBetter(value.get(), own)) {
          better++;
        }
      }
    }
    return EnglandRank.of(better + 1, of, indicator.polarity());
  }

  private List<Place> places(Area authority, Map<String, Figure> cells) {
    return cells.entrySet().stream()
        .map(cell -> new Place(areas.get(cell.getKey()), cell.getValue()))
        .filter(place -> place.authority().region().equals(authority.region()))
        .filter(place -> place.authority().kind() == Area.Kind.AUTHORITY)
        .sorted(Comparator.comparing(place -> place.authority().name()))
        .toList();
  }

  private static Optional<BigDecimal> average(List<BigDecimal> numbers) {
    return numbers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            numbers.stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL64));
  }
}
