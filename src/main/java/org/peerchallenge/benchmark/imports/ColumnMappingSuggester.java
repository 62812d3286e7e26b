package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peerchallenge.benchmark.imports.KnownIndicators.Measure;
import org.peerchallenge.kernel.MachineTrouble;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Suggests a column mapping, that is which columns of a wide file are which indicators: by the
 * figures that both have and, where there are none, by the words of heading and name. A person
 * decides.
 */
@Service
public class ColumnMappingSuggester {

  /**
   * A column of measures.
   *
   * @param indicator the likeliest one, if any
   * @param where under which values of the filters
   * @param reason why, for the person who decides
   */
  public record Column(
      String heading,
      List<String> examples,
      Optional<String> indicator,
      Map<String, String> where,
      String reason) {}

  /**
   * A column that divides the figures further.
   *
   * @param values those to choose from, the likeliest total first
   * @param known all that it has in the whole file; empty when they are too many to be listed, so
   *     that none is refused for being new
   */
  public record Filter(String heading, List<String> values, List<String> known) {}

  /**
   * What a file looks like.
   *
   * @param periods what it says of its periods, such as “Financial year”
   */
  public record Sheet(List<Column> columns, List<Filter> filters, List<String> periods) {

    /** Whether it names a kind of year, which an indicator may have otherwise. */
    public boolean namesYears() {
      return periods.stream().anyMatch(Period::isYear);
    }

    /** Those of its periods that cannot be of an indicator with such periods. */
    public List<String> periodsUnlike(String periodType) {
      return periods.stream().filter(said -> !Period.fits(said, periodType)).toList();
    }
  }

  /** As many lines as tell what a column is, from the whole file. */
  private static final int SAMPLE = 20_000;

  private static final int MOST_PERIODS = 30;

  /** Of the figures that both have, this share must agree. */
  private static final double AGREE = 0.6;

  private static final int FEWEST_SHARED = 20;

  /** Files with filters by the hundred have groups by the million; the first are enough. */
  private static final int MOST_MATCHES = 100_000;

  private static final int MOST_VALUES = 300;

  /** A column with more values than this divides nothing that a person could choose from. */
  private static final int MOST_KNOWN = 3_000;

  private static final Map<String, String> SAME_WORD =
      Map.of(
          "percentage",
          "percent",
          "pct",
          "percent",
          "referrals",
          "referral",
          "re",
          "",
          "number",
          "count",
          "children",
          "child",
          "looked",
          "cla",
          "lac",
          "cla",
          "vacancies",
          "vacancy");

  /** Words that say how something is counted, and not what. */
  private static final Set<String> COUNTED = Set.of("percent", "rate", "count");

  private final Imports imports;
  private final JdbcClient jdbc;

  ColumnMappingSuggester(Imports imports, JdbcClient jdbc) {
    this.imports = imports;
    this.jdbc = jdbc;
  }

  /**
   * Looks at an import's file: at the beginning for what a column is, at the whole for the values
   * that it has, since a filter may begin late in a file.
   *
   * @throws Refused when it is no such file
   */
  public Sheet of(long importId) {
    try {
      try {
        return look(importId, StandardCharsets.UTF_8);
      } catch (CharacterCodingException e) {
        return look(importId, ImportChecker.WINDOWS);
      }
    } catch (IOException e) {
      if (MachineTrouble.in(e).isPresent()) {
        throw new UncheckedIOException(e);
      }
      throw new Refused("The file cannot be read: " + e.getMessage());
    }
  }

  private Sheet look(long importId, Charset charset) throws IOException {
    try (Lines lines = ImportChecker.open(() -> imports.file(importId), charset)) {
      Table table = new Table(lines, WideLayout.NEEDED, "A file of Explore Education Statistics");
      List<List<String>> sample = new ArrayList<>();
      // Always the same lines of the same file, and all of a small one.
      Random random = new Random(1);
      long seen = 0;
      Set<String> periods = new TreeSet<>();
      int identifier = table.column("time_identifier");
      Map<Integer, Values> valuesOf = new LinkedHashMap<>();
      for (int column = 0; column < table.heading().size(); column++) {
        if (!WideLayout.PLACE_AND_TIME.contains(table.heading().get(column))) {
          valuesOf.put(column, new Values());
        }
      }
      for (String line = lines.next(); line != null; line = lines.next()) {
        List<String> fields = table.fields(line);
        if (fields.size() == table.heading().size()) {
          valuesOf.forEach((column, values) -> values.add(fields.get(column).strip()));
          if (periods.size() < MOST_PERIODS && !fields.get(identifier).isBlank()) {
            periods.add(fields.get(identifier).strip());
          }
          seen++;
          if (sample.size() < SAMPLE) {
            sample.add(fields);
          } else if (random.nextLong(seen) < SAMPLE) {
            sample.set(random.nextInt(SAMPLE), fields);
          }
        }
      }
      return propose(table, sample, valuesOf, List.copyOf(periods));
    }
  }

