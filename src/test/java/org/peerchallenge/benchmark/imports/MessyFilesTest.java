package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.ShortForm;

/**
 * A published file as people's programs leave it: one to three things at a time, chosen by a seed.
 * Whatever comes of it, no figure may be another than the publisher's, each line that is not taken
 * is named, and each refusal says why. An exception is a failure.
 *
 * <p>60 files in the ordinary build, 5,000 with {@code -Pfull}.
 */
class MessyFilesTest {

  private static final int FILES = ShortForm.FULL ? 5_000 : 60;
  private static final int LINES = 200;
  private static final List<String> TAKEN =
      List.of("CPP_start", "CPP_subsequent", "CPP_subsequent_percent");

  /** What happens to files on their way. */
  private enum Mess {
    SEMICOLONS,
    DECIMAL_COMMAS,
    TABS,
    UTF_16,
    WINDOWS_1252,
    LINE_BREAK_IN_A_NAME,
    MARK_IN_THE_MIDDLE,
    MEASURE_TWICE,
    HEADING_IN_CAPITALS,
    PERCENT_SIGNS,
    THOUSANDS,
    NARROW_SPACES,
    SPACES_THAT_DO_NOT_BREAK,
    OTHER_MINUS,
    DATES_FOR_YEARS,
    FOOTNOTES,
    TITLE_ABOVE,
    TOTALS,
    SYMBOLS,
    ABOLISHED,
    BLANK_LINES,
    DELIMITERS_AT_THE_END,
    CUT_OFF,
    CELLS_SWAPPED,
    // Last of those that change cells: the others know the columns by their places.
    COLUMNS_SHUFFLED,
    WORKBOOK,
    WORKBOOK_WITH_SHARES,
    WORKBOOK_WITH_A_HIDDEN_SHEET,
    WORKBOOK_WITH_MERGED_CELLS
  }

  private static final Set<Mess> WORKBOOKS =
      EnumSet.of(
          Mess.WORKBOOK,
          Mess.WORKBOOK_WITH_SHARES,
          Mess.WORKBOOK_WITH_A_HIDDEN_SHEET,
          Mess.WORKBOOK_WITH_MERGED_CELLS);

  private static Bench bench;
  private static List<List<String>> file;

  /** By indicator and year, what each area has: its number, empty for England and its regions. */
  private static final Map<String, List<Map.Entry<String, String>>> TRUTH = new HashMap<>();

  @BeforeAll
  static void open() {
    bench = new Bench();
    List<Mapping.Measured> measures = new ArrayList<>();
    for (String column : TAKEN) {
      bench.define("M_" + column, "Number", "Financial Year");
      measures.add(
          new Mapping.Measured(column.toLowerCase(java.util.Locale.UK), "M_" + column, Map.of()));
    }
    bench.mappings.save(Bench.REFERRALS, new Mapping(measures, Map.of()), "data");
    file =
        Bench.text("real/d3_cpps_subsequent_plan_2013_to_2025.csv.gz")
            .replace("\"\"", "")
            .lines()
            .limit(LINES)
            .map(line -> fields(line))
            .toList();
    List<String> heading = file.get(0);
    for (List<String> row : file.subList(1, file.size())) {
      for (String column : TAKEN) {
        TRUTH
            .computeIfAbsent("M_" + column + "|" + row.get(0), key -> new ArrayList<>())
            .add(
                Map.entry(
                    row.get(heading.indexOf("old_la_code")),
                    plain(row.get(heading.indexOf(column)))));
      }
    }
  }

  @Test
  void nothingIsPublishedWronglyAndEveryRefusalSaysWhy() {
    Map<String, Integer> outcomes = new HashMap<>();
    int answered = 0;
    for (int seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      EnumSet<Mess> messes = EnumSet.of(Mess.values()[seed % Mess.values().length]);
      for (int more = random.nextInt(3); more > 0; more--) {
        messes.add(Mess.values()[random.nextInt(Mess.values().length)]);
      }
      FigureImport one = bench.checked(Kind.EES, messy(messes, random));
      String what = "seed " + seed + " " + messes;
      boolean asks = one.state() == FigureImport.State.ASKS;
      List<Remark> refusals = bench.remarks(one, asks ? Remark.Kind.ASKED : Remark.Kind.REFUSED);
      if (asks || one.state() == FigureImport.State.REFUSED) {
        assertThat(refusals)
            .as(what)
            .isNotEmpty()
            .allMatch(remark -> remark.line() >= 0 && remark.reason().length() > 20);
      } else {
        assertThat(one.state()).as(what).isEqualTo(FigureImport.State.CHECKED);
        compare(one, messes, what);
      }
      if (one.found().map(CheckResult::commas).orElse(0) > 0) {
        boolean decimal = messes.contains(Mess.DECIMAL_COMMAS);
        if (!decimal || !messes.contains(Mess.THOUSANDS)) {
          bench.said(one, decimal ? Commas.DECIMAL : Commas.THOUSANDS);
          compare(bench.imports.check(one.id()), messes, what + ", commas said");
          answered++;
        }
      }
      outcomes.merge(one.state().name(), 1, Integer::sum);
      bench.imports.throwAway(one.id(), "data");
    }
    System.out.println("Messy files: " + outcomes + ", asked about commas " + answered);
    assertThat(answered).isPositive();
    assertThat(outcomes.get("CHECKED")).isGreaterThan(FILES / 4);
    assertThat(outcomes.get("REFUSED")).isGreaterThan(FILES / 10);
  }

