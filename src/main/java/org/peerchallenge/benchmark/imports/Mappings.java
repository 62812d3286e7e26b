package org.peerchallenge.benchmark.imports;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The saved mappings of DfE's files, and the indicators that the data lead defined for them. */
@Service
public class Mappings {

  /**
   * What the data lead says of an indicator that the catalogue lacks.
   *
   * @param publication where it is published; empty when it is not
   * @param unpublished whether the region collects it for itself
   */
  public record Definition(
      String code,
      String topic,
      String name,
      String polarity,
      String unit,
      String periodType,
      String publication,
      boolean unpublished) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Mappings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public List<String> names() {
    return jdbc.sql("select name from figure_mapping order by name").query(String.class).list();
  }

  public Optional<Mapping> find(String name) {
    return jdbc.sql("select definition::text from figure_mapping where name = :name")
        .param("name", name)
        .query(String.class)
        .optional()
        .map(Mappings::read);
  }

  /** Saves a mapping under a name, in place of the one of that name. */
  @Transactional
  public void save(String name, Mapping mapping, String by) {
    if (name.isBlank() || name.length() > 80) {
      throw new Refused(
          "Give the mapping a name of up to 80 characters, such as the topic of the file.");
    }
    jdbc.sql(
            """
            insert into figure_mapping (name, definition, saved_by, saved_at)
            values (:name, cast(:definition as jsonb), :by, :now)
            on conflict (name) do update
              set definition = excluded.definition, saved_by = excluded.saved_by, saved_at = excluded.saved_at
            """)
        .param("name", name.strip())
        .param("definition", write(mapping))
        .param("by", by)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Defines an indicator; it shows once figures of it are published.
   *
   * @throws Refused with words when something is missing, or the code is taken
   */
  @Transactional
  public void define(Definition wanted, String by) {
    if (!wanted.code().matches("[A-Za-z0-9_%,.-]{2,40}")) {
      throw new Refused(
          "A code has two to forty letters, digits or the signs _ - . and no blanks.");
    }
    refuseIncomplete(wanted);
    if (new KnownIndicators(jdbc).find(wanted.code()) != null) {
      throw new Refused("There is an indicator " + wanted.code() + " already.");
    }
    jdbc.sql(
            """
            insert into indicator_defined
              (code, topic, name, polarity, unit, period_type, publication, unpublished, defined_by, defined_at)
            values (:code, :topic, :name, :polarity, :unit, :periodType, :publication, :unpublished, :by, :now)
            """)
        .param("code", wanted.code())
        .param("topic", wanted.topic().strip())
        .param("name", wanted.name().strip())
        .param("polarity", wanted.polarity())
        .param("unit", wanted.unit().strip())
        .param("periodType", wanted.periodType())
        .param("publication", wanted.unpublished() ? "" : wanted.publication().strip())
        .param("unpublished", wanted.unpublished())
        .param("by", by)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** What is said of an indicator; empty when there is none of that code. */
  public Optional<Definition> definition(String code) {
    return jdbc.sql(
            """
            select code, topic, name, polarity, unit, period_type, publication, unpublished from indicator
            where code = :code and to_edition is null
            union all
            select code, topic, name, polarity, unit, period_type, publication, unpublished from indicator_defined
            where code = :code and not exists (select from indicator where code = :code and to_edition is null)
            """)
        .param("code", code)
        .query(
            (row, n) ->
                new Definition(
                    row.getString("code"),
                    row.getString("topic"),
                    row.getString("name"),
                    row.getString("polarity"),
                    row.getString("unit"),
                    row.getString("period_type"),
                    row.getString("publication"),
                    row.getBoolean("unpublished")))
        .optional();
  }

  /**
   * Mends what is said of an indicator. Where figures of it are published that is a new edition,
   * which can be undone; another kind of year then moves the end of each period with it.
   *
   * @throws Refused with words when something is missing, or figures by quarter, term or month
   *     would become those of a year
   */
  @Transactional
  public void mend(Definition wanted, String by) {
    Definition before =
        definition(wanted.code())
            .orElseThrow(() -> new Refused("There is no indicator " + wanted.code() + "."));
    refuseIncomplete(wanted);
    if (before.equals(wanted)) {
      throw new Refused("Nothing of the indicator is changed.");
    }
    boolean published =
        jdbc.sql("select exists (select from indicator where code = :code and to_edition is null)")
            .param("code", wanted.code())
            .query(Boolean.class)
            .single();
    jdbc.sql(
            """
            update indicator_defined set topic = :topic, name = :name, polarity = :polarity, unit = :unit,
              period_type = :periodType, publication = :publication, unpublished = :unpublished
            where code = :code
            """)
        .paramSource(wanted)
        .update();
    if (published) {
      new Publication(jdbc, clock)
          .mend(wanted, !before.periodType().equals(wanted.periodType()), by);
    }
  }

  /**
   * Asks before the file is read what would make every line of it a fault.
   *
   * @throws Refused when nothing is taken, two columns are one indicator of the same lines, or a
   *     kind of period is not the indicator's and nobody has decided
   */
  public void refuseUnclear(Mapping mapping, ColumnMappingSuggester.Sheet sheet) {
    if (mapping.measures().isEmpty()) {
      throw new Refused("Choose an indicator for at least one column.");
    }
    Map<Map.Entry<String, Map<String, String>>, String> columns = new HashMap<>();
    for (Mapping.Measured one : mapping.measures()) {
      String other = columns.put(Map.entry(one.indicator(), one.where()), one.column());
      if (other != null) {
        throw new Refused(
            "The columns “"
                + other
                + "” and “"
                + one.column()
                + "” cannot both be the same indicator of the same lines. Leave one of them out, or"
                + " choose another indicator for it.");
      }
    }
    for (Mapping.Measured one : mapping.measures()) {
      String type = definition(one.indicator()).map(Definition::periodType).orElse("Annual");
      List<String> unlike = sheet.periodsUnlike(type);
      boolean decided =
          one.ownYear() && Period.isYearly(type) && unlike.stream().allMatch(Period::isYear);
      if (!unlike.isEmpty() && unlike.size() == sheet.periods().size() && !decided) {
        throw new Refused(
            "The file’s periods are “"
                + String.join("”, “", unlike)
                + "”, but those of the indicator for "
                + one.column()
                + " are “"
                + type
                + "”. Say in its line that the year is the indicator’s own, mend the indicator’s"
                + " kind of period below, or choose another indicator.");
      }
    }
  }

  private static void refuseIncomplete(Definition wanted) {
    if (wanted.topic().isBlank() || wanted.name().isBlank() || wanted.unit().isBlank()) {
      throw new Refused("An indicator needs a topic, a name and a unit.");
    }
    if (!wanted.unpublished() && wanted.publication().isBlank()) {
      throw new Refused("Say where the indicator is published, or that the region collects it.");
    }
    if (!List.of("high", "low", "none").contains(wanted.polarity())
        || !Period.TYPES.contains(wanted.periodType())) {
      throw new Refused("Choose which direction is good, and what a period is.");
    }
  }

  /** What a period of an indicator can be. */
  public static List<String> periodTypes() {
    return Period.TYPES;
  }

  /** Every indicator that figures can be brought for. */
  public List<Indicator> indicators() {
    return new KnownIndicators(jdbc)
        .all().stream()
            .map(m -> new Indicator(m.code, m.topic, m.name, m.unit, m.periodType))
            .toList();
  }

  /** An indicator as a choice. */
  public record Indicator(String code, String topic, String name, String unit, String periodType) {}

  private static Mapping read(String json) {
    return JsonText.read(json, Mapping.class);
  }

  private static String write(Mapping mapping) {
    return JsonText.write(mapping);
  }
}
