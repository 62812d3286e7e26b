package org.peerchallenge.benchmark.imports;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Known indicators, those that figures can be imported for: the catalogue's, and those the data
 * lead defined.
 */
final class KnownIndicators {

  /** What a check needs to know of an indicator. */
  static final class Measure {

    final String code;
    final String name;
    final String topic;
    final String unit;
    final String periodType;
    final boolean unpublished;

    /** Whether its figures are percentages. */
    final boolean share;

    private Measure(
        String code,
        String topic,
        String name,
        String unit,
        String periodType,
        boolean unpublished) {
      this.code = code;
      this.topic = topic;
      this.name = name;
      this.unit = unit;
      this.periodType = periodType;
      this.unpublished = unpublished;
      this.share = unit.startsWith("%") || unit.toLowerCase(Locale.UK).startsWith("percent");
    }

    /** Why a number is hardly one of this indicator; null when it may be. */
    String outOfRange(String number) {
      if (number.charAt(0) == '-' && Double.parseDouble(number) < 0) {
        return number + " is less than nothing";
      }
      int point = number.indexOf('.');
      return share && (point < 0 ? number.length() : point) >= 3 && Double.parseDouble(number) > 100
          ? number + " is more than 100 per cent"
          : null;
    }
  }

  private final Map<String, Measure> byCode = new LinkedHashMap<>();

  KnownIndicators(JdbcClient jdbc) {
    jdbc.sql(
            """
            select code, topic, name, unit, period_type, unpublished from (
              select code, topic, name, unit, period_type, unpublished, position from indicator where to_edition is null
              union all
              select code, topic, name, unit, period_type, unpublished, 1000000 from indicator_defined d
              where not exists (select from indicator i where i.code = d.code and i.to_edition is null)) known
            order by position, code
            """)
        .query(
            (row, n) ->
                new Measure(
                    row.getString("code"),
                    row.getString("topic"),
                    row.getString("name"),
                    row.getString("unit"),
                    row.getString("period_type"),
                    row.getBoolean("unpublished")))
        .list()
        .forEach(measure -> byCode.put(measure.code, measure));
  }

  /** The indicator of that code; null when there is none. */
  Measure find(String code) {
    return byCode.get(code);
  }

  /** The indicators of that name, whatever its capital letters and spaces. */
  List<Measure> called(String name) {
    String words = words(name);
    return byCode.values().stream().filter(one -> words(one.name).equals(words)).toList();
  }

  /**
   * The indicator whose name stands in the name of a file, in which programs replace what no file's
   * name may have; the longest of several.
   */
  Optional<Measure> namedIn(String fileName) {
    String words = words(fileName);
    return byCode.values().stream()
        .filter(one -> words.contains(words(one.name)))
        .max(Comparator.comparingInt(one -> one.name.length()));
  }

  private static String words(String name) {
    return name.toLowerCase(Locale.UK).replaceAll("[^a-z0-9]+", " ").strip();
  }

  List<Measure> all() {
    return List.copyOf(byCode.values());
  }
}
