package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerchallenge.ShortForm.FULL;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peerchallenge.kernel.Refused;

/**
 * The example file and the England file, damaged as files are in real life. Figures are first made
 * different from the file's, so that whatever is published can be seen; what may be published is
 * computed here from the undamaged text, without the code under test.
 *
 * <p>In an ordinary build both files are cut to the lines of one region's authorities, of the
 * regions and of England, and the England file to every twelfth of its indicators with all its
 * periods; {@code -Pfull} takes all 68,340 lines and more seeds of rubbish.
 */
class DamagedFilesTest {

  /** Nothing of this is a number, a symbol, a code or a name of anything. */
  private static final List<String> RUBBISH =
      List.of(
          "#REF!", "n/a", "??", "1O5", "12,5", "Mar-18", "NULL", "1 234", "--", "£12", "1e999",
          "\\N", "'18", "");

  private static Bench bench;
  private static Map<String, String> before;

  /** The two files, each with what it says. */
  enum File {
    EXAMPLE(Kind.EES, "ees-example-referrals.csv"),
    ENGLAND(Kind.LAIT, "indicators-england.csv.gz");

    final Kind kind;
    final List<String> lines;
    final List<List<String>> fields;

    File(Kind kind, String name) {
      this.kind = kind;
      this.lines = Bench.text(name).lines().filter(line -> isTaken(line)).toList();
      this.fields = lines.stream().map(File::split).toList();
    }

    /** The heading, and in an ordinary build no more than some of the South East and England. */
    private boolean isTaken(String line) {
      boolean ofTheRegion = line.contains(",South East,");
      if (FULL || line.startsWith("indicator_code") || line.startsWith("time_period")) {
        return true;
      }
      return kind == Kind.EES
          ? ofTheRegion || !line.contains(",Local authority,")
          : (ofTheRegion || line.contains(",England,")) && isTakenIndicator(split(line).get(0));
    }

    /** Always the same ones, of which one has numbers of four digits. */
    private static boolean isTakenIndicator(String code) {
      return Math.floorMod(code.hashCode(), 12) == 4;
    }

    /** Splits without the code under test: no quoted field has a quotation mark of its own. */
    private static List<String> split(String line) {
      List<String> fields = new ArrayList<>();
      boolean quoted = false;
      StringBuilder field = new StringBuilder();
      for (char c : line.toCharArray()) {
        if (c == '"') {
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          fields.add(field.toString());
          field.setLength(0);
        } else {
          field.append(c);
        }
      }
      fields.add(field.toString());
      return fields;
    }

    /** The cells of a line as this test expects them: indicator and area and year, to the text. */
    Map<String, String> cells(int line) {
      List<String> row = fields.get(line);
      Map<String, String> cells = new HashMap<>();
      if (kind == Kind.LAIT) {
        cells.put(row.get(0) + "|" + row.get(1) + "|" + year(row.get(4)), row.get(5));
        return cells;
      }
      String area =
          switch (row.get(2)) {
            case "National" -> "970";
            case "Regional" -> REGIONS.get(row.get(5));
            default -> row.get(7);
          };
      for (int column = 11; column < row.size(); column++) {
        String indicator =
            switch (fields.get(0).get(column)) {
              case "rereferral_percent" -> "ReReferral";
              case "no_further_action_percent" -> "CIN_Refferals_NFA";
              default -> "X_" + fields.get(0).get(column);
            };
        cells.put(indicator + "|" + area + "|" + row.get(0), row.get(column));
      }
      return cells;
    }

    private static String year(String period) {
      return period.length() == 4
          ? period
          : String.valueOf(Integer.parseInt(period.substring(0, 4)) + 1);
    }
  }

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

