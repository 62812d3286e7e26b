package org.peerchallenge.benchmark.imports;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Opens what was brought: a plain text, or one that is packed; never more of it than is bounded.
 */
final class Opened {

  /** Ten times the whole interactive tool; what unpacks to more is no table of figures. */
  private static final long LARGEST_TEXT = 500L << 20;

  private Opened() {}

  /**
   * The bytes of the one table in a file.
   *
   * @param file opens the file anew each time
   */
  static InputStream table(Supplier<InputStream> file) throws IOException {
    InputStream text =
        new BufferedInputStream(
            new Bounded(unpacked(new BufferedInputStream(file.get(), 1 << 16)), LARGEST_TEXT),
            1 << 16);
    byte[] head = head(text);
    if (head[0] == (byte) 0xff && head[1] == (byte) 0xfe
        || head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
      throw new Refused(
          "The file was saved as “Unicode text”. Save it in Excel as “CSV UTF-8 (comma"
              + " delimited)”.");
    }
    return text;
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    byte[] head = head(in);
    if (head[0] == 0x1f && head[1] == (byte) 0x8b) {
      return new GZIPInputStream(in, 1 << 16);
    }
    return head[0] == 'P' && head[1] == 'K' ? only(new ZipInputStream(in)) : in;
  }

  /** The first four bytes, left to be read again. */
  static byte[] head(InputStream in) throws IOException {
    in.mark(4);
    byte[] head = new byte[4];
    in.readNBytes(head, 0, 4);
    in.reset();
    return head;
  }

  /** DfE's downloads hold the table under data/ and its description beside it. */
  private static InputStream only(ZipInputStream zip) throws IOException {
    int entries = 0;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (name.equals("[Content_Types].xml")) {
        throw new Refused(
            "This is an Excel workbook, not a CSV file. Bring the file as DfE publishes it, or save"
                + " the sheet as “CSV UTF-8 (comma delimited)”.");
      }
      if (++entries > 1_000) {
        break;
      }
      if (name.endsWith(".csv") && !name.contains(".meta.")) {
        return zip;
      }
    }
    throw new Refused("There is no CSV file in this archive. Unpack it and bring the table alone.");
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
