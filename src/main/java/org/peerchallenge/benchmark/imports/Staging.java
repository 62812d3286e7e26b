package org.peerchallenge.benchmark.imports;

import java.math.BigDecimal;
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

/**
 * Sends what is read of a file straight on by PostgreSQL's COPY, figures and remarks in one stream,
 * into the table of its differences. What it remembers is a bit and four bytes a cell, and one sum
 * for each indicator and end of a period: where that is the sum of what is current, nothing is
 * sent. Beside it stands what each cell is, or nearly is, for the comparison with the year before.
 */
final class Staging implements AutoCloseable {

  private static final int MOST_KINDS = 500;

  /** Remarks that are kept until the end; more go the way of the figures. */
  private static final int FEW = 1_000;

  /** Of so many percentages of one period at least one is more than 1. */
  private static final int MOST_BELOW_ONE = 5;

  /** More figures that differ much from the year before are told apart by the database. */
  private static final int MOST_LEAPS = 10_000;

  private final BinaryCopy copy;
  private final Packs.Writer packs;
  private final long importId;
  private final CurrentFigures current;
  private final Optional<Commas> commas;
  private final boolean second;
  private final Map<String, Map<LocalDate, Cells>> cells;
  private final List<Leap> leaps = new ArrayList<>();
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
    private final int day;
    private final Optional<FigureDigest> held;
    private final boolean fresh;
    private final FigureDigest.Sum sum = new FigureDigest.Sum();
    private BitSet seen = new BitSet();
    private float[] values = {};
    private boolean repeated;
    private boolean rounded;
    private Measure share;
    private int numbers;
    private int parts;
    private boolean aboveOne;
    private Period period;
    private byte[] label;
    private Cells before;
    private Cells after;

    private Cells(String indicator, LocalDate end, Optional<FigureDigest> held, boolean fresh) {
      this.indicator = indicator;
      this.end = end;
      this.day = BinaryCopy.day(end);
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

    /** Keeps a number in four bytes, which hold six digits of it exactly. */
    private float keep(int area, String value) {
      if (area >= values.length) {
        int before = values.length;
        values = Arrays.copyOf(values, Math.max(area + 1, 192));
        Arrays.fill(values, before, values.length, Float.NaN);
      }
      float nearly = nearly(value);
      values[area] = nearly;
      rounded |= value.length() > 6 && significantDigits(value) > 6;
      return nearly;
    }

    /** Counts what may be a percentage written as a part of one. */
    private void countShare(Measure measure, float value) {
      share = measure;
      numbers++;
      parts += value > 0 && value < 1 ? 1 : 0;
      aboveOne |= value > 1;
    }

    private float value(int area) {
      return area < values.length ? values[area] : Float.NaN;
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
      float size = (float) (places == 0 ? number : (double) number / places);
      return digits.charAt(0) == '-' ? -size : size;
    }

    private static int significantDigits(String digits) {
      return new BigDecimal(digits).stripTrailingZeros().precision();
    }

    /** Whether its cells were sent, to be compared with what is current. */
    boolean isCompared() {
      return !fresh && !isCurrent();
    }

    private byte[] label(Period one) {
      if (one != period) {
        period = one;
        label = utf8(one.label());
      }
      return label;
    }
  }

