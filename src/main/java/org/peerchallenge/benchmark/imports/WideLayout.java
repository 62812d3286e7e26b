package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.peerchallenge.benchmark.imports.Areas.Area;
import org.peerchallenge.benchmark.imports.KnownIndicators.Measure;
import org.peerchallenge.kernel.Refused;

/**
 * A file as DfE's Explore Education Statistics publishes it: a line for each area, period and
 * group, a column for each measure.
 *
 * <p>A line with one faulty cell is left out as a whole: a fault is often the only sign that its
 * columns are shifted.
 */
final class WideLayout {

  static final Set<String> NEEDED =
      Set.of("time_period", "time_identifier", "geographic_level", "country_code");

  /** Columns that say where and when, in every file. */
  static final Set<String> PLACE_AND_TIME =
      Set.of(
          "time_period",
          "time_identifier",
          "geographic_level",
          "country_code",
          "country_name",
          "region_code",
          "region_name",
          "old_la_code",
          "new_la_code",
          "la_name");

  private static final Set<String> OTHER_LEVELS =
      Set.of(
          "RSC region",
          "Parliamentary constituency",
          "Local authority district",
          "Local enterprise partnership",
          "Local skills improvement plan area",
          "English devolved area",
          "Mayoral combined authority",
          "Opportunity area",
          "Planning area",
          "Police force area",
          "Ward",
          "MAT",
          "Sponsor",
          "School",
          "Provider",
          "Institution");

  /** Authorities that share a service are published in one line, "314 / 318". */
  private static final Pattern JOINT = Pattern.compile("[0-9]{3}(\\s*([/,;&+|]|and)\\s*[0-9]{3})+");

  private static final Pattern JOINT_CODE =
      Pattern.compile("E[0-9]{8}(\\s*([/,;&+|]|and)\\s*E[0-9]{8})+");

  private static final Set<String> NOTHING = Set.of("", "z", "x", ":");

  private record Taken(
      int column, String heading, Measure measure, Map<Integer, String> where, boolean ownYear) {}

  private record Figure(Measure measure, Period period, String published, String value) {}

  private final Mapping mapping;
  private final KnownIndicators known;
  private final Areas areas;
  private final Staging staging;
  private final Map<String, Period> periods = new HashMap<>();
  private Table table;
  private long elsewhere;
  private long otherGroups;

  WideLayout(Mapping mapping, KnownIndicators known, Areas areas, Staging staging) {
    this.mapping = mapping;
    this.known = known;
    this.areas = areas;
    this.staging = staging;
  }

  void read(Lines lines, LineCount progress) throws IOException, SQLException {
    table = new Table(lines, NEEDED, "A file of Explore Education Statistics");
    List<Taken> measures = measures();
    Map<Integer, Set<String>> filters = filters();
    while (table.next(staging)) {
      progress.at(table.line());
      if (isOfKnownGroup(filters)) {
        List<Taken> taken = measures.stream().filter(this::takes).toList();
        Area area = taken.isEmpty() ? null : area();
        if (taken.isEmpty()) {
          otherGroups++;
        } else if (area != null) {
          figures(taken, area);
        }
      }
    }
    sayWhatWasNotTaken(measures);
  }

  private List<Taken> measures() {
    List<Taken> measures = new ArrayList<>();
    Set<String> missing = new TreeSet<>();
    for (Mapping.Measured one : mapping.measures()) {
      Measure measure = known.find(one.indicator());
      if (measure == null) {
        throw new Refused(
            "The mapping names the indicator "
                + Quoted.of(one.indicator())
                + ", which there is not. Open the mapping.");
      }
      Map<Integer, String> where = new HashMap<>();
      one.where()
          .forEach(
              (column, value) -> {
                if (table.column(column) < 0) {
                  missing.add(column);
                }
                where.put(table.column(column), value);
              });
      if (table.column(one.column()) < 0) {
        missing.add(one.column());
      }
      measures.add(
          new Taken(table.column(one.column()), one.column(), measure, where, one.ownYear()));
    }
    if (!missing.isEmpty()) {
      throw new LineRefused(
          1,
          "The heading lacks "
              + String.join(", ", missing)
              + ", which the mapping takes figures from. Choose the mapping of this topic, or make"
              + " one.");
    }
    if (measures.isEmpty()) {
      throw new Refused(
          "The mapping takes no column of this file: say first which columns are which"
              + " indicators.");
    }
    return measures;
  }