  /** The values of one column over the whole file. */
  private static final class Values {

    private final Map<String, Integer> counts = new HashMap<>();
    private boolean tooMany;
    private long rows;
    private long measured;

    void add(String value) {
      rows++;
      if (Numbers.isSymbol(value) || isNumber(value)) {
        measured++;
      }
      if (counts.containsKey(value) || counts.size() < MOST_KNOWN) {
        counts.merge(value, 1, Integer::sum);
      } else {
        tooMany = true;
      }
    }

    boolean isMeasure() {
      return measured > 0.8 * rows && counts.keySet().stream().anyMatch(Values::isNumber);
    }

    private static boolean isNumber(String value) {
      return Numbers.plain(value).isPresent() || Commas.isAskedOf(value);
    }

    Filter asFilter(String heading) {
      List<String> sorted =
          counts.entrySet().stream()
              .sorted(
                  Comparator.comparing((Map.Entry<String, Integer> v) -> !isTotal(v.getKey()))
                      .thenComparing(v -> -v.getValue())
                      .thenComparing(Map.Entry::getKey))
              .map(Map.Entry::getKey)
              .toList();
      return new Filter(
          heading, sorted.stream().limit(MOST_VALUES).toList(), tooMany ? List.of() : sorted);
    }
  }

  private Sheet propose(
      Table table, List<List<String>> rows, Map<Integer, Values> valuesOf, List<String> periods) {
    List<Filter> filters = new ArrayList<>();
    valuesOf.forEach(
        (column, values) -> {
          if (!values.isMeasure()) {
            filters.add(values.asFilter(table.heading().get(column)));
          }
        });
    Map<String, Map<String, BigDecimal>> held = held(table, rows);
    Map<Target, Proposal> likeliest = new HashMap<>();
    List<Proposal> proposals = new ArrayList<>();
    valuesOf.forEach(
        (column, values) -> {
          if (values.isMeasure()) {
            List<String> examples =
                values.counts.keySet().stream().filter(Values::isNumber).limit(3).toList();
            Proposal one = propose(table, rows, column, examples, filters, held);
            proposals.add(one);
            likeliest.merge(Target.of(one), one, (a, b) -> a.likelihood >= b.likelihood ? a : b);
          }
        });
    List<Column> columns =
        proposals.stream()
            .map(one -> likeliest.get(Target.of(one)) == one ? one.column : one.withoutIndicator())
            .toList();
    return new Sheet(columns, filters, periods);
  }

  /** What a column may be, and how likely: what figures say is likelier than what words say. */
  private record Proposal(Column column, double likelihood) {

    Column withoutIndicator() {
      return new Column(column.heading, column.examples, Optional.empty(), column.where, "");
    }
  }

  /** An indicator has one column under the same values of the filters. */
  private record Target(Optional<String> indicator, Map<String, String> where) {

    static Target of(Proposal one) {
      return new Target(one.column.indicator, one.column.where);
    }
  }

  private static boolean isTotal(String value) {
    return value.toLowerCase(Locale.UK).matches("total|all|all .*|total .*");
  }

  private Proposal propose(
      Table table,
      List<List<String>> rows,
      int column,
      List<String> examples,
      List<Filter> filters,
      Map<String, Map<String, BigDecimal>> held) {
    String heading = table.heading().get(column);
    Map<Match, int[]> agreement = agreement(table, rows, column, filters, held);
    Optional<Map.Entry<Match, int[]>> best =
        agreement.entrySet().stream()
            .filter(one -> one.getValue()[1] >= FEWEST_SHARED)
            .filter(one -> one.getValue()[0] >= AGREE * one.getValue()[1])
            .max(
                Comparator.comparingDouble(
                        (Map.Entry<Match, int[]> one) ->
                            (double) one.getValue()[0] / one.getValue()[1])
                    .thenComparingInt(one -> one.getValue()[1])
                    .thenComparing(one -> one.getKey().toString()));
    if (best.isPresent()) {
      int[] counts = best.get().getValue();
      return new Proposal(
          new Column(
              heading,
              examples,
              Optional.of(best.get().getKey().indicator),
              where(filters, best.get().getKey().group),
              counts[0] + " of " + counts[1] + " figures agree with those we have"),
          1 + (double) counts[0] / counts[1]);
    }
    List<String> total = total(filters);
    Optional<Measure> alike =
        new KnownIndicators(jdbc)
            .all().stream()
                // Figures that both have and that differ speak louder than words.
                .filter(
                    measure ->
                        agreement.getOrDefault(new Match(measure.code, total), new int[2])[1]
                            < FEWEST_SHARED)
                .filter(measure -> likeness(heading, measure) >= 0.5)
                .max(Comparator.comparingDouble(measure -> likeness(heading, measure)));
    return new Proposal(
        new Column(
            heading,
            examples,
            alike.map(measure -> measure.code),
            where(filters, total),
            alike.isPresent() ? "by the words of its heading" : ""),
        alike.map(measure -> likeness(heading, measure)).orElse(0.0));
  }