  /** What would be published is the publisher's, to the cell. */
  private static void compare(FigureImport one, Set<Mess> messes, String what) {
    // Of a line that may be cut off somebody looks before it is published.
    Set<Long> looked =
        bench.remarks(one, Remark.Kind.RANGE).stream()
            .filter(remark -> remark.reason().contains("cut off"))
            .map(Remark::line)
            .collect(Collectors.toSet());
    bench.unpack(one);
    bench
        .jdbc
        .sql(
            """
            select line, dfe_number, extract(year from period_end)::integer, indicator_code, published, value
            from figure_import_row where import_id = :id and what = 'NEW'
            """)
        .param("id", one.id())
        .query(
            row -> {
              if (row.getBigDecimal(6) == null && messes.contains(Mess.SYMBOLS)) {
                // What somebody typed is a symbol of DfE's, and is taken as such.
                return;
              }
              if (messes.contains(Mess.CUT_OFF) && looked.contains(row.getLong(1))) {
                return;
              }
              String area = row.getString(2);
              List<String> possible =
                  TRUTH.get(row.getString(4) + "|" + row.getString(3)).stream()
                      .filter(
                          cell ->
                              cell.getKey().isEmpty()
                                  ? area.compareTo("970") >= 0
                                  : cell.getKey().equals(area))
                      .map(Map.Entry::getValue)
                      .toList();
              String read =
                  row.getBigDecimal(6) == null
                      ? row.getString(5)
                      : Bench.plain(row.getBigDecimal(6));
              assertThat(possible)
                  .as(what + ", line " + row.getLong(1) + ", " + area)
                  .contains(read);
            });
  }

  private static String plain(String cell) {
    return cell.matches("-?[0-9.]+") ? Bench.plain(new BigDecimal(cell)) : cell;
  }

  private static byte[] messy(EnumSet<Mess> messes, Random random) {
    List<List<String>> rows = new ArrayList<>();
    file.forEach(row -> rows.add(new ArrayList<>(row)));
    int measure = rows.get(0).indexOf(TAKEN.get(random.nextInt(TAKEN.size())));
    for (Mess mess : messes) {
      change(mess, rows, measure, random);
    }
    List<Mess> workbook = messes.stream().filter(WORKBOOKS::contains).toList();
    if (!workbook.isEmpty()) {
      return workbook(rows, workbook.get(0), measure);
    }
    String delimiter =
        messes.contains(Mess.SEMICOLONS) ? ";" : messes.contains(Mess.TABS) ? "\t" : ",";
    String text =
        rows.stream()
            .map(
                row ->
                    row.stream()
                        .map(
                            cell ->
                                cell.contains(delimiter) || cell.contains("\n")
                                    ? '"' + cell + '"'
                                    : cell)
                        .collect(Collectors.joining(delimiter)))
            .collect(Collectors.joining("\r\n"));
    if (messes.contains(Mess.DELIMITERS_AT_THE_END)) {
      text = text.replace("\r\n", delimiter + delimiter + "\r\n");
    }
    if (messes.contains(Mess.CUT_OFF)) {
      text = text.substring(0, text.length() - 3 - random.nextInt(text.length() / 2));
    }
    if (messes.contains(Mess.UTF_16)) {
      return ("\uFEFF" + text)
          .getBytes(random.nextBoolean() ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }
    return text.getBytes(
        messes.contains(Mess.WINDOWS_1252)
            ? java.nio.charset.Charset.forName("windows-1252")
            : StandardCharsets.UTF_8);
  }

  private static void change(Mess mess, List<List<String>> rows, int measure, Random random) {
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      some.add(1 + random.nextInt(rows.size() - 2));
    }
    Collections.sort(some);
    switch (mess) {
      case DECIMAL_COMMAS -> each(rows, measure, cell -> cell.replace('.', ','));
      case LINE_BREAK_IN_A_NAME -> put(rows, some, 9, cell -> "two\nlines " + cell);
      case MARK_IN_THE_MIDDLE -> put(rows, some, 0, cell -> "\uFEFF" + cell);
      case MEASURE_TWICE -> {
        for (int i = 0; i < rows.size(); i++) {
          rows.get(i).add(i == 0 ? rows.get(0).get(measure) : "1");
        }
      }
      case COLUMNS_SHUFFLED -> {
        List<Integer> order = new ArrayList<>();
        // A title may stand above the heading.
        for (int i = 0; i < Math.max(rows.get(0).size(), file.get(0).size()); i++) {
          order.add(i);
        }
        Collections.shuffle(order, random);
        rows.replaceAll(
            row ->
                row.size() < order.size()
                    ? row
                    : new ArrayList<>(order.stream().map(row::get).toList()));
      }
      case HEADING_IN_CAPITALS ->
          rows.set(
              0,
              new ArrayList<>(
                  rows.get(0).stream().map(c -> c.toUpperCase(java.util.Locale.UK)).toList()));
      case PERCENT_SIGNS -> put(rows, some, measure, cell -> cell + "%");
      case THOUSANDS ->
          put(rows, some, measure, cell -> cell.replaceFirst("^([0-9])([0-9]{3})", "$1,$2"));
      case NARROW_SPACES ->
          put(rows, some, measure, cell -> cell.replaceFirst("^([0-9])([0-9]{2})", "$1\u202f$2"));
      case SPACES_THAT_DO_NOT_BREAK -> put(rows, some, measure, cell -> "\u00a0" + cell + "\u00a0");
      case OTHER_MINUS ->
          put(rows, some, measure, cell -> (random.nextBoolean() ? "\u2212" : "–") + cell);
      case DATES_FOR_YEARS ->
          put(rows, some, 0, cell -> random.nextBoolean() ? "45747" : "31/03/2025");
      case FOOTNOTES -> {
        rows.add(new ArrayList<>(List.of("Source: an example", "1. A note, with a comma")));
        rows.add(new ArrayList<>(List.of("c means: not shown")));
      }
      case TITLE_ABOVE -> rows.add(0, new ArrayList<>(List.of("Table 1: an example")));
      case TOTALS -> {
        List<String> total = new ArrayList<>(Collections.nCopies(file.get(0).size(), ""));
        total.set(0, "Total");
        total.set(measure, "99999");
        rows.add(total);
      }
      case SYMBOLS -> {
        List<String> symbols =
            List.of("[c]", " c ", "C", "~", ":", "-", "..", "low", "[low]", "n/a", "*", "–", "z ");
        put(rows, some, measure, cell -> symbols.get(random.nextInt(symbols.size())));
      }
      case ABOLISHED -> {
        List<String> former = new ArrayList<>(rows.get(rows.size() - 1));
        if (former.size() > 9) {
          former.set(7, random.nextBoolean() ? "928" : "z");
          former.set(8, "E10000021");
          former.set(9, "Northamptonshire");
          rows.add(former);
        }
      }
      case BLANK_LINES -> some.forEach(at -> rows.add(at, new ArrayList<>(List.of(""))));
      case CELLS_SWAPPED ->
          some.forEach(
              at -> {
                List<String> row = rows.get(at);
                if (row.size() > 9) {
                  // An authority's number beside another's name.
                  row.set(
                      7, row.get(7).isEmpty() ? "846" : row.get(7).equals("846") ? "850" : "846");
                }
              });
      default -> {
        // The whole file is written in another way.
      }
    }
  }

