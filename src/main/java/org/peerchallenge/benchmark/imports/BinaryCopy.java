package org.peerchallenge.benchmark.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by PostgreSQL's COPY in its binary form: the server need not read
 * days and numbers from texts. Each row has its columns in order, each in the form of its type.
 */
final class BinaryCopy implements AutoCloseable {

  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int SEND_AT = 1 << 16;
  private static final int NEGATIVE = 0x4000;

  private final CopyIn copy;
  private final int columns;
  private byte[] out = new byte[SEND_AT + 4096];
  private int filled;
  private short[] groups = new short[16];

  /**
   * @param into the table with its columns in brackets
   */
  BinaryCopy(Connection connection, String into, int columns) throws SQLException {
    this.columns = columns;
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + into + " from stdin with (format binary)");
    put(HEADER, 0, HEADER.length);
  }

  /** A day as PostgreSQL writes it. */
  static int day(LocalDate day) {
    return (int) (day.toEpochDay() - EPOCH);
  }

  /** Begins a row. */
  void row() throws SQLException {
    if (filled >= SEND_AT) {
      send();
    }
    putShort(columns);
  }

  void none() {
    putInt(-1);
  }

  void bigint(long value) {
    putInt(8);
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /** A number of four bytes, or a {@link #day}. */
  void integer(int value) {
    putInt(4);
    putInt(value);
  }

  void bool(boolean value) {
    putInt(1);
    room(1);
    out[filled++] = (byte) (value ? 1 : 0);
  }

  /** A text in UTF-8, or bytes. */
  void bytes(byte[] value) {
    bytes(value, value.length);
  }

  void bytes(byte[] value, int length) {
    putInt(length);
    put(value, 0, length);
  }

  /** A text; most are of ASCII letters, and need nothing in between. */
  @SuppressWarnings("deprecation")
  void text(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0 || c > '~') {
        bytes(Staging.storable(value).getBytes(StandardCharsets.UTF_8));
        return;
      }
    }
    putInt(value.length());
    room(value.length());
    value.getBytes(0, value.length(), out, filled);
    filled += value.length();
  }

  /** A number in plain digits, as -12.50; its last zeros stay. */
  void numeric(String digits) {
    int from = digits.charAt(0) == '-' ? 1 : 0;
    int point = digits.indexOf('.');
    int end = digits.length();
    int whole = (point < 0 ? end : point) - from;
    int scale = point < 0 ? 0 : end - point - 1;
    // Groups of four digits, counted from the point to either side.
    int before = (whole + 3) / 4;
    int after = (scale + 3) / 4;
    if (groups.length < before + after) {
      groups = new short[before + after];
    }
    for (int group = 0; group < before + after; group++) {
      int value = 0;
      for (int i = 0; i < 4; i++) {
        int place = 4 * group + i;
        int at =
            group < before ? from + place - (4 * before - whole) : point + 1 + place - 4 * before;
        boolean there = group < before ? at >= from : at < end;
        value = 10 * value + (there ? digits.charAt(at) - '0' : 0);
      }
      groups[group] = (short) value;
    }
    int first = 0;
    int last = before + after;
    while (first < last && groups[first] == 0) {
      first++;
    }
    while (last > first && groups[last - 1] == 0) {
      last--;
    }
    putInt(8 + 2 * (last - first));
    putShort(last - first);
    putShort(first == last ? 0 : before - 1 - first);
    putShort(from == 1 && first < last ? NEGATIVE : 0);
    putShort(scale);
    for (int group = first; group < last; group++) {
      putShort(groups[group]);
    }
  }

  /** All rows are there. */
  void end() throws SQLException {
    putShort(-1);
    send();
    copy.endCopy();
  }

  /** Takes back what was not ended. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void put(byte[] bytes, int from, int length) {
    room(length);
    System.arraycopy(bytes, from, out, filled, length);
    filled += length;
  }

  private void putInt(int value) {
    room(4);
    out[filled++] = (byte) (value >>> 24);
    out[filled++] = (byte) (value >>> 16);
    out[filled++] = (byte) (value >>> 8);
    out[filled++] = (byte) value;
  }

  private void putShort(int value) {
    room(2);
    out[filled++] = (byte) (value >>> 8);
    out[filled++] = (byte) value;
  }

  private void room(int more) {
    if (filled + more > out.length) {
      out = Arrays.copyOf(out, 2 * (filled + more));
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(out, 0, filled);
    filled = 0;
  }
}
