package org.peerchallenge.benchmark.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.peerchallenge.kernel.Refused;

/**
 * Decompresses a file that was brought: a plain text, one that is packed, or a spreadsheet; never
 * more of it than is bounded.
 */
final class DecompressedFile {

  /** Ten times the whole interactive tool; what unpacks to more is no table of figures. */
  private static final long LARGEST_TEXT = 500L << 20;

  /** Programs write what an archive is into the first of its entries. */
  private static final int FIRST_ENTRIES = 30;

  /** Letters that show whether a file is a table at all. */
  private static final int BEGINNING = 1_000;

  private DecompressedFile() {}

  /**
   * The bytes of the one table in a file.
   *
   * @param file opens the file anew each time
   */
  static InputStream table(Supplier<InputStream> file) throws IOException {
    InputStream table = new BufferedInputStream(new Bounded(unpacked(file), LARGEST_TEXT), 1 << 16);
    NoTable.refuseText(beginning(table));
    return table;
  }

  /**
   * The text of the one table in a file, without its byte order mark.
   *
   * @param file opens the file anew each time
   * @param charset how it is read where it does not begin with a mark of UTF-16, as “Unicode text”
   *     of Excel does
   * @throws java.nio.charset.CharacterCodingException while it is read, where it is not in UTF-8
   * @throws Refused when it is in an encoding that no table is published in
   */
  static Reader text(Supplier<InputStream> file, Charset charset) throws IOException {
    InputStream bytes = table(file);
    byte[] head = head(bytes);
    if (hasByteOrderMark(head)) {
      bytes.skipNBytes(3);
    }
    Optional<Charset> wide = utf16(head);
    if (wide.isPresent()) {
      bytes.skipNBytes(2);
    } else if (head[0] == 0 || head[0] != 0 && head[1] == 0 && head[3] == 0 && head[2] != 0) {
      throw new Refused(
          "The file is in an encoding without a mark that says which. Save it in Excel as “CSV"
              + " UTF-8 (comma delimited)”.");
    }
    if (wide.isEmpty()) {
      NoTable.refuseBytes(beginning(bytes));
    }
    boolean strict = wide.isEmpty() && charset.equals(StandardCharsets.UTF_8);
    return new InputStreamReader(
        bytes,
        wide.orElse(charset)
            .newDecoder()
            .onMalformedInput(strict ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE));
  }

