package org.peerchallenge.benchmark.imports;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.peerchallenge.kernel.Refused;

/**
 * The one table of a spreadsheet (.xlsx or .ods) as a CSV text, line for row, so that a remark on
 * line 12 is on row 12 of the sheet. Values are those the publisher's program stored; formulas are
 * not calculated, links not followed, macros not run.
 */
final class Spreadsheet {

  /** What the largest published workbook of figures unpacks to, twice. */
  private static final long LARGEST_TEXT = 200L << 20;

  private static final long LARGEST_UNPACKED = 1L << 30;

  /** Publishers put a title and notes above the heading, never this many rows. */
  private static final int LAST_HEADING_ROW = 50;

  private static final int MOST_COLUMNS = 500;
  private static final int SHEETS_SHOWN = 12;

  /**
   * Columns that a kind of file has and no other table; a row with all of one set is a heading that
   * we read.
   */
  private static final List<Set<String>> HEADINGS =
      List.of(
          Set.of("time_period", "geographic_level"),
          Set.of("indicator_code", "raw_value"),
          Set.of("short desc", "values"),
          Set.of("neighbour_la_number"),
          Set.of("sn_1"),
          // Ofsted’s workbook has the newest of each authority on a sheet without types too.
          Set.of("inspection_start", "report_published", "inspection_type"));

  private Spreadsheet() {}

  /** Takes the rows of the sheets, one after another. */
  interface Rows {

    /** A new sheet begins. */
    void sheet(String name);

    /**
     * A row that is not blank; those before it that were not given are.
     *
     * @param number of the row in its sheet, from 1
     * @param cells as text, without blank ones at the end
     */
    void row(int number, List<String> cells) throws IOException;
  }

  /** Reads all the sheets of one format. */
  @FunctionalInterface
  interface Format {
    void read(Path file, Rows rows) throws IOException;
  }

  /**
   * The table as CSV in UTF-8; closing it removes what was written to disk.
   *
   * @param file opens the file anew each time
   * @throws Refused when no sheet, or more than one, has a heading that we read
   */
  static InputStream table(Supplier<InputStream> file, Format format) throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Path workbook = Files.createTempFile(folder, "spreadsheet", null);
    try {
      try (InputStream in = file.get()) {
        Files.copy(in, workbook, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      refuseDamage(workbook);
      return table(workbook, Files.createTempFile(folder, "spreadsheet", ".csv"), format);
    } finally {
      Files.deleteIfExists(workbook);
    }
  }

  private static InputStream table(Path workbook, Path table, Format format) throws IOException {
    boolean opened = false;
    try {
      try (BufferedWriter out = Files.newBufferedWriter(table, StandardCharsets.UTF_8)) {
        TableWriter writer = new TableWriter(out);
        format.read(workbook, writer);
        writer.refuseUnlessOne();
      }
      InputStream csv =
          new BufferedInputStream(
              Files.newInputStream(table, StandardOpenOption.DELETE_ON_CLOSE), 1 << 16);
      opened = true;
      return csv;
    } finally {
      if (!opened) {
        Files.deleteIfExists(table);
      }
    }
  }

  /**
   * Unpacks all of it once: programs that read spreadsheets do not compare checksums, and one
   * changed bit is another figure.
   */
  private static void refuseDamage(Path workbook) throws IOException {
    try (ZipInputStream zip =
        new DecompressedFile.Archive(
            new BufferedInputStream(Files.newInputStream(workbook), 1 << 16))) {
      InputStream unpacked = new DecompressedFile.Bounded(zip, LARGEST_UNPACKED);
      while (zip.getNextEntry() != null) {
        unpacked.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  /** Whether a row is the heading of a table that we read. */
  static boolean isHeading(List<String> cells) {
    List<String> published =
        cells.stream().map(cell -> cell.strip().toLowerCase(Locale.UK)).toList();
    Set<String> names =
        published.stream().map(InspectionColumns::place).collect(Collectors.toSet());
    return HEADINGS.stream().anyMatch(names::containsAll)
        || published.contains(YearsSideBySide.NUMBER)
            && published.stream().anyMatch(YearsSideBySide::isYear);
  }

  /** Writes the rows of the sheet with a heading that we read, and remembers the names of all. */
  private static final class TableWriter implements Rows {

    private final BufferedWriter out;
    private final List<String> sheets = new ArrayList<>();
    private final List<String> tables = new ArrayList<>();
    private int columns;
    private int lines;
    private boolean inTable;
    private long written;

    TableWriter(BufferedWriter out) {
      this.out = out;
    }

    @Override
    public void sheet(String name) {
      sheets.add(name);
      inTable = false;
    }

    @Override
    public void row(int number, List<String> cells) throws IOException {
      if (cells.size() > MOST_COLUMNS) {
        throw new LineRefused(
            number, "This row has more than " + MOST_COLUMNS + " columns: it is no table.");
      }
      if (!inTable && number <= LAST_HEADING_ROW && isHeading(cells)) {
        tables.add(sheets.get(sheets.size() - 1));
        inTable = true;
        columns = cells.size();
        lines = 0;
      }
      if (inTable && tables.size() == 1) {
        for (; lines < number - 1; lines++) {
          out.write('\n');
        }
        write(cells);
        lines++;
      }
    }

    private void write(List<String> cells) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < Math.max(columns, cells.size()); column++) {
        String cell = column < cells.size() ? cells.get(column) : "";
        line.append(column == 0 ? "" : ",").append(quoted(cell));
      }
      line.append('\n');
      written += line.length();
      if (written > LARGEST_TEXT) {
        throw new Refused("Unpacked, the workbook is larger than any table of figures.");
      }
      out.write(line.toString());
    }

    private static String quoted(String cell) {
      String oneLine = cell.replaceAll("[\\r\\n\\u0085\\u2028\\u2029]+", " ");
      return oneLine.indexOf(',') < 0 && oneLine.indexOf('"') < 0
          ? oneLine
          : '"' + oneLine.replace("\"", "\"\"") + '"';
    }

    void refuseUnlessOne() {
      if (tables.isEmpty()) {
        throw new Refused(
            "No sheet of this workbook has the heading of a table that is taken here: "
                + names(sheets)
                + ". Bring the file as it was published, with its heading.");
      }
      if (tables.size() > 1) {
        throw new Refused(
            "This workbook holds %d tables: %s. Keep the one you mean, or save it as “CSV UTF-8”."
                .formatted(tables.size(), names(tables)));
      }
    }

    private static String names(List<String> sheets) {
      return sheets.stream().limit(SHEETS_SHOWN).map(Quoted::of).collect(Collectors.joining(", "))
          + (sheets.size() > SHEETS_SHOWN ? " and others" : "");
    }
  }
}