  @BeforeAll
  static void makeOurFiguresDifferent() {
    bench = new Bench();
    bench.mapReferrals();
    if (!FULL) {
      bench
          .jdbc
          .sql(
              """
              delete from figure where dfe_number not in
                (select dfe_number from figure_area where 'South East' in (name, region) or dfe_number = '970')
              """)
          .update();
      List<String> codes =
          bench.jdbc.sql("select code from indicator").query(String.class).list().stream()
              .filter(code -> !File.isTakenIndicator(code))
              .toList();
      bench
          .jdbc
          .sql("delete from figure where indicator_code in (:codes)")
          .param("codes", codes)
          .update();
      bench.jdbc.sql("vacuum full analyze figure").update();
    }
    // So that a figure that was published can be told from one that was not.
    bench.jdbc.sql("update figure set value = -777, published = '-777'").update();
    before = bench.current();
  }

  @AfterEach
  void asBefore() {
    int now =
        bench.jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
    if (!bench.current().equals(before)) {
      bench.undone(now);
    }
    assertThat(bench.current()).as("undone as a whole").isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void theUndamagedFileIsPublishedCellByCell(File file) {
    publishes(file, file.lines, Set.of(), Set.of());
  }

  @ParameterizedTest
  @EnumSource
  void everyFieldInQuotationMarksIsTheSameFile(File file) {
    List<String> quoted =
        file.fields.stream()
            .map(row -> row.stream().map(f -> '"' + f + '"').collect(Collectors.joining(",")))
            .toList();
    publishes(file, quoted, Set.of(), Set.of());
  }

  @ParameterizedTest
  @EnumSource
  void anUnclosedQuotationMarkSpoilsItsOwnLineOnly(File file) {
    Random random = new Random(1);
    Set<Integer> damaged = choose(random, file, 40);
    List<String> lines = new ArrayList<>(file.lines);
    damaged.forEach(
        line -> {
          int comma = lines.get(line).lastIndexOf(',');
          lines.set(
              line,
              lines.get(line).substring(0, comma + 1) + '"' + lines.get(line).substring(comma + 1));
        });
    publishes(file, lines, damaged, damaged);
  }

  @ParameterizedTest
  @EnumSource
  void aByteOrderMarkAndWindowsLineEndsAreNoFault(File file) {
    publishes(file, bytes("\uFEFF" + String.join("\r\n", file.lines)), file, Set.of(), Set.of());
  }

  /** As Excel saves with other settings, and as “Unicode text”, “CSV UTF-8”. */
  @ParameterizedTest
  @EnumSource
  void otherSeparatorsAndEncodingsAreTheSameFile(File file) {
    Map<Charset, List<String>> separators =
        Map.of(
            StandardCharsets.UTF_16LE, FULL ? List.of(",", ";", "\t", "|") : List.of("\t"),
            StandardCharsets.UTF_16BE, FULL ? List.of(",", ";", "\t", "|") : List.of(";"),
            StandardCharsets.UTF_8, FULL ? List.of(",", ";", "\t", "|") : List.of("|"));
    separators.forEach(
        (charset, some) ->
            some.forEach(
                separator -> {
                  String marked = "\uFEFF" + separated(file.fields, separator);
                  publishes(file, marked.getBytes(charset), file, Set.of(), Set.of());
                  asBefore();
                }));
  }

  @ParameterizedTest
  @EnumSource
  void aSeparatorWithinQuotationMarksSeparatesNothing(File file) {
    String text =
        file.fields.stream()
            .map(
                row ->
                    row.stream()
                        // A name of several words, so that it is still the area's.
                        .map(
                            f ->
                                '"'
                                    + (f.matches("[A-Z].* and [^R].*") ? f.replace(" ", ";") : f)
                                    + '"')
                        .collect(Collectors.joining(";")))
            .collect(Collectors.joining("\n"));
    publishes(file, bytes(text), file, Set.of(), Set.of());
  }

  @ParameterizedTest
  @EnumSource
  void whatACommaWithinANumberMeansIsAskedAndNeverGuessed(File file) {
    List<List<String>> decimal = file.fields.stream().map(row -> with(row, file, true)).toList();
    List<List<String>> thousands = file.fields.stream().map(row -> with(row, file, false)).toList();
    Map<Commas, byte[]> files =
        Map.of(
            Commas.DECIMAL, bytes(separated(decimal, ";")),
            Commas.THOUSANDS, bytes(separated(thousands, ",")));
    files.forEach(
        (commas, text) -> {
          FigureImport asked = bench.checked(file.kind, text);
          assertThat(asked.found().orElseThrow().commas()).isPositive();
          assertThat(bench.remarks(asked, Remark.Kind.FAULT))
              .anySatisfy(remark -> assertThat(remark.reason()).contains("say whether commas"));
          bench.said(asked, commas == Commas.DECIMAL ? Commas.THOUSANDS : Commas.DECIMAL);
          assertThat(bench.imports.check(asked.id()).found().orElseThrow().faults())
              .as("the wrong answer does not fit all of it")
              .isPositive();
          bench.said(asked, commas);
          FigureImport read = bench.imports.check(asked.id());
          assertThat(bench.remarks(read, Remark.Kind.FAULT)).isEmpty();
          published(file, read, Set.of());
          asBefore();
        });
  }

  /** The row with its numbers as 24,5 or as 1,234. */
  private static List<String> with(List<String> row, File file, boolean decimal) {
    List<String> other = new ArrayList<>(row);
    for (int column = file == File.ENGLAND ? 5 : 11; column < row.size(); column++) {
      String cell = row.get(column);
      if (cell.matches("-?[0-9]+(\\.[0-9]+)?")) {
        other.set(column, decimal ? cell.replace('.', ',') : grouped(cell));
      }
    }
    return other;
  }

  private static String grouped(String number) {
    int point = number.indexOf('.') < 0 ? number.length() : number.indexOf('.');
    return number.substring(0, point).replaceAll("(?<=[0-9])(?=([0-9]{3})+$)", ",")
        + number.substring(point);
  }

  private static String separated(List<List<String>> rows, String separator) {
    return rows.stream()
        .map(
            row ->
                row.stream()
                    .map(f -> f.contains(separator) ? '"' + f + '"' : f)
                    .collect(Collectors.joining(separator)))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource
  void windows1252IsReadAndSaidAndPublishedOnlyWhenSomebodyLooked(File file) {
    List<String> lines = new ArrayList<>(file.lines);
    int line = file == File.ENGLAND ? 20 : 30;
    // A dash as Excel writes it, in a name that has nothing else to say.
    String name =
        file == File.ENGLAND ? file.fields.get(line).get(2) : file.fields.get(line).get(9);
    lines.set(line, lines.get(line).replace(name, name + " – "));
    FigureImport one =
        bench.checked(
            file.kind, String.join("\n", lines).getBytes(Charset.forName("windows-1252")));
    assertThat(bench.remarks(one, Remark.Kind.RANGE))
        .anySatisfy(remark -> assertThat(remark.reason()).contains("Windows-1252", "CSV UTF-8"));
    assertThatThrownBy(() -> bench.published(one, true, false))
        .hasMessageContaining("Look at what is named");
    published(file, one, Set.of());
  }

  @ParameterizedTest
  @EnumSource
  void aLineThatIsRepeatedCountsOnceAndOneThatContradictsCountsNot(File file) {
    Random random = new Random(2);
    List<String> lines = new ArrayList<>(file.lines);
    Set<Integer> repeated = choose(random, file, 30);
    Set<Integer> contradicted = new TreeSet<>(choose(random, file, 30));
    contradicted.removeAll(repeated);
    Set<Integer> named = new TreeSet<>();
    for (int line : repeated) {
      lines.add(file.lines.get(line));
    }
    for (int line : contradicted) {
      // Another figure in the last column.
      String text = file.lines.get(line);
      lines.add(text.substring(0, text.lastIndexOf(',') + 1) + "71.3");
      named.add(lines.size() - 1);
    }
    FigureImport one = bench.checked(file.kind, bytes(String.join("\n", lines)));
    assertThat(lineNumbers(bench.remarks(one, Remark.Kind.REPEAT)))
        .containsAll(
            java.util.stream.IntStream.range(file.lines.size(), file.lines.size() + repeated.size())
                .boxed()
                .toList());
    assertThat(lineNumbers(bench.remarks(one, Remark.Kind.FAULT)))
        .containsAll(named)
        .containsAll(contradicted);
    // Of a wide line only the contradicted column is in doubt.
    bench.published(one, true, true);
    Map<String, String> now = changed();
    for (int line = 1; line < file.lines.size(); line++) {
      for (Map.Entry<String, String> cell : file.cells(line).entrySet()) {
        boolean doubtful =
            contradicted.contains(line)
                && (file == File.ENGLAND
                    || cell.getKey().startsWith("X_rereferral_child_percent|"));
        assertThat(now.remove(cell.getKey()))
            .as(cell.getKey())
            .isEqualTo(doubtful ? null : expected(cell.getValue()));
      }
    }
    assertThat(now).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatIsShiftedInSomeLinesSpoilsThoseLinesOnly(File file) {
    Random random = new Random(3);
    Set<Integer> damaged = choose(random, file, 60);
    List<String> lines = new ArrayList<>(file.lines);
    for (int line : damaged) {
      List<String> row = new ArrayList<>(file.fields.get(line));
      int at = random.nextInt(row.size());
      if (random.nextBoolean()) {
        row.add(at, "");
        if (random.nextBoolean()) {
          row.remove(row.size() - 1);
        }
      } else {
        row.remove(at);
        if (random.nextBoolean()) {
          row.add("");
        }
      }
      lines.set(line, join(row));
    }
    publishes(file, lines, damaged, damaged);
  }

  @ParameterizedTest
  @EnumSource
  void aColumnThatIsShiftedInEveryLineIsRefused(File file) {
    for (int at : new int[] {0, 1, 3}) {
      List<String> lines = new ArrayList<>();
      lines.add(file.lines.get(0));
      for (int line = 1; line < file.lines.size(); line++) {
        List<String> row = new ArrayList<>(file.fields.get(line));
        row.add(at, "");
        row.remove(row.size() - 1);
        lines.add(join(row));
      }
      FigureImport one = bench.checked(file.kind, bytes(String.join("\n", lines)));
      refused(one, "columns are shifted", 0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aYearAsTextIsNamedInItsLine(File file) {
    Random random = new Random(4);
    Set<Integer> damaged = choose(random, file, 40);
    List<String> texts =
        List.of(
            "two thousand and eighteen",
            "FY18",
            "31/03/2018",
            "2018.0",
            "'2018",
            "18",
            "20188",
            "");
    int column = file == File.ENGLAND ? 4 : 0;
    List<String> lines = replaced(file, damaged, column, texts, random);
    FigureImport one = publishes(file, lines, damaged, damaged);
    assertThat(bench.remarks(one, Remark.Kind.FAULT))
        .anySatisfy(
            remark ->
                assertThat(remark.reason()).contains("“FY18” is no period: write a year as 2018"));
  }

  @Test
  void aMissingNameIsNamedInTheFirstLineOfAnAuthorityAsInAnyOther() {
    int column = File.EXAMPLE.fields.get(0).indexOf("la_name");
    Set<String> met = new java.util.HashSet<>();
    List<String> lines = new ArrayList<>(File.EXAMPLE.lines);
    Set<Integer> damaged = new TreeSet<>();
    for (int line = 1; line < lines.size(); line++) {
      List<String> row = new ArrayList<>(File.EXAMPLE.fields.get(line));
      if (!row.get(column).isEmpty()
          && met.add(row.get(column))
          && met.size() % (FULL ? 30 : 4) == 0) {
        row.set(column, "");
        lines.set(line, join(row));
        damaged.add(line);
      }
    }
    assertThat(damaged).hasSizeGreaterThan(3);
    publishes(File.EXAMPLE, lines, damaged, damaged);
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoPerCentRubbishCellsNotOneIsPublishedAndEachIsNamed(File file) {
    int runs = FULL ? 10 : 1;
    for (int seed = 0; seed < runs; seed++) {
      Random random = new Random(100 + seed);
      List<String> lines = new ArrayList<>(file.lines);
      Set<Integer> damaged = new TreeSet<>();
      for (int line = 1; line < lines.size(); line++) {
        List<String> row = new ArrayList<>(file.fields.get(line));
        for (int column = 0; column < row.size(); column++) {
          if (random.nextInt(50) == 0) {
            String rubbish = RUBBISH.get(random.nextInt(RUBBISH.size()));
            // An area that has no authority is rightly empty.
            if (!rubbish.equals(row.get(column))) {
              row.set(column, rubbish);
              damaged.add(line);
            }
          }
        }
        lines.set(line, join(row));
      }
      // A fifth of wide lines has a rubbish cell: below the share from which a whole file is
      // refused.
      String text = String.join("\n", lines);
      FigureImport one = bench.checked(file.kind, bytes(text));
      Set<Integer> named = new TreeSet<>(lineNumbers(bench.remarks(one, Remark.Kind.FAULT)));
      named.addAll(lineNumbers(bench.remarks(one, Remark.Kind.UNKNOWN)));
      assertThat(named).as("each fault is named by its line").isEqualTo(damaged);
      if (one.state() == FigureImport.State.CHECKED) {
        published(file, one, damaged);
        asBefore();
      } else {
        assertThat(bench.current()).isEqualTo(before);
      }
    }
  }

  @Test
  void aBombIsNotUnpacked() throws IOException {
    ByteArrayOutputStream gz = new ByteArrayOutputStream();
    byte[] heading = bytes(File.ENGLAND.lines.get(0) + "\n");
    // Lines of blanks, which are skipped.
    byte[] blank =
        " ".repeat((1 << 12) - 1).concat("\n").repeat(256).getBytes(StandardCharsets.US_ASCII);
    try (GZIPOutputStream out = new GZIPOutputStream(gz)) {
      out.write(heading);
      for (int mb = 0; mb < 520; mb++) {
        out.write(blank);
      }
    }
    refused(bench.checked(Kind.LAIT, gz.toByteArray()), "larger than any table", 0);

    ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(xlsx)) {
      out.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      for (int mb = 0; mb < 40; mb++) {
        out.write(blank);
      }
    }
    refused(bench.checked(Kind.RETURN, xlsx.toByteArray()), "far larger than a return", 0);
    byte[] endless = new byte[300_000];
    Arrays.fill(endless, (byte) 'a');
    refused(bench.checked(Kind.LAIT, endless), "100,000 characters", 1);
  }

  @Test
  void whatIsNoSuchFileIsRefusedWithWhatToDo() {
    refused(bench.checked(Kind.LAIT, bytes("a,b\n1,2\n")), "The heading lacks", 1);
    refused(bench.checked(Kind.EES, bytes(File.ENGLAND.lines.get(0))), "geographic_level", 1);
    byte[] wide = File.ENGLAND.lines.get(0).getBytes(StandardCharsets.UTF_16LE);
    refused(bench.checked(Kind.LAIT, wide), "encoding without a mark", 0);
    refused(bench.checked(Kind.RETURN, bytes("a,b\n")), "no Excel workbook", 0);
    refused(bench.checked(Kind.LAIT, bytes("\n")), "empty", 1);
  }

  private FigureImport publishes(
      File file, List<String> lines, Set<Integer> left, Set<Integer> named) {
    return publishes(file, bytes(String.join("\n", lines)), file, left, named);
  }

  /** Checks, looks at what is named, publishes, and compares every cell. */
  private FigureImport publishes(
      File file, byte[] bytes, File same, Set<Integer> left, Set<Integer> named) {
    FigureImport one = bench.checked(same.kind, bytes);
    assertThat(one.state()).isEqualTo(FigureImport.State.CHECKED);
    Set<Integer> faults = new TreeSet<>(lineNumbers(bench.remarks(one, Remark.Kind.FAULT)));
    faults.addAll(lineNumbers(bench.remarks(one, Remark.Kind.UNKNOWN)));
    assertThat(faults).as("lines that are named").isEqualTo(named);
    if (!named.isEmpty()) {
      assertThatThrownBy(() -> bench.published(one, false, true)).hasMessageContaining("left out");
    }
    published(file, one, left);
    return one;
  }

  private void published(File file, FigureImport one, Set<Integer> left) {
    bench.published(one, true, true);
    Map<String, String> now = changed();
    for (int line = 1; line < file.lines.size(); line++) {
      for (Map.Entry<String, String> cell : file.cells(line).entrySet()) {
        String published = now.remove(cell.getKey());
        if (left.contains(line)) {
          assertThat(published).as("line %d, %s", line + 1, cell).isNull();
        } else {
          assertThat(published)
              .as("line %d, %s", line + 1, cell)
              .isEqualTo(expected(cell.getValue()));
        }
      }
    }
    assertThat(now).as("nothing else").isEmpty();
  }

  /** What differs from before: indicator, area and year, to the number or symbol. */
  private static Map<String, String> changed() {
    Map<String, String> changed = new HashMap<>();
    bench
        .current()
        .forEach(
            (key, value) -> {
              if (!value.equals(before.get(key))) {
                String[] parts = value.split("\\|", -1);
                changed.put(
                    key.substring(0, key.length() - 6), parts[2].isEmpty() ? parts[1] : parts[2]);
              }
            });
    return changed;
  }

  private static String expected(String cell) {
    return cell.matches("-?[0-9].*")
        ? Bench.plain(new java.math.BigDecimal(cell).setScale(6, java.math.RoundingMode.HALF_UP))
        : cell;
  }

  private void refused(FigureImport one, String words, int line) {
    assertThat(one.state()).isEqualTo(FigureImport.State.REFUSED);
    assertThat(bench.remarks(one, Remark.Kind.REFUSED))
        .anySatisfy(
            remark -> {
              assertThat(remark.reason()).contains(words);
              assertThat(remark.line()).isEqualTo(line);
            });
    assertThatThrownBy(() -> bench.published(one, true, true)).isInstanceOf(Refused.class);
    assertThat(bench.current()).isEqualTo(before);
  }

  private static List<String> replaced(
      File file, Set<Integer> damaged, int column, List<String> texts, Random random) {
    List<String> lines = new ArrayList<>(file.lines);
    for (int line : damaged) {
      List<String> row = new ArrayList<>(file.fields.get(line));
      row.set(column, texts.get(random.nextInt(texts.size())));
      lines.set(line, join(row));
    }
    return lines;
  }

  private static Set<Integer> choose(Random random, File file, int count) {
    Set<Integer> lines = new TreeSet<>();
    while (lines.size() < count) {
      lines.add(1 + random.nextInt(file.lines.size() - 1));
    }
    return lines;
  }

  /** Positions in the list of lines: one less than the number that a person sees. */
  private static Set<Integer> lineNumbers(List<Remark> remarks) {
    return remarks.stream()
        .map(r -> (int) r.line() - 1)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String join(List<String> row) {
    UnaryOperator<String> quoted = f -> f.indexOf(',') >= 0 ? '"' + f + '"' : f;
    return row.stream().map(quoted).collect(Collectors.joining(","));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
