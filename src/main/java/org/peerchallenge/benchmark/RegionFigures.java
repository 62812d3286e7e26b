package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The figures of a whole region, for the office and the summit. */
@Service
public class RegionFigures {

  private final Figures figures;
  private final String name;
  private final String nameInFigures;

  RegionFigures(
      Figures figures,
      @Value("${peerchallenge.region.name}") String name,
      @Value("${peerchallenge.region.figures-name}") String nameInFigures) {
    this.figures = figures;
    this.name = name;
    this.nameInFigures = nameInFigures;
  }

  /** All indicators that the audience may see, for all authorities of the region. */
  public HeatTable heatTable(AsOf asOf, Audience audience) {
    Snapshot all = figures.snapshot(asOf.edition());
    List<Area> authorities = authorities(all);
    Map<String, List<HeatTable.Row>> topics = new LinkedHashMap<>();
    for (Indicator indicator : all.indicators().stream().filter(audience::sees).toList()) {
      List<SheetRow> rows =
          authorities.stream()
              .map(area -> all.compare(indicator, area, asOf, Set.of(), Optional.empty()))
              .map(SheetRow::new)
              .toList();
      if (rows.stream().anyMatch(row -> row.comparison().own().isPresent())) {
        List<HeatTable.Cell> cells = new ArrayList<>();
        for (int i = 0; i < authorities.size(); i++) {
          SheetRow row = rows.get(i);
          cells.add(
              new HeatTable.Cell(authorities.get(i), row.period(), row.own(), row.quartile()));
        }
        topics
            .computeIfAbsent(indicator.topic(), topic -> new ArrayList<>())
            .add(new HeatTable.Row(indicator, cells));
      }
    }
    return new HeatTable(
        name,
        asOf,
        authorities,
        topics.entrySet().stream()
            .map(topic -> new HeatTable.Topic(topic.getKey(), topic.getValue()))
            .toList());
  }

  /**
   * One indicator over time; empty when the audience knows no such indicator.
   *
   * @param slug as {@link Indicator#slug()}, or the code itself
   */
  public Optional<RegionView> view(String slug, AsOf asOf, Audience audience) {
    Snapshot all = figures.snapshot(asOf.edition());
    return all.indicators().stream()
        .filter(audience::sees)
        .filter(one -> one.slug().equals(slug) || one.code().equals(slug))
        .findFirst()
        .map(indicator -> view(all, indicator, asOf));
  }

  private RegionView view(Snapshot all, Indicator indicator, AsOf asOf) {
    List<Area> authorities = authorities(all);
    Map<Area, List<Figure>> histories = new LinkedHashMap<>();
    Optional<Area> average = authorities.stream().findFirst().flatMap(all::regionOf);
    Stream.of(authorities.stream(), average.stream(), all.england().stream())
        .flatMap(areas -> areas)
        .forEach(area -> histories.put(area, all.history(indicator, area.dfeNumber(), asOf)));
    List<String> periods =
        histories.values().stream()
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Figure::end))
            .map(Figure::period)
            .distinct()
            .toList();
    List<Figure> numbers =
        histories.values().stream()
            .flatMap(List::stream)
            .filter(figure -> figure.value().isPresent())
            .sorted(Comparator.comparing(figure -> figure.value().orElseThrow()))
            .toList();
    Optional<Figure> least = numbers.stream().findFirst();
    Optional<Figure> most = numbers.stream().reduce((one, higher) -> higher);
    Scale scale =
        new Scale(
            periods,
            least.flatMap(Figure::value).map(BigDecimal::doubleValue).orElse(0.0),
            most.flatMap(Figure::value).map(BigDecimal::doubleValue).orElse(0.0),
            all.england().map(histories::get).orElse(List.of()),
            all.decimals(indicator));
    return new RegionView(
        indicator,
        all.decimals(indicator),
        name,
        periods,
        least
            .map(
                low ->
                    low.shown(scale.decimals())
                        + " to "
                        + most.orElseThrow().shown(scale.decimals()))
            .orElse(""),
        authorities.stream().map(area -> line(area, histories.get(area), scale)).toList(),
        average.map(area -> line(area, histories.get(area), scale)),
        all.england().map(area -> line(area, histories.get(area), scale)));
  }

  /** One scale for all pictures, or they could not be compared. */
  record Scale(
      List<String> periods, double least, double most, List<Figure> england, int decimals) {}

  private static RegionView.Line line(Area area, List<Figure> history, Scale scale) {
    Map<String, String> shown =
        history.stream()
            .collect(Collectors.toMap(Figure::period, f -> f.shown(scale.decimals()), (a, b) -> a));
    String words =
        area.name()
            + ": "
            + history.stream()
                .map(figure -> figure.period() + " " + figure.shown(scale.decimals()))
                .collect(Collectors.joining("; "));
    return new RegionView.Line(area, shown, Pictures.years(history, scale, words));
  }

  private List<Area> authorities(Snapshot all) {
    return all.authorities().stream()
        .filter(area -> area.region().filter(nameInFigures::equals).isPresent())
        .toList();
  }
}