  /**
   * Two figures of one indicator and area that differ much from one year to the next, as nearly as
   * is kept of them.
   *
   * @param line of the one that came second
   */
  private record Leap(long line, String name, Area area, Cells now, Cells before) {}

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
        new BinaryCopy(
            connection,
            "figure_import_row (import_id, line, what, reason, indicator_code, dfe_number, period,"
                + " period_end, published, value, repeats, packed, figures)",
            13);
    packs = new Packs.Writer(copy, importId);
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
        if (those.fresh) {
          askAfterItsEnd(line, measure, area, period);
        }
        float nearly = those.keep(area.index, value);
        if (measure.share) {
          those.countShare(measure, nearly);
        }
        look(line, measure, area, those, nearly);
      }
    }
    if (second ? those.held.isEmpty() || those.isCurrent() : those.held.isPresent()) {
      return;
    }
    repeats |= again;
    sent++;
    if (those.fresh) {
      packs.add(
          (int) line,
          measure.code,
          area.dfeNumber,
          those.label(period),
          those.day,
          published,
          value,
          again);
      return;
    }
    copy.row();
    copy.bigint(importId);
    copy.integer((int) line);
    copy.bytes(READ);
    copy.none();
    copy.text(measure.code);
    copy.text(area.dfeNumber);
    copy.bytes(those.label(period));
    copy.integer(those.day);
    copy.text(published);
    if (value == null) {
      copy.none();
    } else {
      copy.numeric(value);
    }
    copy.bool(again);
    copy.none();
    copy.none();
  }

  private static final byte[] READ = utf8("READ");

  private void askAfterItsEnd(long line, Measure measure, Area area, Period period)
      throws SQLException {
    String after = area.afterItsEnd(period.end());
    if (after != null) {
      remark(
          line,
          Remark.Kind.RANGE,
          measure.name + ", " + area.name + ", " + period.label() + ": " + after);
    }
  }

  /**
   * Compares a figure with that of the year before, and with that of the year after, if they came.
   */
  private void look(long line, Measure measure, Area area, Cells those, float value) {
    if (leaps.size() > MOST_LEAPS) {
      return;
    }
    if (those.fresh && those.before != null && isLeap(value, those.before.value(area.index))) {
      leaps.add(new Leap(line, measure.name, area, those, those.before));
    }
    if (those.after != null && those.after.fresh && isLeap(those.after.value(area.index), value)) {
      leaps.add(new Leap(line, measure.name, area, those.after, those));
    }
  }

  /** With room for what four bytes leave out; false where either is none. */
  private static boolean isLeap(float now, float before) {
    return (now > 9.999f || before > 9.999f) && (now > 4.999f * before || 4.999f * now < before);
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

  private Cells cells(String indicator, LocalDate end) {
    if (last == null
        || last.end != end && !last.end.equals(end)
        || !last.indicator.equals(indicator)) {
      Map<LocalDate, Cells> ends = cells.computeIfAbsent(indicator, code -> new HashMap<>());
      Cells known = ends.get(end);
      last = known == null ? begun(indicator, end, ends) : known;
    }
    return last;
  }

  private Cells begun(String indicator, LocalDate end, Map<LocalDate, Cells> ends) {
    Cells one =
        new Cells(indicator, end, current.digest(indicator, end), !current.has(indicator, end));
    one.before = ends.get(end.minusYears(1));
    if (one.before != null) {
      one.before.after = one;
    }
    ends.values().stream()
        .filter(other -> other.end.minusYears(1).equals(end))
        .forEach(
            other -> {
              other.before = one;
              one.after = other;
            });
    ends.put(end, one);
    return one;
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
    copy.row();
    copy.bigint(importId);
    copy.integer((int) line);
    copy.text(kind.name());
    copy.text(storable(reason));
    for (int column = 0; column < 6; column++) {
      copy.none();
    }
    copy.bool(false);
    copy.none();
    copy.none();
  }

  /** Asks somebody to look at percentages that may have been written as parts of one. */
  void askAboutParts() throws SQLException {
    for (Cells one : cells()) {
      if (one.share != null
          && !one.aboveOne
          && one.numbers >= MOST_BELOW_ONE
          && one.parts > 0
          && !one.isCurrent()) {
        remark(
            0,
            Remark.Kind.RANGE,
            "%s, %s: none of %,d percentages is more than 1. Look whether they are written as parts of"
                    .formatted(one.share.name, one.end.getYear(), one.numbers)
                + " one, 0.245 in place of 24.5; if so, multiply them by 100 and bring the file again");
      }
    }
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
   * the year before. Empty where the file has not all that is to be compared, or more digits than
   * were kept.
   */
  Optional<List<Remark>> leaps(CurrentFigures held) {
    if (!isAllNew()
        || leaps.size() > MOST_LEAPS
        || leaps.stream().anyMatch(leap -> leap.now.rounded || leap.before.rounded)
        || cells().stream()
            .anyMatch(
                one ->
                    one.fresh
                        && one.before == null
                        && held.has(one.indicator, one.end.minusYears(1)))) {
      return Optional.empty();
    }
    return Optional.of(leaps.stream().flatMap(leap -> said(leap).stream()).toList());
  }

  private static Optional<Remark> said(Leap leap) {
    BigDecimal now = exactly(leap.now.value(leap.area.index));
    BigDecimal before = exactly(leap.before.value(leap.area.index));
    BigDecimal five = BigDecimal.valueOf(5);
    return now.max(before).compareTo(BigDecimal.TEN) >= 0
            && (now.compareTo(five.multiply(before)) > 0
                || five.multiply(now).compareTo(before) < 0)
        ? Optional.of(
            new Remark(
                leap.line,
                Remark.Kind.RANGE,
                leap.name
                    + ", "
                    + leap.area.name
                    + ", "
                    + leap.now.period.label()
                    + ": "
                    + now.toPlainString()
                    + ", after "
                    + before.toPlainString()
                    + " the year before"))
        : Optional.empty();
  }

  /** What six digits in four bytes were before. */
  private static BigDecimal exactly(float kept) {
    return new BigDecimal(Float.toString(kept)).stripTrailingZeros();
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
    packs.end();
    copy.end();
  }

  @Override
  public void close() throws SQLException {
    copy.close();
  }

  /** PostgreSQL has no text with a zero in it. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }

  private static byte[] utf8(String text) {
    return storable(text).getBytes(StandardCharsets.UTF_8);
  }
}
