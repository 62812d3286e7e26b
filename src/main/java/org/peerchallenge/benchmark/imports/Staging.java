package org.peerchallenge.benchmark.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.benchmark.imports.Areas.Area;
import org.peerchallenge.benchmark.imports.KnownIndicators.Measure;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends what is read of a file straight on by PostgreSQL's COPY, figures and remarks in one stream,
 * into the table of its differences. What it remembers is a bit and four bytes a cell, and one sum
 * for each indicator and end of a period: where that is the sum of what is current, nothing is
 * sent. Beside it stands what each cell nearly is, for the comparison with the year before.
 */
final class Staging implements AutoCloseable {

  private static final int SEND_AT = 1 << 16;
  private static final int MOST_KINDS = 500;

  /** Remarks that are kept until the end; more go the way of the figures. */
  private static final int FEW = 1_000;

  private final CopyIn copy;
  private final long importId;
  private final CurrentFigures current;
  private final Optional<Commas> commas;
  private final boolean second;
  private byte[] out = new byte[SEND_AT + 4096];
  private int filled;
  private final Map<String, Map<LocalDate, Cells>> cells;
  private String[] numbers = new String[192];
  private final List<Remark> few = new ArrayList<>();
  private Cells last;
  private boolean repeats;
  private int sent;
  private int commasAsked;
  private boolean remarksSent;
  private long count;
  private long faultyLines;
  private long lastFaulty = -1;
  private final Map<String, Like> faults = new LinkedHashMap<>();

  /** What the file has for one indicator and one end of a period. */
  static final class Cells {
    final String indicator;
    final LocalDate end;
    private final byte[] written;
    private final Optional<FigureDigest> held;
    private final boolean fresh;
    private final FigureDigest.Sum sum = new FigureDigest.Sum();
    private BitSet seen = new BitSet();
    private float[] values = {};
    private boolean repeated;
    private Period period;
    private byte[] label;

    private Cells(String indicator, LocalDate end, Optional<FigureDigest> held, boolean fresh) {
      this.indicator = indicator;
      this.end = end;
      this.written = end.toString().getBytes(StandardCharsets.US_ASCII);
      this.held = held;
      this.fresh = fresh;
    }

    FigureDigest digest() {
      return sum.digest();
    }

    /** A cell that came twice: the sum is nobody's. */
    boolean repeated() {
      return repeated;
    }

    /** Whether the file says exactly what is current. */
    boolean isCurrent() {
      return held.isPresent() && held.get().equals(digest());
    }

    /** Whether nothing of it was current before, so that all of it is new. */
    boolean isFresh() {
      return fresh;
    }

    private void keep(int area, String value) {
      if (area >= values.length) {
        int before = values.length;
        values = Arrays.copyOf(values, Math.max(area + 1, 192));
        Arrays.fill(values, before, values.length, Float.NaN);
      }
      values[area] = nearly(value);
    }

    private static float nearly(String digits) {
      long number = 0;
      long places = 0;
      for (int i = 0; i < digits.length(); i++) {
        char c = digits.charAt(i);
        if (c >= '0' && c <= '9') {
          number = 10 * number + c - '0';
          places *= 10;
        } else if (c == '.') {
          places = 1;
        }
      }
      float size = places == 0 ? number : (float) number / places;
      return digits.charAt(0) == '-' ? -size : size;
    }

    /** Whether its cells were sent, to be compared with what is current. */
    boolean isCompared() {
      return !fresh && !isCurrent();
    }

    private byte[] label(Period one) {
      if (one != period) {
        period = one;
        label = escaped(one.label());
      }
      return label;
    }
  }

  /** One figure's place. */
  record Cell(String indicator, String area, LocalDate end) {}

  /** Faults that differ only in what they quote. */
  private static final class Like {
    final long line;
    final String reason;
    long count = 1;

    Like(long line, String reason) {
      this.line = line;
      this.reason = reason;
    }
  }

  /** The first reading of a file. */
  Staging(Connection connection, long importId, CurrentFigures current, Optional<Commas> commas)
      throws SQLException {
    this(connection, importId, current, commas, new HashMap<>(), false);
  }

