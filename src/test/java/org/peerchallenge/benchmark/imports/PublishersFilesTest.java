package org.peerchallenge.benchmark.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.peerchallenge.ShortForm.FULL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.kernel.Refused;

/**
 * Files as their publishers and people's programs make them: byte order marks, encodings, archives,
 * separators, layouts, joint lines, shorthand. Codes and names are public, figures invented.
 */
class PublishersFilesTest {

  private static final String PLANS = "Child protection plans";
  private static final String CATEGORY =
      "Child Protection Plans which are a second or subsequent plan";

  private static final String HEADING =
      "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
          + "region_name,old_la_code,new_la_code,la_name,category,CPP_start,CPP_subsequent,"
          + "CPP_subsequent_percent\n";

  private static final String SOUTH_EAST = "E92000001,England,E12000008,South East,";

  private static Bench bench;
  private FigureImport brought;

  @BeforeAll
  static void open() {
    bench = new Bench();
    bench.mappings.save(
        PLANS,
        new Mapping(
            List.of(
                new Mapping.Measured(
                    "cpp_subsequent_percent", "PrevRegCPR", Map.of("category", CATEGORY))),
            Map.of("category", List.of(CATEGORY))),
        "data");
  }

  @AfterEach
  void throwAway() {
    if (brought != null && brought.open()) {
      bench.imports.throwAway(brought.id(), "data");
      brought = null;
    }
  }

  private static String plans(String period, String identifier, String percent) {
    return "%s,%s,Local authority,%s846,E06000043,Brighton and Hove,%s,10,2,%s%n"
        .formatted(period, identifier, SOUTH_EAST, CATEGORY, percent)
        .replace(System.lineSeparator(), "\n");
  }

  private FigureImport check(Kind kind, byte[] file, String mapping) {
    long id = bench.brought(kind, file);
    if (!mapping.isEmpty()) {
      bench.imports.useMapping(id, mapping);
    }
    brought = bench.imports.check(id);
    return brought;
  }

  private FigureImport checkPlans(byte[] file) {
    return check(Kind.EES, file, PLANS);
  }

  /** What the file brings for Brighton and Hove. */
  private String found(String indicator) {
    return bench
        .jdbc
        .sql(
            """
            select coalesce(trim_scale(value)::text, published) from figure_import_row
            where import_id = :id and indicator_code = :indicator and dfe_number = '846'
              and what <> 'MISSING'
            """)
        .param("id", brought.id())
        .param("indicator", indicator)
        .query(String.class)
        .single();
  }

  private List<String> reasons(Remark.Kind kind) {
    return bench.remarks(brought, kind).stream().map(Remark::reason).toList();
  }

