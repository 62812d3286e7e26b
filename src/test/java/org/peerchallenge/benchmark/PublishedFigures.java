package org.peerchallenge.benchmark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The published files as the tests read them: in plain Java, without the code or the database under
 * test.
 */
public final class PublishedFigures {

  private static final Predicate<String> NUMBER =
      Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?").asMatchPredicate();

  /** A cell as the publisher has it. */
  public record Cell(String dfeNumber, String indicator, String period, String published) {

    /** "2016-17 (OT)" ends in 2017, as the financial year that is called 2017 does. */
    int year() {
      int first = Integer.parseInt(period.substring(0, 4));
      return period.matches("\\d{4}-\\d{2}.*") ? first + 1 : first;
    }

    public boolean isNumber() {
      return NUMBER.test(published);
    }

    /** To six places: 306.89999999999998 and 306.9 are one figure. */
    public BigDecimal number() {
      return new BigDecimal(published).setScale(6, RoundingMode.HALF_UP);
    }
  }

  /** Where an authority stands among those with a number. */
  public record Stand(int rank, int of) {

    /** The quarter of the list in which the place lies. */
    public int quartile() {
      double place = (double) rank / of;
      return place <= 0.25 ? 1 : place <= 0.5 ? 2 : place <= 0.75 ? 3 : 4;
    }
  }

  private final Map<String, NamedCsvRecord> catalogue = new LinkedHashMap<>();
  private final Map<String, NavigableMap<Integer, Map<String, Cell>>> cells = new HashMap<>();
  private final Set<String> authorities = new HashSet<>();
  private final List<NamedCsvRecord> neighbours =
      csv("/figures/statistical-neighbours-south-east.csv");

  public PublishedFigures() {
    csv("/figures/indicator-catalogue.csv")
        .forEach(row -> catalogue.put(row.getField("indicator_code"), row));
    for (NamedCsvRecord row : csv("/figures/indicators-england.csv.gz")) {
      Cell cell =
          new Cell(
              row.getField("dfe_la_number"),
              row.getField("indicator_code"),
              row.getField("period"),
              row.getField("raw_value"));
      cells
          .computeIfAbsent(cell.indicator(), code -> new TreeMap<>())
          .computeIfAbsent(cell.year(), year -> new HashMap<>())
          .put(cell.dfeNumber(), cell);
      if (!row.getField("region").equals("NA")) {
        authorities.add(cell.dfeNumber());
      }
    }
  }

  /** The 8,442 cells of the region's file. */
  public static List<NamedCsvRecord> southEast() {
    return csv("/figures/indicators-south-east.csv");
  }

  /** The nineteen. */
  public List<String> authoritiesOfSouthEast() {
    return neighbours.stream().map(row -> row.getField("dfe_la_number")).distinct().toList();
  }

  public Set<String> indicators() {
    return catalogue.keySet();
  }

  public String name(String indicator) {
    return catalogue.get(indicator).getField("name");
  }

  public String unit(String indicator) {
    return catalogue.get(indicator).getField("unit");
  }

  /** high, low or none. */
  public String polarity(String indicator) {
    return catalogue.get(indicator).getField("polarity");
  }

  /** An area's newest cell of a year or before; null before the indicator began. */
  public Cell newest(String dfeNumber, String indicator, int upToYear) {
    return cells.get(indicator).headMap(upToYear, true).descendingMap().values().stream()
        .filter(areas -> areas.containsKey(dfeNumber))
        .map(areas -> areas.get(dfeNumber))
        .findFirst()
        .orElse(null);
  }

  /** The cell of the year before; null when there is none. */
  public Cell before(Cell cell) {
    return newest(cell.dfeNumber(), cell.indicator(), cell.year() - 1);
  }

  /** Another area's cell of the same period; null when there is none. */
  public Cell beside(Cell cell, String dfeNumber) {
    return cells.get(cell.indicator()).get(cell.year()).get(dfeNumber);
  }

  /** Rank 1 is best, or highest without a direction; equals share the better rank. */
  public Stand stand(Cell own) {
    boolean lowFirst = polarity(own.indicator()).equals("low");
    int rank = 1;
    int of = 0;
    for (Cell other : cells.get(own.indicator()).get(own.year()).values()) {
      if (authorities.contains(other.dfeNumber()) && other.isNumber()) {
        of++;
        int above = other.number().compareTo(own.number());
        if (lowFirst ? above < 0 : above > 0) {
          rank++;
        }
      }
    }
    return new Stand(rank, of);
  }

  /** Numbers of the ten neighbours in the newest model of that time, or the oldest of all. */
  public List<BigDecimal> neighbours(Cell own, int upToYear) {
    String model = upToYear < 2025 ? "2021" : "2025";
    return neighbours.stream()
        .filter(row -> row.getField("model_year").equals(model))
        .filter(row -> row.getField("dfe_la_number").equals(own.dfeNumber()))
        .map(row -> beside(own, row.getField("neighbour_la_number")))
        .filter(cell -> cell != null && cell.isNumber())
        .map(Cell::number)
        .toList();
  }

  private static List<NamedCsvRecord> csv(String file) {
    try (InputStream in = PublishedFigures.class.getResourceAsStream(file);
        var reader =
            CsvReader.builder()
                .ofNamedCsvRecord(
                    new InputStreamReader(
                        file.endsWith(".gz") ? new GZIPInputStream(in) : in,
                        StandardCharsets.UTF_8))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