  /** An indicator, and the values of the filters under which a column may be it. */
  private record Match(String indicator, List<String> group) {}

  /**
   * The likeliest total of each filter; empty where a filter has too many values to choose from.
   */
  private static List<String> total(List<Filter> filters) {
    return filters.stream().map(f -> f.values().isEmpty() ? "" : f.values().get(0)).toList();
  }

  private static Map<String, String> where(List<Filter> filters, List<String> group) {
    Map<String, String> where = new LinkedHashMap<>();
    for (int i = 0; i < filters.size(); i++) {
      where.put(filters.get(i).heading(), group.get(i));
    }
    return where;
  }

  /**
   * Of each indicator and group: how many figures agree to the last printed place, and of how many.
   * A measure is often an indicator under one value of a filter only.
   */
  private static Map<Match, int[]> agreement(
      Table table,
      List<List<String>> rows,
      int column,
      List<Filter> filters,
      Map<String, Map<String, BigDecimal>> held) {
    Map<Match, int[]> agreement = new HashMap<>();
    int[] at = filters.stream().mapToInt(f -> table.column(f.heading())).toArray();
    for (List<String> row : rows) {
      Optional<String> number = Numbers.plain(row.get(column).strip());
      Map<String, BigDecimal> ours = held.get(key(table, row));
      if (number.isPresent() && ours != null) {
        BigDecimal value = new BigDecimal(number.get());
        List<String> group = Arrays.stream(at).mapToObj(f -> row.get(f).strip()).toList();
        ours.forEach(
            (code, other) -> {
              Match match = new Match(code, group);
              if (agreement.size() < MOST_MATCHES || agreement.containsKey(match)) {
                int[] counts = agreement.computeIfAbsent(match, c -> new int[2]);
                counts[1]++;
                if (other.setScale(value.scale(), RoundingMode.HALF_UP).compareTo(value) == 0) {
                  counts[0]++;
                }
              }
            });
      }
    }
    return agreement;
  }

  /** Our current figures of authorities and years that the sample has, by area and year. */
  private Map<String, Map<String, BigDecimal>> held(Table table, List<List<String>> rows) {
    Set<String> keys = rows.stream().map(row -> key(table, row)).collect(Collectors.toSet());
    Map<String, Map<String, BigDecimal>> held = new HashMap<>();
    jdbc.sql(
            """
            select dfe_number || ' ' || extract(year from period_end)::integer as key, indicator_code, value
            from figure where to_edition is null and value is not null
            """)
        .query(
            row -> {
              if (keys.contains(row.getString("key"))) {
                held.computeIfAbsent(row.getString("key"), k -> new HashMap<>())
                    .put(row.getString("indicator_code"), row.getBigDecimal("value"));
              }
            });
    return held;
  }

  private static String key(Table table, List<String> row) {
    int number = table.column("old_la_code");
    String time = row.get(table.column("time_period")).strip();
    String year =
        time.matches("[0-9]{6}")
            ? String.valueOf(Integer.parseInt(time.substring(0, 4)) + 1)
            : time;
    return (number < 0 ? "" : row.get(number).strip()) + " " + year;
  }

  private static double likeness(String heading, Measure measure) {
    Set<String> own = words(heading);
    Set<String> other = words(measure.name + " " + measure.unit);
    if (own.contains("count") && !other.contains("count")) {
      return 0;
    }
    if (measure.unit.startsWith("%") && !other.contains("rate") && own.remove("rate")) {
      own.add("percent");
    }
    Set<String> shared = own.stream().filter(other::contains).collect(Collectors.toSet());
    return COUNTED.containsAll(shared) ? 0 : (double) shared.size() / own.size();
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.UK).replace("%", " percent ").split("[^a-z0-9]+"))
        .map(word -> SAME_WORD.getOrDefault(word, word))
        .filter(word -> word.length() > 2)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