  private static Optional<Charset> utf16(byte[] head) {
    if (head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
      if (head[2] == 0 && head[3] == 0) {
        throw new Refused(
            "The file is in UTF-32, which no publisher uses. Save it in Excel as “CSV UTF-8 (comma"
                + " delimited)”.");
      }
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    return head[0] == (byte) 0xfe && head[1] == (byte) 0xff
        ? Optional.of(StandardCharsets.UTF_16BE)
        : Optional.empty();
  }

  /** Whether the text is in UTF-8 by its own word; half of DfE's files begin with the mark. */
  static boolean hasByteOrderMark(byte[] head) {
    return head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf;
  }

  private static InputStream unpacked(Supplier<InputStream> file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(file.get(), 1 << 16);
    byte[] head = head(in);
    NoTable.refuse(head);
    if (head[0] == 0x1f && head[1] == (byte) 0x8b) {
      return new GZIPInputStream(in, 1 << 16);
    }
    if (head[0] != 'P' || head[1] != 'K') {
      return in;
    }
    String table;
    try (in) {
      ZipInputStream zip = new Archive(in);
      Optional<Spreadsheet.Format> spreadsheet = spreadsheet(zip);
      if (spreadsheet.isPresent()) {
        return Spreadsheet.table(file, spreadsheet.get());
      }
    }
    try (ZipInputStream zip = new Archive(new BufferedInputStream(file.get(), 1 << 16))) {
      table = tableIn(zip);
    }
    ZipInputStream again = new Archive(new BufferedInputStream(file.get(), 1 << 16));
    ZipEntry entry = again.getNextEntry();
    while (entry != null && !entry.getName().equals(table)) {
      entry = again.getNextEntry();
    }
    return again;
  }

  /** The first letters of a text, left to be read again; whatever is no ASCII is of no account. */
  private static String beginning(InputStream in) throws IOException {
    in.mark(BEGINNING);
    String beginning = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
    in.reset();
    return beginning;
  }

  /** The first four bytes, left to be read again. */
  static byte[] head(InputStream in) throws IOException {
    in.mark(4);
    byte[] head = new byte[4];
    in.readNBytes(head, 0, 4);
    in.reset();
    return head;
  }

  /** How a spreadsheet is read; empty for any other archive. Either format says so at its start. */
  private static Optional<Spreadsheet.Format> spreadsheet(ZipInputStream zip) throws IOException {
    boolean office = false;
    for (int entries = 0; entries < FIRST_ENTRIES; entries++) {
      ZipEntry entry = zip.getNextEntry();
      if (entry == null) {
        break;
      }
      String name = entry.getName();
      if (name.equals("xl/workbook.bin")) {
        throw new Refused(
            "This is a binary Excel workbook (.xlsb). Save it in Excel as “Excel workbook (.xlsx)”.");
      }
      if (name.equals("xl/workbook.xml")) {
        return Optional.of(ExcelRows::read);
      }
      if (name.startsWith("word/") || name.startsWith("ppt/")) {
        throw new Refused(
            (name.startsWith("word/") ? "This is a Word document" : "This is a presentation")
                + ", not a table. Bring the CSV file or the spreadsheet.");
      }
      office |= name.equals("[Content_Types].xml");
      if (name.equals("mimetype")
          && new String(zip.readNBytes(100), StandardCharsets.US_ASCII)
              .contains("opendocument.spreadsheet")) {
        return Optional.of(OpenDocumentRows::read);
      }
    }
    return office ? Optional.of(ExcelRows::read) : Optional.empty();
  }

  /**
   * The name of the one table in an archive. DfE's downloads hold it under data/ with its
   * description beside it; a Mac adds a shadow of each file under __MACOSX/.
   *
   * @throws Refused when there is none, or when there are several: which one is meant is asked
   */
  private static String tableIn(ZipInputStream zip) throws IOException {
    List<String> tables = new ArrayList<>();
    List<String> others = new ArrayList<>();
    long unpacked = 0;
    byte[] buffer = new byte[1 << 16];
    int entries = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (++entries > 1_000) {
        break;
      }
      if (isTable(name)) {
        tables.add(name);
      } else if (!entry.isDirectory()) {
        others.add(name);
      }
      for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
        unpacked += read;
        if (unpacked > LARGEST_TEXT) {
          throw new Refused(
              "Unpacked, the file is larger than any table of figures. It is not read.");
        }
      }
    }
    if (tables.isEmpty()) {
      throw new Refused(
          "There is no CSV file in this archive%s. Unpack it and bring the table alone."
              .formatted(others.isEmpty() ? "" : ", which holds " + listed(others)));
    }
    if (tables.size() > 1) {
      throw new Refused(
          "This archive holds %d tables: %s. Unpack it and bring the one you mean alone."
              .formatted(tables.size(), listed(tables)));
    }
    return tables.get(0);
  }

  private static String listed(List<String> names) {
    return names.stream().limit(12).map(Quoted::of).collect(Collectors.joining(", "))
        + (names.size() > 12 ? " and others" : "");
  }

  private static boolean isTable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String file = lower.substring(lower.lastIndexOf('/') + 1);
    return file.endsWith(".csv")
        && !file.contains(".meta.")
        && !file.startsWith("._")
        && !lower.startsWith("__macosx/");
  }

  /**
   * An archive whose names may be in any encoding: older programs of Windows write them in the
   * letters of the machine.
   */
  static final class Archive extends ZipInputStream {

    Archive(InputStream in) {
      super(in, StandardCharsets.ISO_8859_1);
    }

    @Override
    public ZipEntry getNextEntry() throws IOException {
      try {
        return super.getNextEntry();
      } catch (IllegalArgumentException e) {
        throw new ZipException("A name in it is damaged");
      } catch (ZipException e) {
        if (String.valueOf(e.getMessage()).contains("encrypted")) {
          throw new Refused(
              "The archive is locked with a password. Unpack it and bring the table alone.");
        }
        throw e;
      }
    }
  }

  /** Stops at a limit: a small archive can unpack to a disk full. */
  static final class Bounded extends FilterInputStream {

    private long left;

    Bounded(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public int read() throws IOException {
      return count(super.read(), 1);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = super.read(into, from, length);
      return count(read, read);
    }

    private int count(int answer, int read) {
      if (answer >= 0 && (left -= read) < 0) {
        throw new Refused(
            "Unpacked, the file is larger than any table of figures. It is not read.");
      }
      return answer;
    }
  }
}
