package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.ShortForm;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Files as DfE and Ofsted published them, imported and compared cell by cell with a reading that
 * shares no code with the import: none wrong, none missing, and what is doubtful is named.
 */
class RealFilesTest {

  private static final Set<String> PLACE_AND_TIME =
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

  private static final Predicate<String> NUMBER =
      Pattern.compile("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?").asMatchPredicate();
  private static final Set<String> SYMBOLS =
      Set.of("x", "c", "z", "u", "k", "low", "-", ":", "~", "*", "..", ".");

  /** Of the groups of a file, such as total and girls, as many as these are mapped. */
  private static final int GROUPS = ShortForm.FULL ? 3 : 1;

  /** The regions' codes and DfE's numbers for them. */
  private static final Map<String, String> REGIONS =
      Map.ofEntries(
          Map.entry("E12000001", "980"),
          Map.entry("E12000002", "981"),
          Map.entry("E12000003", "982"),
          Map.entry("E12000004", "983"),
          Map.entry("E12000005", "984"),
          Map.entry("E12000006", "985"),
          Map.entry("E12000007", "986"),
          Map.entry("E13000001", "987"),
          Map.entry("E13000002", "988"),
          Map.entry("E12000008", "989"),
          Map.entry("E12000009", "990"));

  private static Bench bench;
  private static final Map<String, String> NAMES = new HashMap<>();
  private static long compared;

  @BeforeAll
  static void open() {
    bench = new Bench();
    bench
        .jdbc
        .sql("select dfe_number, lower(name) as name from figure_area")
        .query(
            row -> {
              NAMES.put(row.getString("name"), row.getString("dfe_number"));
              NAMES.put(row.getString("dfe_number"), row.getString("dfe_number"));
            });
  }

  @AfterAll
  static void say() {
    System.out.println("Cells of published files compared: " + compared);
    bench = null;
  }