  /** Every way in which the same table comes, and mixtures of them drawn from a seed. */
  @Test
  void theSameTableIsTheSameInEveryWrapping() throws IOException {
    long seed = FULL ? System.nanoTime() : 20_261_128L;
    Random random = new Random(seed);
    for (int i = 0; i < (FULL ? 400 : 40); i++) {
      String text = HEADING + plans("2024", "Reporting year", "27.3");
      StringBuilder how = new StringBuilder();
      if (random.nextInt(3) == 0) {
        text =
            "Care leavers and plans: an example\n\nPublished on 28 November 2025, with notes\n"
                + text;
        how.append("titles above the heading, ");
      }
      if (random.nextBoolean()) {
        text = (random.nextBoolean() ? "sep=,\n" : "\"sep=,\"\n") + text;
        how.append("sep line, ");
      }
      if (random.nextBoolean()) {
        text =
            text.lines()
                    .map(
                        line ->
                            line.startsWith("sep") || line.startsWith("\"sep")
                                ? line
                                : quoted(line))
                    .collect(Collectors.joining("\n"))
                + "\n";
        how.append("quoted, ");
      }
      if (random.nextBoolean()) {
        text = text.replace("\n", random.nextBoolean() ? "\r\n" : "\r");
        how.append("other line ends, ");
      }
      if (random.nextInt(4) == 0) {
        text = text.stripTrailing();
        how.append("no last line end, ");
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (random.nextBoolean()) {
        bytes = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
        how.append("byte order mark, ");
      }
      switch (random.nextInt(5)) {
        case 0 -> {
          bytes = gzip(bytes);
          how.append("gzip");
        }
        case 1 -> {
          bytes = zip(Map.of("DATA.CSV", bytes));
          how.append("zip with a capital name");
        }
        case 2 -> {
          bytes =
              zip(
                  Map.of(
                      "data/plans.csv", bytes,
                      "data/plans.meta.csv", "col_name\n".getBytes(StandardCharsets.UTF_8),
                      "data-guidance/notes.txt", "notes".getBytes(StandardCharsets.UTF_8)));
          how.append("zip as DfE's");
        }
        case 3 -> {
          bytes = zip(Map.of("plans.csv", bytes, "__MACOSX/._plans.csv", new byte[] {0, 5, 22, 7}));
          how.append("zip made on a Mac");
        }
        default -> how.append("plain");
      }

      assertThat(checkPlans(bytes).state())
          .as("seed %d, file %d: %s: %s", seed, i, how, reasons(Remark.Kind.REFUSED))
          .isEqualTo(FigureImport.State.CHECKED);
      assertThat(found("PrevRegCPR")).as(how.toString()).isEqualTo("27.3");
      assertThat(reasons(Remark.Kind.FAULT)).as(how.toString()).isEmpty();
      throwAway();
    }
  }

  private static String quoted(String line) {
    return java.util.Arrays.stream(line.split(",", -1))
        .map(cell -> '"' + cell + '"')
        .collect(Collectors.joining(","));
  }

  @Test
  void anArchiveWithSeveralTablesIsAskedAboutAndNotGuessedAt() throws IOException {
    byte[] table =
        (HEADING + plans("2024", "Reporting year", "27.3")).getBytes(StandardCharsets.UTF_8);

    checkPlans(zip(Map.of("2023.csv", table, "2024.csv", table)));

    assertThat(brought.state()).isEqualTo(FigureImport.State.REFUSED);
    assertThat(reasons(Remark.Kind.REFUSED))
        .singleElement()
        .asString()
        .contains("holds 2 tables", "2023.csv", "2024.csv", "bring the one you mean");
  }

  @Test
  void aSpreadsheetIsReadAsItsTable() {
    List<List<String>> rows =
        (HEADING + plans("2024", "Reporting year", "27.3"))
            .lines()
            .map(line -> List.of(line.split(",")))
            .toList();
    for (byte[] file : List.of(Workbooks.excel(rows), Workbooks.openDocument(rows))) {
      checkPlans(file);
      assertThat(brought.state()).isEqualTo(FigureImport.State.CHECKED);
      assertThat(found("PrevRegCPR")).isEqualTo("27.3");
      throwAway();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LAIT", "NEIGHBOURS", "INSPECTIONS", "EES"})
  void theExampleOfEachKindIsReadWithoutAFault(Kind kind) throws IOException {
    try (InputStream example =
        getClass().getResourceAsStream("/figures/examples/" + kind.id() + ".csv")) {
      long id = bench.brought(kind, example.readAllBytes());
      if (kind == Kind.EES) {
        bench.mappings.save(
            "Referrals",
            new Mapping(
                List.of(new Mapping.Measured("rereferral_percent", "ReReferral", Map.of())),
                Map.of()),
            "data");
        bench.imports.useMapping(id, "Referrals");
      }
      brought = bench.imports.check(id);
    }
    assertThat(brought.state()).isEqualTo(FigureImport.State.CHECKED);
    CheckResult found = brought.found().orElseThrow();
    assertThat(found.faults()).isZero();
    assertThat(found.unknown()).isZero();
    assertThat(found.written() + found.unchanged()).isPositive();
  }

  /** A small file is not kept waiting by a large one: whichever comes first. */
  @Test
  void aSmallFilePassesALargeOne() throws Exception {
    CountDownLatch largeIsUnderWay = new CountDownLatch(1);
    CountDownLatch smallIsDone = new CountDownLatch(1);
    CountDownLatch largeIsDone = new CountDownLatch(1);
    FigureImport one =
        check(Kind.EES, (HEADING + plans("2024", "Reporting year", "27.3")).getBytes(UTF_8), PLANS);
    Imports imports = mock(Imports.class);
    FigureImport large = mock(FigureImport.class);
    when(large.size()).thenReturn(ImportQueue.SMALL + 1);
    when(imports.get(1)).thenReturn(large);
    when(imports.get(2)).thenReturn(one);
    when(imports.check(1))
        .thenAnswer(
            call -> {
              largeIsUnderWay.countDown();
              assertThat(smallIsDone.await(60, TimeUnit.SECONDS)).isTrue();
              largeIsDone.countDown();
              return large;
            });
    when(imports.check(2))
        .thenAnswer(
            call -> {
              smallIsDone.countDown();
              return one;
            });
    ImportQueue queue = new ImportQueue(imports, event -> {});
    queue.check(1);
    assertThat(largeIsUnderWay.await(60, TimeUnit.SECONDS)).isTrue();
    queue.check(2);
    assertThat(largeIsDone.await(60, TimeUnit.SECONDS)).isTrue();
    queue.destroy();
  }

  /** Names of columns as in Ofsted's framework, grades in words and numbers, visits without. */
  @Test
  void aListOfInspectionsIsReadWithOfstedsOwnNamesOfColumns() {
    List<List<String>> rows =
        List.of(
            List.of("Outcomes of inspections of local authority children's services"),
            List.of(
                "Local authority",
                "Inspection start date",
                "Publication date",
                "Inspection type",
                "Overall effectiveness",
                "The impact of leaders on social work practice with children and families",
                "The experiences and progress of children who need help and protection",
                "The experiences and progress of children in care",
                "The experiences and progress of care leavers"),
            List.of(
                "Brighton and Hove",
                "4 May 2026",
                "2026-06-22",
                "ILACS standard",
                "",
                "2",
                "Good",
                "1",
                "Requires improvement"),
            List.of(
                "Kent",
                "12/05/2026",
                "23/06/2026",
                "Focused visit",
                "Null",
                "Null",
                "Null",
                "Null",
                "Null"),
            List.of(
                "Nowhere", "12/05/2026", "23/06/2026", "ILACS standard", "", "2", "2", "2", "2"));

    check(Kind.INSPECTIONS, Workbooks.openDocument(rows), "");

    assertThat(
            bench
                .jdbc
                .sql(
                    """
                    select content ->> 'dfe_number' || ' ' || (content ->> 'inspection_start') || ' '
                      || ((content ->> 'grades')::jsonb ->> 'leaders') || ' '
                      || ((content ->> 'grades')::jsonb ->> 'in_care') || ' '
                      || ((content ->> 'grades')::jsonb ->> 'care_leavers')
                    from figure_import_record where import_id = :id and what = 'NEW'
                    """)
                .param("id", brought.id())
                .query(String.class)
                .list())
        .containsExactly("846 2026-05-04 Good Outstanding Requires improvement to be good");
    assertThat(reasons(Remark.Kind.UNKNOWN)).singleElement().asString().contains("no grades");
    assertThat(bench.remarks(brought, Remark.Kind.FAULT))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.line()).isEqualTo(5);
              assertThat(remark.reason()).contains("Nowhere");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "314 / 318;E09000021 / E09000027;Kingston upon Thames / Richmond upon Thames",
        "314/318;E09000021/E09000027;Kingston upon Thames and Richmond upon Thames",
        "330 & 331;z;Birmingham and Coventry",
        "z;E09000021 / E09000027;Kingston upon Thames / Richmond upon Thames",
        "314;E09000021;Kingston upon Thames and Richmond upon Thames"
      })
  void aLineOfAuthoritiesPublishedTogetherIsLeftOutAndIsNoFault(
      String number, String code, String name) {
    String joint =
        "2024,Reporting year,Local authority,E92000001,England,E13000002,Outer London,%s,%s,%s,%s,10,2,14.9\n"
            .formatted(number, code, name, CATEGORY);

    checkPlans(
        (HEADING + joint + plans("2024", "Reporting year", "27.3"))
            .getBytes(StandardCharsets.UTF_8));

    assertThat(brought.state()).isEqualTo(FigureImport.State.CHECKED);
    assertThat(found("PrevRegCPR")).isEqualTo("27.3");
    assertThat(reasons(Remark.Kind.FAULT)).isEmpty();
    assertThat(bench.remarks(brought, Remark.Kind.UNKNOWN))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.line()).isEqualTo(2);
              assertThat(remark.reason()).contains("published together", name);
            });
  }

  /** Names of which one is within the other: none is taken for the other. */
  @ParameterizedTest
  @CsvSource({
    "812,North Lincolnshire",
    "812,Lincolnshire",
    "940,Northamptonshire",
    "846,Brighton and Hove and East Sussex"
  })
  void anotherAreasNameBesideANumberIsNeverTaken(String number, String name) {
    check(
        Kind.LAIT,
        """
        indicator_code,dfe_la_number,area_name,period,raw_value
        ReReferral,%s,%s,2024,21.7
        ReReferral,846,Brighton and Hove,2024,21.7
        """
            .formatted(number, name)
            .getBytes(UTF_8),
        "");

    assertThat(bench.remarks(brought, Remark.Kind.FAULT))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.line()).isEqualTo(2);
              assertThat(remark.reason()).contains(number + " is ", name, "(area_name)");
            });
    assertThat(found("ReReferral")).isEqualTo("21.7");
  }

  @Test
  void theEndOfAFileThatMayBeCutOffIsLookedAt() {
    String whole = HEADING + plans("2024", "Reporting year", "27.3");

    checkPlans(whole.substring(0, whole.length() - 3).getBytes(UTF_8));

    assertThat(bench.remarks(brought, Remark.Kind.RANGE))
        .singleElement()
        .satisfies(
            remark -> {
              assertThat(remark.line()).isEqualTo(2);
              assertThat(remark.reason()).contains("“27”", "cut off", "cpp_subsequent_percent");
            });
    assertThatThrownBy(() -> bench.published(brought, true, false)).isInstanceOf(Refused.class);
  }

  /**
   * Tables that nobody has seen before, drawn from a seed, with every figure in its layout, order
   * of columns, encoding and wrapping: each is read as it was published, and none is missing.
   */
  @Test
  void everyFigureOfATableThatIsMadeUpComesBack() throws IOException {
    long seed = FULL ? System.nanoTime() : 20_261_129L;
    Random random = new Random(seed);
    if (bench.mappings.find("Made up").isEmpty()) {
      bench.define("MADE_UP", "Number", "Annual");
      bench.mappings.save(
          "Made up",
          new Mapping(
              List.of(new Mapping.Measured("made_up", "MADE_UP", Map.of("sex", "Total"))),
              Map.of("sex", List.of("Total", "Girls"))),
          "data");
    }
    List<String[]> places =
        List.of(
            new String[] {"846", "E06000043", "Brighton and Hove"},
            new String[] {"936", "E10000030", "Surrey"},
            new String[] {"850", "E10000014", "Hampshire"},
            new String[] {"921", "E06000046", "Isle of Wight"},
            new String[] {"868", "E06000040", "Windsor and Maidenhead"});
    for (int i = 0; i < (FULL ? 500 : 20); i++) {
      Kind kind = random.nextBoolean() ? Kind.EES : Kind.LAIT;
      boolean fromRepository = random.nextBoolean();
      Map<String, String> truth = new TreeMap<>();
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          kind == Kind.EES
              ? List.of(
                  "time_period",
                  "time_identifier",
                  "geographic_level",
                  "country_code",
                  "country_name",
                  "region_code",
                  "region_name",
                  "old_la_code",
                  "new_la_code",
                  "la_name",
                  "sex",
                  "made_up",
                  "other")
              : fromRepository
                  ? List.of(
                      "Short Desc",
                      "Data item",
                      "Years",
                      "LA and Regions",
                      "Values",
                      "LA Number",
                      "Region",
                      "Topic")
                  : List.of(
                      "indicator_code",
                      "note",
                      "period",
                      "area_name",
                      "raw_value",
                      "dfe_la_number",
                      "region",
                      "topic"));
      for (String[] place : places) {
        for (int year = 2020; year < 2022 + random.nextInt(3); year++) {
          String value = value(random);
          truth.put(place[0] + " " + year, value);
          if (kind == Kind.EES) {
            List<String> line =
                List.of(
                    "" + year,
                    "Reporting year",
                    "Local authority",
                    "E92000001",
                    "England",
                    "E12000008",
                    "South East",
                    place[0],
                    place[1],
                    place[2],
                    "Total",
                    value,
                    "1");
            rows.add(line);
            List<String> girls = new ArrayList<>(line);
            girls.set(10, "Girls");
            girls.set(11, "99");
            rows.add(girls);
          } else {
            rows.add(
                List.of(
                    "MADE_UP",
                    "An item, made up",
                    "" + year,
                    place[2],
                    value,
                    place[0],
                    "South East",
                    "Ümlaut’s topic"));
          }
        }
      }
      StringBuilder how = new StringBuilder(kind + (fromRepository ? ", as in repository" : ""));
      byte[] file = written(shuffled(rows, random), random, how);

      check(kind, file, kind == Kind.EES ? "Made up" : "");

      assertThat(brought.state())
          .as("seed %d, file %d: %s: %s", seed, i, how, reasons(Remark.Kind.REFUSED))
          .isEqualTo(FigureImport.State.CHECKED);
      assertThat(read("MADE_UP")).as("seed %d, file %d: %s", seed, i, how).isEqualTo(truth);
      assertThat(reasons(Remark.Kind.FAULT)).as(how.toString()).isEmpty();
      throwAway();
    }
  }

  private static String value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> List.of("c", "x", "z", "low", "u", ":", "[c]", "[x]").get(random.nextInt(8));
      case 1 -> "0";
      case 2 -> String.valueOf(random.nextInt(9_000));
      default -> random.nextInt(100) + "." + (1 + random.nextInt(9));
    };
  }

  private static List<List<String>> shuffled(List<List<String>> rows, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows.get(0).size()).boxed().toList());
    java.util.Collections.shuffle(order, random);
    return rows.stream().map(row -> order.stream().map(row::get).toList()).toList();
  }

  private static byte[] written(List<List<String>> rows, Random random, StringBuilder how)
      throws IOException {
    int format = random.nextInt(6);
    how.append(", format ").append(format);
    if (format < 2) {
      return format == 0 ? Workbooks.excel(rows) : Workbooks.openDocument(rows);
    }
    String separator = List.of(",", ";", "\t", "|").get(random.nextInt(4));
    boolean quoted = random.nextBoolean();
    String end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
    String text =
        rows.stream()
            .map(
                row ->
                    row.stream()
                        .map(cell -> quoted || cell.contains(separator) ? '"' + cell + '"' : cell)
                        .collect(Collectors.joining(separator)))
            .collect(Collectors.joining(end, "", end));
    int encoding = random.nextInt(4);
    how.append(", separator ").append(separator).append(", encoding ").append(encoding);
    byte[] bytes =
        switch (encoding) {
          case 0 -> ("\uFEFF" + text).getBytes(UTF_8);
          case 1 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
          case 2 -> text.getBytes(Charset.forName("windows-1252"));
          default -> text.getBytes(UTF_8);
        };
    return format == 2 ? gzip(bytes) : format == 3 ? zip(Map.of("a/table.csv", bytes)) : bytes;
  }

  /** What the file brings, by number and year. */
  private Map<String, String> read(String indicator) {
    Map<String, String> read = new TreeMap<>();
    bench.unpack(brought);
    bench
        .jdbc
        .sql(
            """
            select dfe_number || ' ' || extract(year from period_end), coalesce(trim_scale(value)::text, published)
            from figure_import_row where import_id = :id and indicator_code = :indicator and what = 'NEW'
            """)
        .param("id", brought.id())
        .param("indicator", indicator)
        .query(
            row -> {
              read.put(row.getString(1), row.getString(2));
            });
    return read;
  }

  @Test
  void whatIsWrongStandsBeforeThatNothingCanBePublished() {
    checkPlans((HEADING + plans("2023", "Calendar year", "27.3")).getBytes(StandardCharsets.UTF_8));

    assertThat(reasons(Remark.Kind.REFUSED))
        .singleElement()
        .asString()
        .startsWith("Line 2: The file’s periods are “Calendar year”")
        .contains("1 of 1 lines cannot be read");
  }

  @Test
  void aHeadingAloneIsSaidToBeOne() {
    FigureImport one = bench.checked(Kind.LAIT, LONG_HEADING.getBytes(StandardCharsets.UTF_8));
    assertThat(bench.remarks(one, Remark.Kind.REFUSED))
        .singleElement()
        .asString()
        .contains("The file has a heading and no line below it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22/04/2024",
        "2024-04-22",
        "2024-04-22 00:00:00",
        "22-Apr",
        "Apr-24",
        "1 May 2024"
      })
  void aDayInPlaceOfANumberIsCalledOne(String day) {
    FigureImport one =
        bench.checked(
            Kind.LAIT,
            (LONG_HEADING + "ReReferral,846,Brighton and Hove,2024," + day + "\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(bench.remarks(one, Remark.Kind.FAULT))
        .singleElement()
        .matches(remark -> remark.line() == 2)
        .asString()
        .contains("“" + day + "” is a day", "(raw_value)");
  }

  @Test
  void aCellBelowAMergedOneIsSaidToBeEmpty() {
    FigureImport one =
        bench.checked(
            Kind.LAIT,
            (LONG_HEADING
                    + "ReReferral,846,Brighton and Hove,2024,22.4\n"
                    + ",850,Hampshire,2024,23.5\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(bench.remarks(one, Remark.Kind.UNKNOWN))
        .singleElement()
        .matches(remark -> remark.line() == 3)
        .asString()
        .contains("The cell is empty", "(indicator_code)");
  }

  private static final String LONG_HEADING =
      "indicator_code,dfe_la_number,area_name,period,raw_value\n";

  @Test
  void halfAYearIsNamedAsWhatItIs() {
    checkPlans(
        (HEADING + plans("202324", "Part 1 (April to September)", "27.3"))
            .getBytes(StandardCharsets.UTF_8));

    assertThat(reasons(Remark.Kind.FAULT))
        .singleElement()
        .asString()
        .contains("half a year", "Part 1 (April to September)", "choose an indicator by half year")
        .endsWith("(time_identifier)")
        .doesNotContain("no kind of period");
  }

  /** Of two columns whose words are an indicator's, its counts are not its shares. */
  @Test
  void anIndicatorIsProposedForOneColumn() {
    long id =
        bench.brought(
            Kind.EES,
            (HEADING + plans("2024", "Reporting year", "27.3")).getBytes(StandardCharsets.UTF_8));
    brought = bench.imports.find(id).orElseThrow();

    assertThat(bench.proposal.of(id).columns())
        .extracting(ColumnMappingSuggester.Column::heading, c -> c.indicator().orElse(""))
        .containsExactly(
            tuple("cpp_start", ""),
            tuple("cpp_subsequent", ""),
            tuple("cpp_subsequent_percent", "PrevRegCPR"));
  }

  /** A share is called a rate by some; that something is a share does not say of what. */
  @Test
  void indicatorsAreProposedByWhatIsCountedAndNotByHow() {
    long id =
        bench.brought(
            Kind.EES,
            (HEADING
                        .replace("CPP_start,CPP_subsequent,", "agency_rate_fte,vacancy_rate_fte,")
                        .replace("CPP_subsequent_percent", "kept_percent")
                    + plans("2024", "Reporting year", "27.3"))
                .getBytes(StandardCharsets.UTF_8));
    brought = bench.imports.find(id).orElseThrow();

    assertThat(bench.proposal.of(id).columns())
        .extracting(ColumnMappingSuggester.Column::heading, c -> c.indicator().orElse(""))
        .containsExactly(
            tuple("agency_rate_fte", "Work_Force_Agecy_Rate"),
            tuple("vacancy_rate_fte", "Work_Force_Vac_Rate"),
            tuple("kept_percent", ""));
    bench
        .jdbc
        .sql("update figure_import set mapping = null where id = :id")
        .param("id", id)
        .update();
    assertThat(bench.imports.find(id).orElseThrow().stateInWords())
        .isEqualTo("waits for an answer");
  }

  @Test
  void twoColumnsAreNotTheSameIndicatorOfTheSameLines() {
    Mapping twice = columns(CATEGORY, CATEGORY);
    byte[] file =
        (HEADING + plans("2024", "Reporting year", "27.3")).getBytes(StandardCharsets.UTF_8);
    long id = bench.brought(Kind.EES, file);
    brought = bench.imports.find(id).orElseThrow();
    ColumnMappingSuggester.Sheet sheet = bench.proposal.of(id);

    assertThatThrownBy(() -> bench.mappings.refuseUnclear(twice, sheet))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("“cpp_subsequent” and “cpp_subsequent_percent”");
    bench.mappings.refuseUnclear(columns("Total", CATEGORY), sheet);

    // A mapping of before that has them is told so by line.
    bench.mappings.save("Twice", twice, "data");
    bench.imports.useMapping(id, "Twice");
    brought = bench.imports.check(id);
    assertThat(reasons(Remark.Kind.FAULT))
        .singleElement()
        .asString()
        .startsWith("Two columns of the line have different figures");
  }

  private static Mapping columns(String firstWhere, String secondWhere) {
    return new Mapping(
        List.of(
            new Mapping.Measured("cpp_subsequent", "PrevRegCPR", Map.of("category", firstWhere)),
            new Mapping.Measured(
                "cpp_subsequent_percent", "PrevRegCPR", Map.of("category", secondWhere))),
        Map.of("category", List.of(CATEGORY)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[c]", "[x]", "[z]", "[low]", "[u]", "[X]"})
  void shorthandInBracketsIsASymbolAndNoNumber(String symbol) {
    checkPlans(
        (HEADING + plans("2024", "Reporting year", symbol)).getBytes(StandardCharsets.UTF_8));

    assertThat(reasons(Remark.Kind.FAULT)).isEmpty();
    assertThat(found("PrevRegCPR")).isEqualTo(symbol);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E-7", "0.0000001", "2.5e-09", "12.3 [p]", "1e99"})
  void whatIsNotCertainIsSaidAndNeverZero(String cell) {
    checkPlans((HEADING + plans("2024", "Reporting year", cell)).getBytes(StandardCharsets.UTF_8));

    assertThat(reasons(Remark.Kind.FAULT)).singleElement().asString().contains(cell);
    assertThat(bench.imports.changes(brought.id(), "CHANGED", 0, 10)).isEmpty();
  }

  @Test
  void rowsWithoutACellAreBlankAndColumnsWithoutANameAreNotNamed() {
    String blank =
        HEADING.strip() + ",,\n" + plans("2097", "Reporting year", "24.5").strip() + ",,\n";
    checkPlans((blank + ",".repeat(15) + "\n , ,\n").getBytes(StandardCharsets.UTF_8));

    assertThat(found("PrevRegCPR")).isEqualTo("24.5");
    assertThat(reasons(Remark.Kind.FAULT)).isEmpty();
    assertThat(reasons(Remark.Kind.NOTE)).singleElement().asString().endsWith("cpp_subsequent.");
  }

  @ParameterizedTest
  @CsvSource({"0.245,true", "1,true", "24.5,false"})
  void percentagesThatMayBePartsOfOneAreLookedAt(String last, boolean asked) {
    StringBuilder file =
        new StringBuilder("indicator_code,dfe_la_number,area_name,region,period,raw_value\n");
    String[] areas = {
      "825,Buckinghamshire",
      "867,Bracknell Forest",
      "850,Hampshire",
      "886,Kent",
      "846,Brighton and Hove"
    };
    for (int i = 0; i < 5; i++) {
      file.append(
          "PrevRegCPR,%s,South East,2097,%s\n".formatted(areas[i], i == 4 ? last : "0.2" + i));
    }
    check(Kind.LAIT, file.toString().getBytes(StandardCharsets.UTF_8), "");

    assertThat(reasons(Remark.Kind.RANGE).stream().filter(why -> why.contains("parts of one")))
        .hasSize(asked ? 1 : 0);
    assertThat(found("PrevRegCPR")).isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({"2020,0", "2099,1"})
  void aFigureLongAfterItsAuthorityEndedIsLookedAt(String period, int asked) {
    bench.define("XEnded" + period, "Number", "Financial Year");
    check(
        Kind.LAIT,
        """
        indicator_code,dfe_la_number,area_name,region,period,raw_value
        XEnded%1$s,837,Bournemouth,South West,%1$s,9
        XEnded%1$s,839,"Bournemouth, Christchurch and Poole",South West,%1$s,9
        """
            .formatted(period)
            .getBytes(StandardCharsets.UTF_8),
        "");

    assertThat(reasons(Remark.Kind.RANGE))
        .hasSize(asked)
        .allMatch(why -> why.contains("ended on 31 March 2019, and is now 839 Bournemouth"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"24.5r", "24.5 [p]", "24.5 e", "24.5*"})
  void aNumberWithAMarkIsSaidWithWhatToWrite(String cell) {
    checkPlans((HEADING + plans("2024", "Reporting year", cell)).getBytes(StandardCharsets.UTF_8));

    assertThat(reasons(Remark.Kind.FAULT))
        .singleElement()
        .asString()
        .contains("write the number alone, 24.5 (");
  }

  @ParameterizedTest
  @CsvSource({"2.73E1,27.3", "27.30000004,27.3", "+27.3,"})
  void aNumberInAnotherSpellingIsThatNumber(String cell, String number) {
    checkPlans((HEADING + plans("2024", "Reporting year", cell)).getBytes(StandardCharsets.UTF_8));

    if (number == null) {
      assertThat(reasons(Remark.Kind.FAULT)).singleElement().asString().contains(cell);
    } else {
      assertThat(found("PrevRegCPR")).isEqualTo(number);
    }
  }

  @Test
  void theInteractiveToolsFileIsReadAsItStandsInItsRepository() {
    check(
        Kind.LAIT,
        """
        Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region
        ReReferral,Percentage of re-referrals,2024,Brighton and Hove,21.7,846,South East
        ReReferral,Percentage of re-referrals,2024,South East,28.4,989,South East
        ReReferral,Percentage of re-referrals,2024,England,22.5,970,
        """
            .getBytes(StandardCharsets.UTF_8),
        "");

    assertThat(reasons(Remark.Kind.FAULT)).isEmpty();
    assertThat(found("ReReferral")).isEqualTo("21.7");
  }

  /** As the tool's page of all authorities gives it out: nothing in it says of which indicator. */
  @Test
  void aTableOfTheToolItselfIsReadOnceItsIndicatorIsSaid() {
    byte[] file =
        """
        "LA Number","LA and Regions","2022","2023","2024","Change from previous year","Rank"
        "-","Statistical Neighbours",20.1,20.2,20.3,0.1,NA
        "846","Brighton and Hove",20.5,NA,22.4,NaN,"17"
        "989","South East",24.1,25.2,26.3,1.1,NA
        "970","England",21.5,22.4,22.3,-0.1,NA
        """
            .getBytes(UTF_8);
    check(Kind.LAIT, file, "");
    assertThat(brought.state()).isEqualTo(FigureImport.State.ASKS);
    assertThat(reasons(Remark.Kind.ASKED)).singleElement().asString().contains("which indicator");
    assertThat(
            bench.imports.indicatorNamedIn(
                "Percentage of re-referrals to children_s social care within 12"
                    + " months-All-Geographies-2026-11-29.csv"))
        .contains("ReReferral");
    assertThatThrownBy(() -> bench.imports.useIndicator(brought.id(), "None"))
        .isInstanceOf(Refused.class);

    bench.imports.useIndicator(brought.id(), "ReReferral");
    brought = bench.imports.check(brought.id());

    assertThat(brought.state()).isEqualTo(FigureImport.State.CHECKED);
    CheckResult found = brought.found().orElseThrow();
    assertThat(found.faults() + found.unknown() + found.repeats()).isZero();
    assertThat(found.written() + found.unchanged()).isEqualTo(8);
    assertThat(toolFigures("ReReferral"))
        .containsEntry("846 2024-03-31", "22.4")
        .containsEntry("846 2022-03-31", "20.5")
        .doesNotContainKey("846 2023-03-31");
    assertThat(reasons(Remark.Kind.NOTE))
        .anyMatch(note -> note.startsWith("Cells without a number: 1."))
        .anyMatch(note -> note.contains("averages of statistical neighbours"));
  }

  /** What the file brings and what it says as we have it, by number and end of the period. */
  private Map<String, String> toolFigures(String indicator) {
    Map<String, String> figures = new TreeMap<>();
    bench
        .jdbc
        .sql(
            """
            select dfe_number || ' ' || period_end, coalesce(trim_scale(value)::text, published)
            from figure_import_row where import_id = :id and indicator_code = :indicator
              and what in ('NEW', 'CHANGED')
            """)
        .param("id", brought.id())
        .param("indicator", indicator)
        .query(
            row -> {
              figures.put(row.getString(1), row.getString(2));
            });
    return figures;
  }

  /** As a program that opened the tool's table has spoilt it. */
  @Test
  void whatIsNoYearInATableOfTheToolIsSaid() {
    check(
        Kind.LAIT,
        """
        LA Number,LA,Measure,2010-11,Dec-11,2012-14,Region
        846,Brighton and Hove,Percentage of re-referrals to children's social care within 12 months,1.5,2.5,3.5,South East
        846,Brighton and Hove,Something that nobody measures,1.5,2.5,3.5,South East
        850,Brighton and Hove,Percentage of re-referrals to children's social care within 12 months,1.5,2.5,3.5,South East
        """
            .getBytes(UTF_8),
        "");

    assertThat(toolFigures("ReReferral")).containsOnly(Map.entry("846 2011-03-31", "1.5"));
    assertThat(reasons(Remark.Kind.UNKNOWN))
        .anyMatch(remark -> remark.contains("“Dec-11” is no year"))
        .anyMatch(remark -> remark.contains("“Something that nobody measures” (Measure)"));
    assertThat(reasons(Remark.Kind.FAULT))
        .anyMatch(remark -> remark.contains("“2012-14”"))
        .anyMatch(remark -> remark.startsWith("850 is Hampshire"));
  }

  /** Tables as people put them together on the tool's page, drawn from a seed. */
  @Test
  void everyFigureOfATableThatSomebodyPutTogetherInTheToolComesBack() throws IOException {
    long seed = FULL ? System.nanoTime() : 20_261_130L;
    Random random = new Random(seed);
    Map<String, String> measures =
        Map.of(
            "ReReferral", "Percentage of re-referrals to children's social care within 12 months",
            "SEN_TotStat", "% of Pupils with Statement of (SEN) of (EHC) Plans (All Schools)",
            "Work_Force_Vac_Rate", "Percentage of social worker vacancies");
    Map<String, String> ends =
        Map.of("ReReferral", "03-31", "SEN_TotStat", "08-31", "Work_Force_Vac_Rate", "09-30");
    for (int i = 0; i < (FULL ? 300 : 15); i++) {
      boolean ofTwoYears = random.nextBoolean();
      int first = 2030 + random.nextInt(5);
      int last = first + random.nextInt(4);
      List<List<String>> rows = new ArrayList<>();
      List<String> heading =
          new ArrayList<>(List.of("LA Number", "LA and Regions", "Region", "Topic", "Measure"));
      for (int year = first; year <= last; year++) {
        heading.add(ofTwoYears ? (year - 1) + "-" + year % 100 : "" + year);
      }
      rows.add(heading);
      Map<String, Map<String, String>> truth = new TreeMap<>();
      for (Map.Entry<String, String> measure : measures.entrySet()) {
        for (String[] place :
            new String[][] {
              {"846", "Brighton and Hove", "South East"},
              {"989", "South East", "South East"},
              {"970", "England", "England"}
            }) {
          List<String> line =
              new ArrayList<>(List.of(place[0], place[1], place[2], "Topic", measure.getValue()));
          for (int year = first; year <= last; year++) {
            String value = random.nextInt(5) == 0 ? "NA" : value(random);
            line.add(value);
            if (!value.equals("NA")) {
              truth
                  .computeIfAbsent(measure.getKey(), code -> new TreeMap<>())
                  .put(place[0] + " " + year + "-" + ends.get(measure.getKey()), value);
            }
          }
          rows.add(line);
        }
      }
      StringBuilder how = new StringBuilder("two years " + ofTwoYears);
      check(Kind.LAIT, written(shuffled(rows, random), random, how), "");

      assertThat(brought.state())
          .as("seed %d, file %d: %s: %s", seed, i, how, reasons(Remark.Kind.REFUSED))
          .isEqualTo(FigureImport.State.CHECKED);
      assertThat(reasons(Remark.Kind.FAULT)).as("seed %d, file %d: %s", seed, i, how).isEmpty();
      for (String code : measures.keySet()) {
        assertThat(toolFigures(code))
            .as("seed %d, file %d: %s: %s", seed, i, how, code)
            .isEqualTo(truth.getOrDefault(code, Map.of()));
      }
      throwAway();
    }
  }

  private static final List<String> NEIGHBOURS =
      List.of("839", "801", "851", "852", "873", "331", "334", "865", "803", "383");

  private static byte[] wideNeighbours() {
    String heading =
        "old_la_code,la_name,region_ind,region_name,"
            + IntStream.rangeClosed(1, 10)
                .mapToObj(i -> "SN_" + i + ",SN_" + i + "P")
                .collect(Collectors.joining(","));
    String line =
        "846,Brighton and Hove,9,South East,"
            + NEIGHBOURS.stream().map(n -> n + ",Close ").collect(Collectors.joining(","));
    return ("\uFEFF" + heading + "\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void neighboursSideBySideAreTakenInTheirOrderOnceTheYearIsSaid() {
    check(Kind.NEIGHBOURS, wideNeighbours(), "");
    assertThat(brought.state()).isEqualTo(FigureImport.State.ASKS);
    assertThat(reasons(Remark.Kind.REFUSED)).isEmpty();
    assertThat(reasons(Remark.Kind.ASKED))
        .singleElement()
        .asString()
        .contains("which year’s model");

    bench.imports.useModelYear(brought.id(), "2026");
    brought = bench.imports.check(brought.id());

    assertThat(brought.state())
        .as("%s", reasons(Remark.Kind.REFUSED))
        .isEqualTo(FigureImport.State.CHECKED);
    assertThat(
            bench
                .jdbc
                .sql(
                    """
                    select content ->> 'neighbour_dfe_number' from figure_import_record
                    where import_id = :id and content ->> 'model_year' = '2026'
                    order by (content ->> 'rank')::integer
                    """)
                .param("id", brought.id())
                .query(String.class)
                .list())
        .isEqualTo(NEIGHBOURS);
    assertThat(bench.imports.changes(brought.id(), "NEW", 0, 100))
        .extracting(change -> change.subject().replaceAll(".*neighbour ([0-9]+) .*", "$1"))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
  }

  @Test
  void aFilterThatBeginsLateIsOfferedWithItsOwnLetters() {
    StringBuilder file = new StringBuilder("\uFEFF").append(HEADING);
    for (int i = 0; i < 6_000; i++) {
      file.append(plans("2024", "Reporting year", "27.3").replace(CATEGORY, "Total"));
    }
    file.append(plans("2024", "Reporting year", "27.3").replace(CATEGORY, "Children’s homes"));
    long id = bench.brought(Kind.EES, file.toString().getBytes(StandardCharsets.UTF_8));
    brought = bench.imports.find(id).orElseThrow();

    ColumnMappingSuggester.Sheet sheet = bench.proposal.of(id);

    assertThat(sheet.filters())
        .singleElement()
        .satisfies(
            filter -> {
              assertThat(filter.values()).containsExactly("Total", "Children’s homes");
              assertThat(filter.known()).containsExactly("Total", "Children’s homes");
            });
    assertThat(sheet.columns())
        .extracting(ColumnMappingSuggester.Column::heading)
        .contains("cpp_start");
  }

  @Test
  void namesInWindowsLettersAreReadAndSaidSo() {
    long id =
        bench.brought(
            Kind.EES,
            (HEADING
                    + plans("2024", "Reporting year", "27.3").replace(CATEGORY, "Children’s homes"))
                .getBytes(Charset.forName("windows-1252")));
    brought = bench.imports.find(id).orElseThrow();

    assertThat(bench.proposal.of(id).filters().get(0).values()).containsExactly("Children’s homes");
  }

  @Test
  void likeRemarksAreOneWithTheirCount() {
    StringBuilder file = new StringBuilder(HEADING);
    for (int i = 0; i < 500; i++) {
      file.append(plans("2024", "Reporting year", "n" + i));
    }
    file.append(plans("2023", "Reporting year", ""));
    checkPlans(file.toString().getBytes(StandardCharsets.UTF_8));

    List<Imports.AlikeRemarks> alike =
        bench.imports.alikeRemarks(brought.id(), Remark.Kind.FAULT, 0, 100);

    assertThat(alike).hasSize(2);
    assertThat(alike.get(0).count()).isEqualTo(500);
    assertThat(alike.get(0).line()).isEqualTo(2);
    assertThat(alike.get(0).others()).startsWith(3L, 4L).hasSize(10);
    assertThat(alike.get(1).reason()).contains("empty");
    assertThat(bench.imports.kindsOfRemarks(brought.id(), Remark.Kind.FAULT)).isEqualTo(2);
  }

  @Test
  void aFormulaWithoutAResultIsNoZero() throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      var cell = workbook.createSheet().createRow(0).createCell(0);
      cell.setCellFormula("1+1");
      assertThat(ReturnWorkbook.text(workbook.getSheetAt(0), 0, 0))
          .isEqualTo("a formula without a result");
      workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
      assertThat(ReturnWorkbook.text(workbook.getSheetAt(0), 0, 0)).isEqualTo("2");
    }
  }

  /**
   * A return that LibreOffice or a report writer filled with formulas and left to be calculated, or
   * with percentages: each is what Excel shows, or is asked about.
   */
  @Test
  void formulasAndPercentagesOfAReturnAreWhatTheyShow() throws IOException {
    bench.define("X_formulas", "%", "Quarter");
    ByteArrayOutputStream filled = new ByteArrayOutputStream();
    try (InputStream empty = new java.io.ByteArrayInputStream(emptyReturn());
        XSSFWorkbook workbook = new XSSFWorkbook(empty)) {
      var sheet = workbook.getSheet(ReturnWorkbook.SHEET);
      sheet.getRow(5).getCell(2).setCellFormula("60.5+20");
      sheet.getRow(6).getCell(2).setCellFormula("CELL(\"width\",A1)");
      var share = workbook.createCellStyle();
      share.setDataFormat(workbook.createDataFormat().getFormat("0.0%"));
      sheet.getRow(7).getCell(2).setCellValue(0.245);
      sheet.getRow(7).getCell(2).setCellStyle(share);
      workbook.write(filled);
    }

    check(Kind.RETURN, filled.toByteArray(), "");

    assertThat(found("X_formulas")).isEqualTo("80.5");
    assertThat(brought.found().orElseThrow().fresh()).isOne();
    assertThat(reasons(Remark.Kind.FAULT))
        .hasSize(2)
        .anyMatch(
            reason -> reason.contains("formula without a result") && reason.endsWith("cell C7"))
        .anyMatch(reason -> reason.contains("write 24.5") && reason.endsWith("cell C8"));
  }

  private static byte[] emptyReturn() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ReturnWorkbook.write(
        List.of(
            new ReturnWorkbook.Authority("846", "Brighton and Hove"),
            new ReturnWorkbook.Authority("850", "Hampshire"),
            new ReturnWorkbook.Authority("936", "Surrey")),
        List.of(new KnownIndicators(bench.jdbc).find("X_formulas")),
        List.of("2026-27 Q1"),
        out);
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : new ArrayList<>(files.entrySet())) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
