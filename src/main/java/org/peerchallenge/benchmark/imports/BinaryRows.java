package org.peerchallenge.benchmark.imports;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Rows as PostgreSQL's COPY has them in its binary form: the server need not read days and numbers
 * from texts. Each row has its columns in order, each in the form of its type.
 */
class BinaryRows {

  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final int NEGATIVE = 0x4000;

  /** The rows, as far as {@link #filled}. */
  protected byte[] out;

  protected int filled;
  private short[] groups = new short[16];

  /**
   * @param size bytes to begin with
   */
  BinaryRows(int size) {
    out = new byte[size];
  }

  /** A day as PostgreSQL writes it. */
  static int day(LocalDate day) {
    return (int) (day.toEpochDay() - EPOCH);
  }

  /** Begins a row. */
  void row(int columns) {
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

  protected void put(byte[] bytes, int from, int length) {
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

  protected void putShort(int value) {
    room(2);
    out[filled++] = (byte) (value >>> 8);
    out[filled++] = (byte) value;
  }

  private void room(int more) {
    if (filled + more > out.length) {
      out = Arrays.copyOf(out, 2 * (filled + more));
    }
  }

  /** A {@link #numeric} in plain digits, without its last zeros. */
  static String plain(ByteBuffer number) {
    int groups = number.getShort();
    int weight = number.getShort();
    boolean negative = number.getShort() != 0;
    number.getShort();
    BigDecimal digits = BigDecimal.ZERO;
    for (int group = 0; group < groups; group++) {
      digits =
          digits.add(BigDecimal.valueOf(number.getShort()).scaleByPowerOfTen(4 * (weight - group)));
    }
    return (negative ? digits.negate() : digits).stripTrailingZeros().toPlainString();
  }
}
