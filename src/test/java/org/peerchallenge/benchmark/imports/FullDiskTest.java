package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.peerchallenge.Patience.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.benchmark.ImportStuck;
import org.peerchallenge.engine.UploadedFiles;
import org.peerchallenge.kernel.MachineTrouble;
import org.peerchallenge.kernel.Refused;

/**
 * The machine's trouble is never said to be the fault of a file: whichever kind it is of, and
 * wherever in it the reading fails, with the errors that the system really gives.
 */
class FullDiskTest {

  private static final String TMP = "java.io.tmpdir";

  private static final List<List<String>> ROWS =
      List.of(
          List.of("indicator_code", "dfe_la_number", "area_name", "period", "raw_value"),
          List.of("PrevRegCPR", "846", "Brighton and Hove", "2024", "24.5"));

  @TempDir private static Path folder;

  /** Something that fails as it does on a machine in trouble. */
  @FunctionalInterface
  interface Call {
    Object call() throws IOException;
  }

  /** What the system says of itself when it is in trouble, by calls that really fail. */
  static Stream<Call> troubles() {
    return Stream.of(
        () -> {
          try (FileOutputStream full = new FileOutputStream("/dev/full")) {
            full.write(1);
          }
          return null;
        },
        () -> Files.writeString(Path.of("/dev/full"), "1"),
        () -> Files.createTempFile(Path.of("/proc"), "a", "b"),
        () -> Files.createTempFile(folder.resolve("gone"), "a", "b"),
        () -> new RandomAccessFile("/proc/none", "rw"),
        () -> Files.newInputStream(folder).read());
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void everyTroubleIsKnownAsTheMachines(Call trouble) {
    assertThat(MachineTrouble.in(new IllegalStateException(catchThrowable(trouble::call))))
        .isPresent();
  }

  /** Each kind of file, read as it is when it is brought. */
  private enum Kept {
    CSV(() -> csv()),
    UTF_16(() -> ("\ufeff" + new String(csv(), StandardCharsets.UTF_8)).getBytes("UTF-16LE")),
    GZIP(() -> gzip(csv())),
    ZIP(() -> Workbooks.zip(Map.of("data/figures.csv", csv()))),
    XLSX(() -> Workbooks.excel(ROWS)),
    ODS(() -> Workbooks.openDocument(ROWS)),
    RETURN(() -> Workbooks.excel(ROWS)) {
      @Override
      Object read(Supplier<InputStream> file) throws Exception {
        ReturnWorkbook.read(file, null, null, null);
        return null;
      }
    },
    DIAGRAMS(() -> Workbooks.zip(Map.of("forms/a.form", "{}".getBytes(StandardCharsets.UTF_8)))) {
      @Override
      Object read(Supplier<InputStream> file) throws Exception {
        return UploadedFiles.read(List.of(new UploadedFiles.Upload("set.zip", file.get())));
      }
    };

    private interface Made {
      byte[] bytes() throws IOException;
    }

    private final Made made;

    Kept(Made made) {
      this.made = made;
    }

    Object read(Supplier<InputStream> file) throws Exception {
      try (Lines lines = ImportChecker.open(file, StandardCharsets.UTF_8)) {
        return new Table(lines, List.of(), "A file").toString() + lines.next();
      }
    }
  }

  /** Fails at the n-th reading, counted over all the times that the file is opened. */
  private static Supplier<InputStream> failing(byte[] bytes, AtomicInteger left) {
    return () ->
        new FilterInputStream(new ByteArrayInputStream(bytes)) {
          @Override
          public int read() throws IOException {
            fail();
            return super.read();
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            fail();
            return super.read(into, from, length);
          }

          private void fail() throws IOException {
            if (left.getAndDecrement() == 0) {
              Files.writeString(Path.of("/dev/full"), "1");
            }
          }
        };
  }

  @ParameterizedTest
  @EnumSource
  void whereverTheReadingFailsItIsNotTheFile(Kept kind) throws Exception {
    byte[] bytes = kind.made.bytes();
    int failed = 0;
    for (int reading = 0; ; reading++) {
      AtomicInteger left = new AtomicInteger(reading);
      Throwable thrown = catchThrowable(() -> kind.read(failing(bytes, left)));
      if (left.get() >= 0) {
        break;
      }
      assertThat(thrown)
          .as("reading %d of %s", reading, kind)
          .isNotNull()
          .isNotInstanceOf(Refused.class);
      assertThat(MachineTrouble.in(thrown)).as("reading %d of %s", reading, kind).isPresent();
      failed++;
    }
    assertThat(failed).isPositive();
  }

  /** What a spreadsheet is unpacked to is on disk too. */
  @Test
  void whereverTheWritingOfASpreadsheetFailsItIsNotTheFile() throws Exception {
    Path excel = Files.write(folder.resolve("a.xlsx"), Workbooks.excel(ROWS));
    Path open = Files.write(folder.resolve("a.ods"), Workbooks.openDocument(ROWS));
    Map<Path, Spreadsheet.Format> formats =
        Map.of(excel, ExcelRows::read, open, OpenDocumentRows::read);
    for (Map.Entry<Path, Spreadsheet.Format> format : formats.entrySet()) {
      for (int row = 1; row <= ROWS.size(); row++) {
        int full = row;
        Throwable thrown =
            catchThrowable(() -> format.getValue().read(format.getKey(), fullAt(full)));
        assertThat(MachineTrouble.in(thrown)).as(format.getKey() + " " + row).isPresent();
      }
      Files.delete(format.getKey());
      Throwable gone = catchThrowable(() -> format.getValue().read(format.getKey(), fullAt(9)));
      assertThat(MachineTrouble.in(gone)).as(format.getKey() + ", gone: " + gone).isPresent();
    }
  }

  private static Spreadsheet.Rows fullAt(int full) {
    return new Spreadsheet.Rows() {
      @Override
      public void sheet(String name) {}

      @Override
      public void row(int number, List<String> cells) throws IOException {
        if (number == full) {
          Files.writeString(Path.of("/dev/full"), "1");
        }
      }
    };
  }

  /** The file is kept, the office hears of it, and it is read once there is room again. */
  @Test
  void aSpreadsheetWaitsUntilThereIsRoom() throws Exception {
    Bench bench = new Bench();
    long id = bench.brought(Kind.LAIT, Workbooks.excel(ROWS));
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    ImportQueue queue = new ImportQueue(bench.imports, told::add, Duration.ofMillis(200));
    String before = System.getProperty(TMP);
    try {
      System.setProperty(TMP, "/proc");
      queue.check(id);
      await().until(() -> !told.isEmpty());
      assertThat(told.peek())
          .isInstanceOfSatisfying(
              ImportStuck.class, stuck -> assertThat(stuck.why()).contains("NoSuchFile"));
      assertThat(bench.imports.remarks(id, Remark.Kind.REFUSED, 0, 9)).isEmpty();
    } finally {
      System.setProperty(TMP, before);
    }
    await().until(() -> bench.imports.get(id).found().isPresent());
    assertThat(bench.imports.get(id).trouble()).isEmpty();
    queue.destroy();
  }

  @Test
  void whatCannotBeReadNowWaitsAndIsNotBlamedOnAPageEither() throws Exception {
    Bench bench = new Bench();
    long id = bench.brought(Kind.LAIT, Workbooks.excel(ROWS));
    String before = System.getProperty(TMP);
    try {
      System.setProperty(TMP, "/proc");
      assertThat(catchThrowable(() -> bench.proposal.of(id)))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(catchThrowable(() -> bench.imports.check(id)))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(bench.imports.get(id))
          .satisfies(
              kept -> assertThat(kept.waits()).isTrue(),
              kept ->
                  assertThat(kept.trouble())
                      .hasValueSatisfying(why -> assertThat(why).contains("NoSuchFile")));
    } finally {
      System.setProperty(TMP, before);
    }
  }

  private static byte[] csv() {
    return (String.join(",", ROWS.get(0)) + "\n" + String.join(",", ROWS.get(1)) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