  private Map<Integer, Set<String>> filters() {
    Map<Integer, Set<String>> filters = new HashMap<>();
    mapping
        .filters()
        .forEach(
            (column, values) -> {
              if (table.column(column) >= 0) {
                filters.put(table.column(column), new HashSet<>(values));
              }
            });
    return filters;
  }

  private boolean isOfKnownGroup(Map<Integer, Set<String>> filters) throws SQLException {
    for (Map.Entry<Integer, Set<String>> filter : filters.entrySet()) {
      String value = table.cell(filter.getKey());
      if (!filter.getValue().contains(value)) {
        staging.remark(
            table.line(),
            Remark.Kind.FAULT,
            Quoted.of(value)
                + " is a value that the mapping does not know: open the mapping and save it again to"
                + " take it in ("
                + heading(filter.getKey())
                + ")");
        return false;
      }
    }
    return true;
  }

  private boolean takes(Taken measure) {
    return measure.where.entrySet().stream()
        .allMatch(filter -> table.cell(filter.getKey()).equals(filter.getValue()));
  }

  private Area area() throws SQLException {
    String level = cell("geographic_level");
    if (OTHER_LEVELS.contains(level)) {
      elsewhere++;
      return null;
    }
    if (!cell("country_code").equals("E92000001")) {
      return fault(Quoted.of(cell("country_code")) + " is not England’s code (country_code)");
    }
    if (table.column("country_name") >= 0 && !cell("country_name").equals("England")) {
      return fault(Quoted.of(cell("country_name")) + " is not England (country_name)");
    }
    return switch (level) {
      case "National" ->
          empty("region_code", "region_name") && noAuthority() ? areas.find("970") : null;
      case "Regional" -> noAuthority() ? region() : null;
      case "Local authority" ->
          table.column("region_code") < 0 || region() != null ? authority() : null;
      default -> fault(Quoted.of(level) + " is no level that DfE publishes (geographic_level)");
    };
  }

  private boolean noAuthority() throws SQLException {
    return empty("old_la_code", "new_la_code", "la_name");
  }

  private boolean empty(String... columns) throws SQLException {
    for (String column : columns) {
      if (!NOTHING.contains(cell(column))) {
        fault(
            "A line of level “"
                + cell("geographic_level")
                + "” has "
                + Quoted.of(cell(column))
                + " in "
                + column
                + ": is a column shifted?");
        return false;
      }
    }
    return true;
  }

  private Area region() throws SQLException {
    Area region = areas.findByOnsCode(cell("region_code"));
    if (region == null || region.region != null) {
      return fault(Quoted.of(cell("region_code")) + " is no region’s code (region_code)");
    }
    if (table.column("region_name") >= 0 && !region.isCalled(cell("region_name"))) {
      return fault(
          cell("region_code")
              + " is "
              + region.name
              + ", but the line says "
              + Quoted.of(cell("region_name"))
              + " (region_name)");
    }
    return region;
  }

  /** By the old number, which outlives changes of code; the new code must not contradict it. */
  private Area authority() throws SQLException {
    String number = cell("old_la_code");
    String code = cell("new_la_code");
    if (JOINT.matcher(number).matches() || JOINT_CODE.matcher(code).matches()) {
      return publishedTogether();
    }
    for (String column : List.of("old_la_code", "new_la_code")) {
      if (table.column(column) >= 0 && cell(column).isEmpty()) {
        return fault(
            "The line is on an authority, but "
                + column
                + " is empty: write z where there is none");
      }
    }
    Area byCode = areas.findByOnsCode(code);
    Area area = NOTHING.contains(number) ? byCode : areas.find(number);
    if (!NOTHING.contains(code) && !code.matches("E[0-9]{8}")) {
      return fault(Quoted.of(code) + " is no code of an authority (new_la_code)");
    }
    if (area == null) {
      if (!number.matches("[0-9]{3}") && !NOTHING.contains(number)) {
        return fault(Quoted.of(number) + " is no DfE number of an authority (old_la_code)");
      }
      staging.remark(
          table.line(),
          Remark.Kind.UNKNOWN,
          "There is no authority "
              + (NOTHING.contains(number) ? code : number)
              + ", "
              + Quoted.of(cell("la_name"))
              + Areas.former(NOTHING.contains(number) ? code : number));
      return null;
    }
    if (byCode != null && byCode != area) {
      return fault(
          number
              + " is "
              + area.name
              + ", but "
              + code
              + " is "
              + byCode.name
              + " (old_la_code, new_la_code)");
    }
    if (table.column("la_name") >= 0 && !area.isCalled(cell("la_name"))) {
      if (areas.isOfSeveral(cell("la_name"))) {
        return publishedTogether();
      }
      return fault(
          area.dfeNumber
              + " is "
              + area.name
              + ", but the line says "
              + Quoted.of(cell("la_name"))
              + " (la_name)");
    }
    if (area.region == null) {
      return fault(area.dfeNumber + " is no authority, but " + area.name + " (old_la_code)");
    }
    if (table.column("region_name") >= 0 && !area.isIn(cell("region_name"))) {
      return fault(area.name + " is not in " + Quoted.of(cell("region_name")) + " (region_name)");
    }
    return area;
  }