  private Staging(
      Connection connection,
      long importId,
      CurrentFigures current,
      Optional<Commas> commas,
      Map<String, Map<LocalDate, Cells>> cells,
      boolean second)
      throws SQLException {
    this.importId = importId;
    this.current = current;
    this.commas = commas;
    this.cells = cells;
    this.second = second;
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "copy figure_import_row (import_id, line, what, reason, indicator_code, dfe_number,"
                    + " period, period_end, published, value, repeats) from stdin with (encoding"
                    + " 'UTF8')");
  }

  /**
   * The reading once more, of those cells alone that looked at first as if they might be current
   * and are not.
   */
  Staging again(Connection connection) throws SQLException {
    cells.values().forEach(ends -> ends.values().forEach(one -> one.seen = new BitSet()));
    return new Staging(connection, importId, current, commas, cells, true);
  }

  /** Whether some of the cells that were not sent differ from what is current. */
  boolean mustReadAgain() {
    return cells().stream().anyMatch(one -> one.held.isPresent() && !one.isCurrent());
  }

  List<Cells> cells() {
    return cells.values().stream().flatMap(ends -> ends.values().stream()).toList();
  }

  /**
   * One figure.
   *
   * @param value in plain digits; null where a symbol was published
   */
  void cell(long line, Measure measure, Area area, Period period, String published, String value)
      throws SQLException {
    count++;
    if (value != null && !second) {
      String range = measure.outOfRange(value);
      if (range != null) {
        remark(
            line,
            Remark.Kind.RANGE,
            measure.name + ", " + area.name + ", " + period.label() + ": " + range);
      }
    }
    Cells those = cells(measure.code, period.end());
    boolean again = those.seen.get(area.index);
    those.seen.set(area.index);
    those.repeated |= again;
    if (!second) {
      those.sum.add(area.dfeNumber, published, value);
      if (value != null) {
        those.keep(area.index, value);
        remember(area);
      }
    }
    if (second ? those.held.isEmpty() || those.isCurrent() : those.held.isPresent()) {
      return;
    }
    repeats |= again;
    sent++;
    number(importId);
    put('\t');
    number(line);
    ascii(those.fresh ? "\tNEW\t\\N\t" : "\tREAD\t\\N\t");
    text(measure.code);
    put('\t');
    ascii(area.dfeNumber);
    put('\t');
    bytes(those.label(period));
    put('\t');
    bytes(those.written);
    put('\t');
    text(published);
    put('\t');
    ascii(value == null ? "\\N" : value);
    ascii(again ? "\tt\n" : "\tf\n");
    sendIfFull();
  }

  /** A cell as a number in plain digits; empty when it is none. */
  Optional<String> number(String cell) {
    return commas.isPresent() ? commas.get().plain(cell) : Numbers.plain(cell);
  }

  /** Why a cell is no number, and what to do about it. */
  String whyNoNumber(String cell) {
    if (commas.isEmpty() && Commas.isAskedOf(cell)) {
      commasAsked++;
    }
    return NoNumber.words(cell, commas);
  }

  /** How many numbers cannot be read before somebody says what their commas mean. */
  int commasAsked() {
    return commasAsked;
  }

  /** Whether most of what is wrong with the file is that its commas are not understood yet. */
  boolean isAboutCommas() {
    return 2L * commasAsked > faultyLines;
  }

  /** What the publisher wrote: a number with a comma is only how a program saved it. */
  static String published(String cell, Optional<String> number) {
    return cell.indexOf(',') < 0 ? cell : number.orElse(cell);
  }

  private void remember(Area area) {
    if (area.index >= numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * area.index);
    }
    numbers[area.index] = area.dfeNumber;
  }

  private Cells cells(String indicator, LocalDate end) {
    if (last == null
        || last.end != end && !last.end.equals(end)
        || !last.indicator.equals(indicator)) {
      last =
          cells
              .computeIfAbsent(indicator, code -> new HashMap<>())
              .computeIfAbsent(
                  end,
                  day ->
                      new Cells(
                          indicator,
                          day,
                          current.digest(indicator, day),
                          !current.has(indicator, day)));
    }
    return last;
  }

  void remark(long line, Remark.Kind kind, String reason) throws SQLException {
    if (second) {
      return;
    }
    if (kind == Remark.Kind.FAULT && line != lastFaulty) {
      faultyLines++;
      lastFaulty = line;
    }
    if (kind == Remark.Kind.FAULT) {
      String like = reason.replaceAll("“[^”]*”", "“…”").replaceAll("[0-9]+", "0");
      Like before = faults.get(like);
      if (before != null) {
        before.count++;
      } else if (faults.size() < MOST_KINDS) {
        faults.put(like, new Like(line, reason));
      }
    }
    if (few.size() < FEW) {
      few.add(new Remark(line, kind, reason));
      return;
    }
    remarksSent = true;
    number(importId);
    put('\t');
    number(line);
    put('\t');
    ascii(kind.name());
    put('\t');
    text(reason);
    ascii("\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\tf\n");
    sendIfFull();
  }

  /** The most frequent fault in the words of its first line; empty when there is none. */
  Optional<String> mostFrequentFault() {
    return faults.values().stream()
        .max(Comparator.comparingLong(like -> like.count))
        .map(
            like ->
                "Line %d: %s%s"
                    .formatted(
                        like.line,
                        like.reason,
                        like.count == 1
                            ? "."
                            : String.format(
                                Locale.UK, " (and %,d more like it).", like.count - 1)));
  }

  /** Whether each figure is either new or, by its sum, current, and none came twice. */
  boolean isAllNew() {
    return cells().stream().noneMatch(one -> one.isCompared() || one.repeated);
  }

  /**
   * The new figures that are more than five times, or less than a fifth, of what the file says of
   * the year before; a few that are only nearly so among them. Empty where the file has not all
   * that is to be compared.
   */
  Optional<List<Cell>> suspects(CurrentFigures held) {
    List<Cell> suspects = new ArrayList<>();
    if (!isAllNew()) {
      return Optional.empty();
    }
    for (Cells one : cells()) {
      Cells before = one.fresh ? cells.get(one.indicator).get(one.end.minusYears(1)) : null;
      if (one.fresh && before == null && held.has(one.indicator, one.end.minusYears(1))) {
        return Optional.empty();
      }
      for (int i = 0;
          before != null && i < Math.min(one.values.length, before.values.length);
          i++) {
        if (isSuspect(one.values[i], before.values[i])) {
          suspects.add(new Cell(one.indicator, numbers[i], one.end));
        }
      }
    }
    return Optional.of(suspects);
  }

  /** With room for what four bytes leave out; false where either is none. */
  private static boolean isSuspect(float now, float before) {
    return Math.max(now, before) > 9.999f && (now > 4.999f * before || 4.999f * now < before);
  }

  /** The first remarks, which were not sent. */
  List<Remark> few() {
    return few;
  }

  /** Whether there were more, which stand among the figures now. */
  boolean remarksSent() {
    return remarksSent;
  }

  /** How many figures were sent. */
  int sent() {
    return sent;
  }

  /** Whether a cell came more than once. */
  boolean repeats() {
    return repeats;
  }

  /** How many figures came, right or not. */
  long count() {
    return count;
  }

  /** How many lines have a fault. */
  long faultyLines() {
    return faultyLines;
  }

  /** All is sent. */
  void end() throws SQLException {
    send();
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  /** COPY's text form: a backslash, tabs and line breaks within a text are written otherwise. */
  private void text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '\\' || c > '~') {
        bytes(escaped(text));
        return;
      }
    }
    ascii(text);
  }

  /** PostgreSQL has no text with a zero in it. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static byte[] escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        // PostgreSQL has no text with it.
        case '\0' -> out.append('\uFFFD');
        default -> out.append(c);
      }
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("deprecation")
  private void ascii(String text) {
    room(text.length());
    // The one way from a text of ASCII letters into bytes that needs nothing in between.
    text.getBytes(0, text.length(), out, filled);
    filled += text.length();
  }

  private void bytes(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, out, filled, bytes.length);
    filled += bytes.length;
  }

  private void put(char c) {
    room(1);
    out[filled++] = (byte) c;
  }

  private void number(long number) {
    ascii(Long.toString(number));
  }

  private void room(int more) {
    if (filled + more > out.length) {
      out = Arrays.copyOf(out, 2 * (filled + more));
    }
  }

  private void sendIfFull() throws SQLException {
    if (filled >= SEND_AT) {
      send();
    }
  }

  private void send() throws SQLException {
    copy.writeToCopy(out, 0, filled);
    filled = 0;
  }
}