  /** In the short form the example, and five others by the seed. */
  static List<String> filesOfExploreEducationStatistics() {
    List<String> all =
        List.of(
            "ees-example-referrals.csv",
            "real/b1_children_in_need_2013_to_2025.csv.gz",
            "real/c3_factors_identified_at_end_of_assessment_2018_to_2025.csv.gz",
            "real/d3_cpps_subsequent_plan_2013_to_2025.csv.gz",
            "real/d5_cpps_at31march_by_duration_2013_to_2025.csv.gz",
            "real/cla_number_and_rate_per_10k_children.csv.gz",
            "real/la_cla_placement_stability.csv.gz",
            "real/la_care_leavers_accommodation_suitability.csv.gz",
            "real/la_cla_swcount.csv.gz",
            "real/csww_headline_measures_2017_to_2022.csv.gz",
            "real/csww_indicators_2017_to_2025.csv.gz",
            "real/ks2_la.csv.gz",
            "real/ks4_la.csv.gz");
    return Stream.concat(
            Stream.of(all.get(0)), ShortForm.some(5, all.subList(1, all.size())).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("filesOfExploreEducationStatistics")
  void everyCellOfAFileOfExploreEducationStatisticsIsAsPublished(String file) {
    byte[] bytes = Bench.bytes(file);
    List<Map<String, String>> rows = rows(bytes);
    Map<String, List<Map<String, String>>> groups = groups(rows);
    List<String> filters = filters(rows);
    List<String> columns =
        rows.get(0).keySet().stream()
            .filter(column -> !PLACE_AND_TIME.contains(column) && !filters.contains(column))
            .filter(column -> !column.isEmpty() && !column.equals(" line"))
            .toList();
    String prefix = "R" + Integer.toHexString(file.hashCode());
    String type =
        rows.get(0).get("time_identifier").startsWith("Academic")
            ? "Academic Year"
            : "Financial Year";
    List<Mapping.Measured> measures = new ArrayList<>();
    Map<String, List<String>> known = new LinkedHashMap<>();
    filters.forEach(
        filter -> known.put(filter, rows.stream().map(row -> row.get(filter)).distinct().toList()));
    Map<String, String> expected = new TreeMap<>();
    Set<Long> doubtful = new TreeSet<>();
    int group = 0;
    for (List<Map<String, String>> of : groups.values()) {
      Map<String, String> where = new LinkedHashMap<>();
      filters.forEach(filter -> where.put(filter, of.get(0).get(filter)));
      for (int column = 0; column < columns.size(); column++) {
        String code = prefix + "_" + group + "_" + column;
        bench.define(code, "Number", type);
        measures.add(new Mapping.Measured(columns.get(column), code, where));
        for (Map<String, String> row : of) {
          expect(row, columns, column, code, type, expected, doubtful);
        }
      }
      group++;
    }
    bench.mappings.save(Bench.REFERRALS, new Mapping(measures, known), "data");

    FigureImport one = bench.checked(Kind.EES, bytes);

    bench.unpack(one);
    assertThat(bench.remarks(one, Remark.Kind.REFUSED)).isEmpty();
    Map<String, String> read = new TreeMap<>();
    bench
        .jdbc
        .sql(
            "select indicator_code, dfe_number, period_end, published, value from"
                + " figure_import_row where import_id = :id and what = 'NEW'")
        .param("id", one.id())
        .query(
            row -> {
              read.put(
                  row.getString(1) + "|" + row.getString(2) + "|" + row.getString(3),
                  row.getBigDecimal(5) == null
                      ? row.getString(4)
                      : Bench.plain(row.getBigDecimal(5)));
            });
    assertThat(difference(read, expected)).as(file + ": read, and not so published").isEmpty();
    assertThat(difference(expected, read)).as(file + ": published, and not so read").isEmpty();
    Set<Long> named = new TreeSet<>();
    bench.remarks(one, Remark.Kind.FAULT).forEach(remark -> named.add(remark.line()));
    bench.remarks(one, Remark.Kind.UNKNOWN).forEach(remark -> named.add(remark.line()));
    named.remove(0L);
    assertThat(named).as(file + ": lines that are named").isEqualTo(doubtful);
    assertThat(expected).hasSizeGreaterThan(100);
    compared += expected.size();
    bench.imports.throwAway(one.id(), "data");
  }

  private static List<String> difference(Map<String, String> one, Map<String, String> other) {
    return one.entrySet().stream()
        .filter(cell -> !cell.getValue().equals(other.get(cell.getKey())))
        .map(cell -> cell + " and not " + other.get(cell.getKey()))
        .limit(20)
        .toList();
  }

  /** One cell by the test's own reading; a line with a cell that is nothing is doubtful. */
  private static void expect(
      Map<String, String> row,
      List<String> columns,
      int column,
      String code,
      String type,
      Map<String, String> expected,
      Set<Long> doubtful) {
    String area =
        switch (row.get("geographic_level")) {
          case "National" -> "970";
          case "Regional" -> REGIONS.get(row.get("region_code"));
          case "Local authority" -> NAMES.get(row.get("old_la_code"));
          default -> "";
        };
    if ("".equals(area)) {
      return;
    }
    boolean strange = columns.stream().map(row::get).anyMatch(RealFilesTest::isNothing);
    if (area == null || strange) {
      doubtful.add(Long.valueOf(row.get(" line")));
      return;
    }
    String time = row.get("time_period");
    String end =
        (time.length() == 6 ? 1 + Integer.parseInt(time.substring(0, 4)) : time)
            + (type.startsWith("Academic") ? "-08-31" : "-03-31");
    String cell = row.get(columns.get(column));
    expected.put(
        code + "|" + area + "|" + end,
        // ADR 12: no figure is finer than six places.
        NUMBER.test(cell)
            ? Bench.plain(new BigDecimal(cell).setScale(6, RoundingMode.HALF_UP))
            : cell);
  }

  private static boolean isNothing(String cell) {
    return !NUMBER.test(cell) && !SYMBOLS.contains(cell);
  }

  private static List<String> filters(List<Map<String, String>> rows) {
    return rows.get(0).keySet().stream()
        .filter(column -> !PLACE_AND_TIME.contains(column) && !column.equals(" line"))
        .filter(
            column ->
                rows.stream().filter(row -> isNothing(row.get(column))).count() > rows.size() / 5)
        .toList();
  }

  /** The groups of most lines. */
  private static Map<String, List<Map<String, String>>> groups(List<Map<String, String>> rows) {
    List<String> filters = filters(rows);
    Map<String, List<Map<String, String>>> groups = new TreeMap<>();
    rows.forEach(
        row ->
            groups
                .computeIfAbsent(
                    String.join("|", filters.stream().map(row::get).toList()),
                    group -> new ArrayList<>())
                .add(row));
    Map<String, List<Map<String, String>>> most = new LinkedHashMap<>();
    groups.entrySet().stream()
        .sorted(
            Comparator.comparing(
                (Map.Entry<String, List<Map<String, String>>> one) -> -one.getValue().size()))
        .limit(GROUPS)
        .forEach(one -> most.put(one.getKey(), one.getValue()));
    return most;
  }

  @ParameterizedTest
  @CsvSource({
    "real/sn_model_2025_wide.csv.gz,2025,old_la_code,sn_%d,sn_%dp",
    "real/New_Statistical_Neighbour_Groupings_April_2021.csv.gz,2021,la num,sn%d,snp%d"
  })
  void theNeighboursOfEachModelAreAsPublished(
      String file, int year, String number, String neighbour, String closeness) {
    byte[] bytes = Bench.bytes(file);
    Map<String, String> expected = new TreeMap<>();
    for (Map<String, String> row : rows(bytes)) {
      boolean known =
          NAMES.containsKey(row.get(number))
              && java.util.stream.IntStream.rangeClosed(1, 10)
                  .allMatch(rank -> NAMES.containsKey(row.get(neighbour.formatted(rank))));
      for (int rank = 1; known && rank <= 10; rank++) {
        expected.put(
            row.get(number) + "|" + rank,
            row.get(neighbour.formatted(rank)) + "|" + row.get(closeness.formatted(rank)));
      }
    }
    long id = bench.brought(Kind.NEIGHBOURS, bytes);
    bench.imports.useModelYear(id, String.valueOf(year));
    FigureImport one = bench.imports.check(id);
    assertThat(bench.remarks(one, Remark.Kind.REFUSED)).isEmpty();
    bench.published(one, true, true);

    Map<String, String> read = new TreeMap<>();
    bench
        .jdbc
        .sql(
            "select dfe_number, rank, neighbour_dfe_number, closeness from statistical_neighbour"
                + " where model_year = :year and to_edition is null")
        .param("year", year)
        .query(
            row -> {
              read.put(
                  row.getString(1) + "|" + row.getString(2),
                  row.getString(3) + "|" + row.getString(4));
            });
    assertThat(read).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(1_400);
    compared += expected.size();
  }

  @Test
  void everyGradeOfOfstedsWorkbookIsAsPublished() throws Exception {
    byte[] file = Bench.bytes("real/LA_Inspection_Outcomes_as_at_31_March_2025.ods");
    Map<String, String> expected = new TreeMap<>();
    List<List<String>> sheet = sheet(file, "ILACS_inspection_history");
    int heading = 0;
    while (!sheet.get(heading).contains("Publication date")) {
      heading++;
    }
    List<String> names = sheet.get(heading);
    for (List<String> row : sheet.subList(heading + 1, sheet.size())) {
      String name = cell(row, names, "Local authority name").toLowerCase(Locale.UK);
      if (cell(row, names, "Publication date").isEmpty() || !NAMES.containsKey(name)) {
        continue;
      }
      expected.put(
          NAMES.get(name) + "|" + iso(cell(row, names, "Inspection date")),
          iso(cell(row, names, "Publication date"))
              + "|"
              + cell(row, names, "Inspection type")
              + "|"
              + cell(row, names, "Overall effectiveness")
              + "|"
              + cell(
                  row,
                  names,
                  "The impact of leaders on social work practice with children and families")
              + "|"
              + cell(
                  row,
                  names,
                  "The experiences and progress of children who need help and protection")
              + "|"
              + cell(row, names, "The experiences and progress of children in care")
              + "|"
              + cell(row, names, "The experiences and progress of care leavers"));
    }
    FigureImport one = bench.checked(Kind.INSPECTIONS, file);
    assertThat(bench.remarks(one, Remark.Kind.REFUSED)).isEmpty();
    bench.published(one, true, true);

    Map<String, String> read = new TreeMap<>();
    bench
        .jdbc
        .sql(
            """
            select dfe_number, inspection_start, report_published, inspection_type, coalesce(grades ->> 'overall', ''),
              coalesce(grades ->> 'leaders', ''), coalesce(grades ->> 'help_protection', ''),
              coalesce(grades ->> 'in_care', ''), coalesce(grades ->> 'care_leavers', '')
            from ofsted_inspection where to_edition is null
            """)
        .query(
            row -> {
              List<String> says = new ArrayList<>();
              for (int column = 3; column <= 9; column++) {
                says.add(row.getString(column));
              }
              read.put(row.getString(1) + "|" + row.getString(2), String.join("|", says));
            });
    assertThat(read).containsAllEntriesOf(expected);
    assertThat(expected).hasSizeGreaterThan(200);
    compared += 7L * expected.size();
  }

  private static String cell(List<String> row, List<String> names, String name) {
    int at = names.indexOf(name);
    return at < row.size() ? row.get(at) : "";
  }

  private static String iso(String day) {
    String[] parts = day.split("/");
    return parts[2] + "-" + parts[1] + "-" + parts[0];
  }

  /** The cells of one sheet as the document tree has them. */
  private static List<List<String>> sheet(byte[] file, String wanted)
      throws IOException, ParserConfigurationException, SAXException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("content.xml")) {
          Element content =
              DocumentBuilderFactory.newInstance()
                  .newDocumentBuilder()
                  .parse(new ByteArrayInputStream(zip.readAllBytes()))
                  .getDocumentElement();
          NodeList tables = content.getElementsByTagName("table:table");
          for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            if (table.getAttribute("table:name").equals(wanted)) {
              return rows(table);
            }
          }
        }
      }
    }
    throw new IllegalStateException("There is no sheet " + wanted);
  }

  private static List<List<String>> rows(Element table) {
    List<List<String>> rows = new ArrayList<>();
    NodeList all = table.getElementsByTagName("table:table-row");
    for (int i = 0; i < all.getLength(); i++) {
      List<String> row = new ArrayList<>();
      NodeList cells = all.item(i).getChildNodes();
      for (int c = 0; c < cells.getLength(); c++) {
        if (cells.item(c) instanceof Element cell) {
          String times = cell.getAttribute("table:number-columns-repeated");
          for (int n = 0; n < (times.isEmpty() ? 1 : Math.min(50, Integer.parseInt(times))); n++) {
            row.add(cell.getTextContent().strip());
          }
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** Every line under its heading, in small letters; the number of the line beside it. */
  private static List<Map<String, String>> rows(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r?\n");
    List<String> heading = new ArrayList<>();
    int pair = 0;
    for (String name : fields(lines[0])) {
      String low = name.toLowerCase(Locale.UK);
      // DfE's model of 2021 has ten columns of one name.
      heading.add(low.equals("snp") ? low + ++pair : low);
    }
    List<Map<String, String>> rows = new ArrayList<>();
    for (int line = 1; line < lines.length; line++) {
      List<String> fields = fields(lines[line]);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < heading.size(); i++) {
        row.put(heading.get(i), fields.get(i));
      }
      row.put(" line", String.valueOf(line + 1));
      rows.add(row);
    }
    return rows;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
