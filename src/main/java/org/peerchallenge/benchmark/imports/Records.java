package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peerchallenge.benchmark.InspectionFrameworks;
import org.peerchallenge.benchmark.imports.Areas.Area;
import org.peerchallenge.kernel.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads statistical neighbours and inspections, of which there are few, and says how they differ
 * from those that are current.
 */
final class Records {

  /** Neighbours of all authorities in ten models; what has more is another file. */
  private static final int MOST = 20_000;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);

  /** As 9 July 2018. */
  private static final DateTimeFormatter IN_WORDS =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withResolverStyle(ResolverStyle.STRICT);

  /** How lists of all visits write that no grade was given. */
  private static final Set<String> NOT_JUDGED =
      Set.of("null", "n/a", "na", "not judged", "no judgement", "not applicable", "-");

  private static final int MOST_NEIGHBOURS = 10;

  private static final Table.Layout LONG =
      new Table.Layout(
          Set.of(
              "model_year",
              "dfe_la_number",
              "la_name",
              "rank",
              "neighbour_la_number",
              "neighbour_name",
              "closeness"),
          Map.of());

  /** As DfE's neighbour tool has them: SN_1 and SN_1P are the nearest neighbour and how near. */
  private static final Table.Layout WIDE =
      new Table.Layout(
          Stream.concat(
                  Stream.of("old_la_code", "la_name"),
                  IntStream.rangeClosed(1, MOST_NEIGHBOURS)
                      .boxed()
                      .flatMap(rank -> Stream.of("sn_" + rank, "sn_" + rank + "p")))
              .collect(Collectors.toUnmodifiableSet()),
          Map.of());

  /** One neighbour of one authority as the file has it. */
  private record Neighbour(
      long line,
      String year,
      String number,
      String name,
      String rank,
      String neighbour,
      String neighbourName,
      String closeness) {}

  /** One record as it is to be: by its key, with what it says. */
  private record Wanted(long line, String subject, Map<String, String> content) {}

  private final JdbcClient jdbc;
  private final Areas areas;
  private final Staging staging;
  private final long importId;

  Records(JdbcClient jdbc, Areas areas, Staging staging, long importId) {
    this.jdbc = jdbc;
    this.areas = areas;
    this.staging = staging;
    this.importId = importId;
  }

  /** What came of it, beside the remarks. */
  record Difference(List<Object[]> rows, int unchanged) {}

  /**
   * Reads statistical neighbours, a line for each pair, or as DfE's own tool lays them out: a line
   * for each authority with its ten neighbours side by side.
   *
   * @param modelYear which year's model it is, where the file does not say
   */
  Difference neighbours(Lines lines, Optional<Integer> modelYear) throws IOException, SQLException {
    String[] last = {""};
    Table table =
        new Table(
            lines,
            List.of(LONG, WIDE),
            "A file of statistical neighbours",
            name -> neighbourColumn(name, last));
    if (table.column("sn_1") >= 0 && table.column("model_year") < 0 && modelYear.isEmpty()) {
      throw new Asked(
          "The file does not say which year’s model of statistical neighbours it is. Say the year,"
              + " such as 2025, and check it again.");
    }
    List<Neighbour> neighbours = new ArrayList<>();
    while (table.next(staging)) {
      table.askIfCutOff(table.heading().size() - 1, staging);
      if (table.column("sn_1") < 0) {
        neighbours.add(
            new Neighbour(
                table.line(),
                cell(table, "model_year"),
                cell(table, "dfe_la_number"),
                cell(table, "la_name"),
                cell(table, "rank"),
                cell(table, "neighbour_la_number"),
                cell(table, "neighbour_name"),
                cell(table, "closeness")));
      } else {
        addSideBySide(table, modelYear, neighbours);
      }
      refuseTooMany(table);
    }
    return neighbours(neighbours);
  }

  /** DfE's model of 2021 writes SN1 and, ten times, SNP, each after its neighbour. */
  private static String neighbourColumn(String name, String[] last) {
    if (name.matches("sn[0-9]{1,2}")) {
      last[0] = "sn_" + name.substring(2);
      return last[0];
    }
    return switch (name) {
      case "snp" -> last[0] + "p";
      case "la num" -> "old_la_code";
      case "la name" -> "la_name";
      default -> name;
    };
  }

  private void addSideBySide(Table table, Optional<Integer> modelYear, List<Neighbour> neighbours) {
    for (int rank = 1; rank <= MOST_NEIGHBOURS; rank++) {
      String number = cell(table, "sn_" + rank);
      Area area = areas.find(number);
      neighbours.add(
          new Neighbour(
              table.line(),
              table.column("model_year") >= 0
                  ? cell(table, "model_year")
                  : String.valueOf(modelYear.orElseThrow()),
              cell(table, "old_la_code"),
              cell(table, "la_name"),
              String.valueOf(rank),
              number,
              area == null ? "" : area.name,
              cell(table, "sn_" + rank + "p")));
    }
  }

  private Difference neighbours(List<Neighbour> neighbours) throws SQLException {
    Map<String, Map<Integer, Wanted>> sets = new LinkedHashMap<>();
    Map<String, Long> brokenAt = new LinkedHashMap<>();
    for (Neighbour one : neighbours) {
      String year = one.year;
      String number = one.number;
      String set = year + " " + number;
      String wrong = wrongNeighbour(one);
      if (wrong == null) {
        int rank = Integer.parseInt(one.rank);
        Wanted wanted =
            new Wanted(
                one.line,
                areas.find(number).name + ", neighbour " + rank + " in the model of " + year,
                content(
                    "model_year",
                    year,
                    "dfe_number",
                    number,
                    "rank",
                    String.valueOf(rank),
                    "neighbour_dfe_number",
                    one.neighbour,
                    "neighbour_name",
                    one.neighbourName,
                    "closeness",
                    one.closeness));
        Wanted before = sets.computeIfAbsent(set, s -> new TreeMap<>()).putIfAbsent(rank, wanted);
        if (before != null) {
          if (before.content.equals(wanted.content)) {
            staging.remark(
                one.line, Remark.Kind.REPEAT, "This line says what line " + before.line + " says");
          } else {
            wrong = "Line " + before.line + " has another neighbour of the same rank";
          }
        }
      }
      if (wrong != null) {
        staging.remark(one.line, Remark.Kind.FAULT, wrong);
        brokenAt.putIfAbsent(set, one.line);
      }
    }
    leaveOutBroken(sets, brokenAt);
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    sets.forEach((set, ranks) -> ranks.forEach((rank, one) -> wanted.put(set + " " + rank, one)));
    return difference(
        wanted,
        """
        select model_year || ' ' || dfe_number || ' ' || rank as key, model_year::text, dfe_number, rank::text,
          neighbour_dfe_number, neighbour_name, closeness
        from statistical_neighbour where to_edition is null
        """,
        sets.keySet(),
        content -> content.get("neighbour_name") + ", " + content.get("closeness"));
  }

  /** An average over nine neighbours of one model and one of another would be nobody's. */
  private void leaveOutBroken(Map<String, Map<Integer, Wanted>> sets, Map<String, Long> brokenAt)
      throws SQLException {
    for (String set : List.copyOf(sets.keySet())) {
      if (!sets.get(set).keySet().equals(Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
          || brokenAt.containsKey(set)) {
        staging.remark(
            brokenAt.getOrDefault(set, sets.get(set).values().iterator().next().line),
            Remark.Kind.FAULT,
            "The ten neighbours of one authority in one model are taken together or not at all:"
                + " those of "
                + set.substring(5)
                + " in the model of "
                + set.substring(0, 4)
                + " are not all there and right, so none of them is taken");
        sets.remove(set);
      }
    }
  }

  private String wrongNeighbour(Neighbour one) {
    if (!one.year.matches("20[0-9]{2}")) {
      return Quoted.of(one.year) + " is no year (model_year)";
    }
    String own = wrongAuthority(one.number, one.name, "dfe_la_number", "la_name");
    if (own != null) {
      return own;
    }
    if (!one.rank.matches("[1-9]|10")) {
      return Quoted.of(one.rank) + " is no rank from 1 to 10 (rank)";
    }
    if (!one.closeness.matches("[A-Za-z ]{3,40}")) {
      return Quoted.of(one.closeness) + " is no word for closeness (closeness)";
    }
    return wrongAuthority(
        one.neighbour,
        one.neighbourName,
        "neighbour_la_number, neighbour " + one.rank,
        "neighbour_name");
  }

  private String wrongAuthority(
      String number, String name, String numberColumn, String nameColumn) {
    Area area = areas.find(number);
    if (area == null || area.region == null) {
      return Quoted.of(number)
          + " is no DfE number of an authority ("
          + numberColumn
          + ")"
          + Areas.former(number);
    }
    return area.isCalled(name)
        ? null
        : area.dfeNumber
            + " is "
            + area.name
            + ", but the line says "
            + Quoted.of(name)
            + " ("
            + nameColumn
            + ")";
  }

  Difference inspections(Lines lines) throws IOException, SQLException {
    InspectionColumns columns = new InspectionColumns(new InspectionFrameworks(jdbc).all());
    Table table =
        new Table(
            lines,
            List.of(
                new Table.Layout(
                    Set.of("la_name", "inspection_start", "report_published", "inspection_type"),
                    Map.of())),
            "A file of inspections",
            columns::standard);
    if (columns.areas().stream().allMatch(area -> table.column(area) < 0)) {
      throw new LineRefused(
          1,
          "The heading names no area that a framework of inspections judges, such as leaders or"
              + " “Overall effectiveness”. If Ofsted judges by a new framework, add it first, on the"
              + " page of frameworks.");
    }
    Map<String, Wanted> wanted = new LinkedHashMap<>();
    Set<String> authorities = new LinkedHashSet<>();
    while (table.next(staging)) {
      if (columns.areas().stream().allMatch(area -> judgement(table, area).isEmpty())) {
        staging.remark(
            table.line(),
            Remark.Kind.UNKNOWN,
            "This line has no grades, as focused and monitoring visits have none; it is left out");
        continue;
      }
      table.askIfCutOff(table.heading().size() - 1, staging);
      Area area = authority(table);
      String wrong = wrongInspection(table, area);
      if (wrong == null) {
        wrong = columns.wrong(table, Records::judgement, day(cell(table, "report_published")));
      }
      if (wrong == null) {
        Map<String, String> content = new LinkedHashMap<>();
        content.put("dfe_number", area.dfeNumber);
        content.put("inspection_start", day(cell(table, "inspection_start")).toString());
        content.put("report_published", day(cell(table, "report_published")).toString());
        content.put("inspection_type", cell(table, "inspection_type"));
        content.putAll(
            columns.content(table, Records::judgement, day(cell(table, "report_published"))));
        String key = content.get("dfe_number") + " " + content.get("inspection_start");
        Wanted one =
            new Wanted(
                table.line(),
                area.name + ", inspection from " + cell(table, "inspection_start"),
                content);
        Wanted before = wanted.putIfAbsent(key, one);
        authorities.add(content.get("dfe_number"));
        if (before != null && before.content.equals(content)) {
          staging.remark(
              table.line(),
              Remark.Kind.REPEAT,
              "This line says what line " + before.line + " says");
        } else if (before != null) {
          wanted.remove(key);
          wrong =
              "Line " + before.line + " says otherwise of the same inspection; neither is taken";
        }
      }
      if (wrong != null) {
        staging.remark(table.line(), Remark.Kind.FAULT, wrong);
      }
      refuseTooMany(table);
    }
    return difference(
        wanted,
        """
        select dfe_number || ' ' || inspection_start as key, dfe_number, inspection_start::text, report_published::text,
          inspection_type, framework,
          (select '{' || string_agg(to_json(key) || ':' || to_json(value), ',' order by key collate "C") || '}'
            from jsonb_each_text(grades)) as grades
        from ofsted_inspection where to_edition is null
        """,
        authorities,
        content ->
            content.get("inspection_type")
                + ": "
                + columns.inWords(content.get("framework"), content.get("grades"))
                + ", published "
                + content.get("report_published"));
  }

  /** A grade as it is written; empty where the list says that none was given. */
  private static String judgement(Table table, String judged) {
    String grade = table.column(judged) < 0 ? "" : cell(table, judged);
    return NOT_JUDGED.contains(grade.toLowerCase(Locale.ROOT)) ? "" : grade;
  }

  /** By its number or, in lists without numbers, by its name; null when no or two have it. */
  private Area authority(Table table) {
    if (table.column("dfe_la_number") >= 0) {
      return areas.find(cell(table, "dfe_la_number"));
    }
    Area byCode =
        table.column("ons_code") < 0 ? null : areas.findByOnsCode(cell(table, "ons_code"));
    return byCode == null ? areas.findByName(cell(table, "la_name")) : byCode;
  }

  private String wrongInspection(Table table, Area area) {
    String name = cell(table, "la_name");
    if (table.column("dfe_la_number") < 0 && area == null) {
      return Quoted.of(name)
          + " is no authority’s name, or that of more than one (la_name)"
          + (table.column("ons_code") < 0 ? "" : Areas.former(cell(table, "ons_code")));
    }
    String authority =
        wrongAuthority(
            table.column("dfe_la_number") < 0 ? area.dfeNumber : cell(table, "dfe_la_number"),
            name,
            "dfe_la_number",
            "la_name");
    if (authority != null) {
      return authority;
    }
    LocalDate start = day(cell(table, "inspection_start"));
    LocalDate published = day(cell(table, "report_published"));
    if (start == null || published == null || published.isBefore(start)) {
      return Quoted.of(cell(table, "inspection_start"))
          + " and "
          + Quoted.of(cell(table, "report_published"))
          + " are not the days, as 09/07/2018, on which an inspection began and its report came"
          + " out";
    }
    if (!cell(table, "inspection_type").matches("[A-Za-z ()-]{4,80}")) {
      return Quoted.of(cell(table, "inspection_type"))
          + " is no kind of inspection (inspection_type)";
    }
    return null;
  }

  private static LocalDate day(String text) {
    for (DateTimeFormatter written : List.of(DAY, DateTimeFormatter.ISO_LOCAL_DATE, IN_WORDS)) {
      try {
        return LocalDate.parse(text, written);
      } catch (DateTimeParseException e) {
        // Another of the ways in which lists write a day.
      }
    }
    return null;
  }

  private Difference difference(
      Map<String, Wanted> wanted,
      String currentSql,
      Set<String> scope,
      java.util.function.Function<Map<String, String>, String> shown) {
    Map<String, Map<String, String>> current = new LinkedHashMap<>();
    jdbc.sql(currentSql)
        .query(
            row -> {
              Map<String, String> content = new LinkedHashMap<>();
              for (int column = 2; column <= row.getMetaData().getColumnCount(); column++) {
                content.put(row.getMetaData().getColumnLabel(column), row.getString(column));
              }
              current.put(row.getString("key"), content);
            });
    List<Object[]> rows = new java.util.ArrayList<>();
    int unchanged = 0;
    for (Map.Entry<String, Wanted> one : wanted.entrySet()) {
      Map<String, String> was = current.remove(one.getKey());
      Wanted now = one.getValue();
      if (now.content.equals(was)) {
        unchanged++;
      } else {
        rows.add(
            row(
                now.line,
                was == null ? "NEW" : "CHANGED",
                now.subject,
                was == null ? null : shown.apply(was),
                shown.apply(now.content),
                now.content));
      }
    }
    current.forEach(
        (key, was) -> {
          if (scope.stream().anyMatch(in -> key.startsWith(in + " "))) {
            rows.add(row(0, "MISSING", key, shown.apply(was), null, was));
          }
        });
    return new Difference(rows, unchanged);
  }

  private Object[] row(
      long line, String what, String subject, String was, String now, Map<String, String> content) {
    return new Object[] {importId, line, what, subject, was, now, JsonText.write(content)};
  }

  private static Map<String, String> content(String... pairs) {
    Map<String, String> content = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      content.put(pairs[i], pairs[i + 1]);
    }
    return content;
  }

  private static String cell(Table table, String column) {
    return table.cell(table.column(column));
  }

  private static void refuseTooMany(Table table) {
    if (table.line() > MOST) {
      throw new LineRefused(
          table.line(), "The file has more than " + MOST + " lines: it is no such file.");
    }
  }
}
