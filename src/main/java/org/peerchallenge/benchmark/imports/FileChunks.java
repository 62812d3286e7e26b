package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The file of an import in the database, in parts that fill a page: neither way needs more memory.
 */
final class FileChunks {

  /** As many bytes as fit into a row on a page of eight kilobytes. */
  private static final int SIZE = 8_000;

  /** Parts that are read back at once: one megabyte. */
  private static final int AT_ONCE = 128;

  private FileChunks() {}

  /** Writes the file of an import; the caller's transaction makes it whole. */
  static final class Writer extends OutputStream {

    private final BinaryCopy copy;
    private final long importId;
    private final byte[] part = new byte[SIZE];
    private int filled;
    private int number;

    /**
     * @param connection the transaction's, over which nothing else goes before this is closed
     */
    Writer(Connection connection, long importId) throws SQLException {
      this.copy = new BinaryCopy(connection, "figure_import_part (import_id, number, content)", 3);
      this.importId = importId;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
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

    private void store() throws IOException {
      try {
        copy.row();
        copy.bigint(importId);
        copy.integer(++number);
        copy.bytes(part, filled);
        filled = 0;
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    /** Ends the file. */
    void end() throws IOException {
      if (filled > 0) {
        store();
      }
      try {
        copy.end();
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }

    /** Takes back a file that was not ended. */
    @Override
    public void close() throws IOException {
      try {
        copy.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
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
    private List<byte[]> parts = List.of();
    private int next;
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
      if (next == parts.size()) {
        parts =
            jdbc.sql(
                    "select content from figure_import_part where import_id = :id and number between"
                        + " :from and :to order by number")
                .param("id", importId)
                .param("from", number + 1)
                .param("to", number + AT_ONCE)
                .query(byte[].class)
                .list();
        number += AT_ONCE;
        next = 0;
      }
      part = next < parts.size() ? parts.get(next++) : new byte[0];
      at = 0;
      return part.length > 0;
    }
  }
}
