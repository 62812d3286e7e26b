package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an authority writes its self-assessment from: its figures beside the others', ready for a
 * page or a document.
 *
 * @param region the name of the region whose average stands beside the authority
 * @param chosen the one authority that was chosen to compare with
 * @param asOf which figures it shows
 * @param day as at which it was made
 * @param rows every indicator with a cell by then, in the catalogue's order
 * @param notes how to read it, and what it cannot say
 */
public record DataSheet(
    Area authority,
    String region,
    Optional<Area> chosen,
    AsOf asOf,
    LocalDate day,
    List<SheetRow> rows,
    List<Inspection> inspections,
    List<String> notes) {

  /** To be shown with every figure and in every export. */
  public static final String ATTRIBUTION =
      "Contains public sector information licensed under the Open Government Licence v3.0. Source:"
          + " DfE / Ofsted.";

  /** What DfE's symbols mean, as its publications explain them. */
  private static final Map<String, String> SYMBOLS =
      Map.of(
          "-", "missing or suppressed",
          "c", "suppressed, small numbers",
          "x", "not available",
          "z", "not applicable",
          "u", "low reliability",
          "k", "rounds to 0",
          "low", "rounds to 0");

  /** In which order the rows stand. */
  public enum Order {
    TOPIC,
    WEAKEST_FIRST,
    STRONGEST_FIRST
  }

  /** Some rows under a heading. */
  public record Topic(String name, List<SheetRow> rows) {}

  /** What the inspections graded, side by side, by code with its name. */
  public Map<String, String> inspectedAreas() {
    return Inspection.areas(inspections);
  }

  public String title() {
    return "Data sheet: " + authority.name();
  }

  public List<Topic> topics() {
    Map<String, List<SheetRow>> topics = new LinkedHashMap<>();
    for (SheetRow row : rows) {
      topics.computeIfAbsent(row.indicator().topic(), topic -> new ArrayList<>()).add(row);
    }
    return topics.entrySet().stream()
        .map(topic -> new Topic(topic.getKey(), List.copyOf(topic.getValue())))
        .toList();
  }

  /**
   * The rows by topic, or under one heading by their position in England; those without a direction
   * come last then, in the catalogue's order.
   *
   * @param topic only this one; all when empty
   */
  public List<Topic> topics(Optional<String> topic, Order order) {
    List<Topic> wanted =
        topics().stream().filter(one -> topic.isEmpty() || topic.get().equals(one.name())).toList();
    if (order == Order.TOPIC) {
      return wanted;
    }
    return List.of(
        new Topic(
            order == Order.STRONGEST_FIRST
                ? "By position in England, strongest first"
                : "By position in England, weakest first",
            inOrder(wanted.stream().flatMap(one -> one.rows().stream()).toList(), order)));
  }

  /** Rows of one heading: as they are, or by their position in England. */
  public static List<SheetRow> inOrder(List<SheetRow> rows, Order order) {
    if (order == Order.TOPIC) {
      return rows;
    }
    Comparator<SheetRow> best = Comparator.comparingDouble(SheetRow::standing);
    return rows.stream()
        .sorted(
            Comparator.comparing((SheetRow row) -> row.standing() > 1)
                .thenComparing(order == Order.STRONGEST_FIRST ? best : best.reversed()))
        .toList();
  }

  /** The publisher's symbols that stand on this sheet, and what each means. */
  public Map<String, String> symbols() {
    Map<String, String> shown = new TreeMap<>();
    rows.stream()
        .map(SheetRow::comparison)
        .flatMap(
            c ->
                Stream.of(
                        c.own().stream(),
                        c.region().stream(),
                        c.england().stream(),
                        c.chosen().stream(),
                        c.history().stream())
                    .flatMap(figures -> figures))
        .filter(figure -> figure.value().isEmpty())
        .forEach(
            figure ->
                shown.put(
                    figure.published(),
                    SYMBOLS.getOrDefault(figure.published(), "the publisher's own sign")));
    return shown;
  }
}
