package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The file of an import in the database, in parts of one megabyte: neither way needs more memory.
 */
final class FileChunks {

  private static final int SIZE = 1 << 20;

  private FileChunks() {}

  /** Writes the file of an import; the caller's transaction makes it whole. */
  static final class Writer extends OutputStream {

    private final JdbcClient jdbc;
    private final long importId;
    private final byte[] part = new byte[SIZE];
    private int filled;
    private int number;

    Writer(JdbcClient jdbc, long importId) {
      this.jdbc = jdbc;
      this.importId = importId;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      int written = 0;
      while (written < length) {
        int now = Math.min(length - written, SIZE - filled);
        System.arraycopy(bytes, from + written, part, filled, now);
        filled += now;
        written += now;
        if (filled == SIZE) {
          store();
        }
      }
    }

    @Override
    public void close() {
      if (filled > 0) {
        store();
      }
    }

    private void store() {
      jdbc.sql(
              "insert into figure_import_part (import_id, number, content) values (:id, :n, :part)")
          .param("id", importId)
          .param("n", ++number)
          .param("part", Arrays.copyOf(part, filled))
          .update();
      filled = 0;
    }
  }

  /** Reads it back from the beginning as often as is asked, and knows how far the last one is. */
  static final class Opening implements Supplier<InputStream> {

    private final JdbcClient jdbc;
    private final long importId;
    private Reader last;

    Opening(JdbcClient jdbc, long importId) {
      this.jdbc = jdbc;
      this.importId = importId;
    }

    @Override
    public InputStream get() {
      last = new Reader(jdbc, importId);
      return last;
    }

    int percentRead() {
      return last == null ? 0 : last.percentRead();
    }
  }

  /** Reads it back. */
  static final class Reader extends InputStream {

    private final JdbcClient jdbc;
    private final long importId;
    private byte[] part = {};
    private int at;
    private int number;
    private long size;
    private long given;

    Reader(JdbcClient jdbc, long importId) {
      this.jdbc = jdbc;
      this.importId = importId;
    }

    /** How much of the file was given out; 0 before the first byte. */
    int percentRead() {
      return size == 0 ? 0 : (int) (100 * given / size);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      if (at == part.length && !next()) {
        return -1;
      }
      int now = Math.min(length, part.length - at);
      System.arraycopy(part, at, into, from, now);
      at += now;
      given += now;
      return now;
    }

    private boolean next() {
      if (number == 0) {
        size =
            jdbc.sql(
                    "select coalesce(sum(length(content)), 0) from figure_import_part where"
                        + " import_id = :id")
                .param("id", importId)
                .query(Long.class)
                .single();
      }
      part =
          jdbc.sql("select content from figure_import_part where import_id = :id and number = :n")
              .param("id", importId)
              .param("n", ++number)
              .query(byte[].class)
              .optional()
              .orElse(new byte[0]);
      at = 0;
      return part.length > 0;
    }
  }
}