  private Area publishedTogether() throws SQLException {
    staging.remark(
        table.line(),
        Remark.Kind.UNKNOWN,
        "The line is of several authorities published together ("
            + cell("la_name")
            + "): its figures are no single authority’s");
    return null;
  }

  private Area fault(String words) throws SQLException {
    staging.remark(table.line(), Remark.Kind.FAULT, words);
    return null;
  }

  private void figures(List<Taken> taken, Area area) throws SQLException {
    List<Figure> figures = new ArrayList<>(taken.size());
    boolean whole = true;
    for (Taken one : taken) {
      String published = table.cell(one.column);
      Optional<String> number = staging.number(published);
      Period period = null;
      try {
        period = period(one);
      } catch (Refused e) {
        fault(
            e.getMessage()
                + (e.getMessage().endsWith("(time_identifier)") ? "" : " (time_period)"));
        return;
      }
      if (number.isEmpty() && !Numbers.isSymbol(published)) {
        fault(staging.whyNoNumber(published) + " (" + one.heading + ")");
        whole = false;
      }
      figures.add(
          new Figure(
              one.measure, period, Staging.published(published, number), number.orElse(null)));
    }
    if (whole) {
      for (Taken one : taken) {
        table.askIfCutOff(one.column, staging);
      }
      for (Figure figure : figures) {
        staging.cell(
            table.line(), figure.measure, area, figure.period, figure.published, figure.value);
      }
    }
  }

  private Period period(Taken one) {
    Measure measure = one.measure;
    String text = cell("time_period");
    String identifier = cell("time_identifier");
    if (identifier.isEmpty()) {
      throw new Refused(
          "time_identifier is empty, so the line does not say what kind of period it is of");
    }
    String key = measure.periodType + '\n' + one.ownYear + identifier + '\n' + text;
    Period known = periods.get(key);
    if (known == null) {
      known =
          Period.of(
              text,
              one.ownYear && Period.isYear(identifier) ? null : identifier,
              measure.periodType);
      if (periods.size() < 5_000) {
        periods.put(key, known);
      }
    }
    return known;
  }

  private void sayWhatWasNotTaken(List<Taken> measures) throws SQLException {
    if (elsewhere > 0) {
      note(
          elsewhere
              + " lines are on other areas than authorities, regions and England; they are not"
              + " taken.");
    }
    if (otherGroups > 0) {
      note(
          otherGroups
              + " lines are of other groups than the mapping takes ("
              + String.join(", ", mapping.filters().keySet())
              + ").");
    }
    Set<String> used = new HashSet<>(PLACE_AND_TIME);
    used.addAll(mapping.filters().keySet());
    measures.forEach(one -> used.add(one.heading));
    List<String> left =
        table.heading().stream()
            .filter(column -> !column.isEmpty() && !used.contains(column))
            .toList();
    if (!left.isEmpty()) {
      note(
          "Columns that no indicator is mapped to, and that are not read: "
              + String.join(", ", left)
              + ".");
    }
  }

  private void note(String words) throws SQLException {
    staging.remark(0, Remark.Kind.NOTE, words);
  }

  private String cell(String column) {
    int at = table.column(column);
    return at < 0 ? "" : table.cell(at);
  }

  private String heading(int column) {
    return table.heading().get(column);
  }
}