  private interface Edit {
    String of(String cell);
  }

  private static void each(List<List<String>> rows, int column, Edit edit) {
    for (int i = 1; i < rows.size(); i++) {
      if (column < rows.get(i).size()) {
        rows.get(i).set(column, edit.of(rows.get(i).get(column)));
      }
    }
  }

  private static void put(List<List<String>> rows, List<Integer> at, int column, Edit edit) {
    new TreeSet<>(at)
        .forEach(
            i -> {
              if (column < rows.get(i).size()) {
                rows.get(i).set(column, edit.of(rows.get(i).get(column)));
              }
            });
  }

  private static byte[] workbook(List<List<String>> rows, Mess mess, int measure) {
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      XSSFSheet sheet = workbook.createSheet("Data");
      XSSFCellStyle share = workbook.createCellStyle();
      share.setDataFormat(workbook.createDataFormat().getFormat("0.0%"));
      for (int i = 0; i < rows.size(); i++) {
        Row row = sheet.createRow(i);
        for (int column = 0; column < rows.get(i).size(); column++) {
          String cell = rows.get(i).get(column);
          boolean number = i > 0 && column > 9 && cell.matches("-?[0-9]+([.][0-9]+)?");
          if (number && mess == Mess.WORKBOOK_WITH_SHARES && column == measure) {
            row.createCell(column).setCellValue(Double.parseDouble(cell) / 100);
            row.getCell(column).setCellStyle(share);
          } else if (number) {
            row.createCell(column).setCellValue(Double.parseDouble(cell));
          } else {
            row.createCell(column).setCellValue(cell);
          }
        }
      }
      if (mess == Mess.WORKBOOK_WITH_A_HIDDEN_SHEET) {
        XSSFSheet hidden = workbook.createSheet("Old");
        hidden.createRow(0).createCell(0).setCellValue("time_period");
        hidden.getRow(0).createCell(1).setCellValue("geographic_level");
        workbook.setSheetVisibility(1, SheetVisibility.HIDDEN);
      }
      if (mess == Mess.WORKBOOK_WITH_MERGED_CELLS) {
        for (int i = 20; i < Math.min(24, rows.size()); i++) {
          sheet.getRow(i).getCell(0).setBlank();
        }
        sheet.addMergedRegion(new CellRangeAddress(19, 23, 0, 0));
      }
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> fields(String line) {
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
}
