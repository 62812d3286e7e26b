package org.peerchallenge.benchmark.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.benchmark.imports.Areas.Area;
import org.peerchallenge.benchmark.imports.KnownIndicators.Measure;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends what is read of a file straight on by PostgreSQL's COPY, figures and remarks in one stream,
 * into a temporary table. What it remembers is one bit a cell.
 */
final class Staging implements AutoCloseable {

  private static final int SEND_AT = 1 << 16;
  private static final int MOST_KINDS = 500;

  private final CopyIn copy;
  private final StringBuilder out = new StringBuilder(SEND_AT + 4096);
  private final Map<String, Map<LocalDate, BitSet>> seen = new HashMap<>();
  private boolean repeats;
  private long cells;
  private long faultyLines;
  private long lastFaulty = -1;
  private final Map<String, Like> faults = new LinkedHashMap<>();

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

  Staging(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create temp table staged (line integer, remark text, reason text, indicator_code text, dfe_number text,
            period text, period_end date, published text, value numeric, repeats boolean) on commit drop
          """);
    }
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy staged from stdin with (encoding 'UTF8')");
  }

  /**
   * One figure.
   *
   * @param value in plain digits; null where a symbol was published
   */
  void cell(long line, Measure measure, Area area, Period period, String published, String value)
      throws SQLException {
    cells++;
    if (value != null) {
      String range = measure.outOfRange(value);
      if (range != null) {
        remark(
            line,
            Remark.Kind.RANGE,
            measure.name + ", " + area.name + ", " + period.label() + ": " + range);
      }
    }
    BitSet there =
        seen.computeIfAbsent(measure.code, code -> new HashMap<>())
            .computeIfAbsent(period.end(), end -> new BitSet());
    boolean again = there.get(area.index);
    there.set(area.index);
    repeats |= again;
    out.append(line).append("\t\\N\t\\N\t");
    text(measure.code);
    out.append('\t').append(area.dfeNumber).append('\t');
    text(period.label());
    out.append('\t').append(period.end()).append('\t');
    text(published);
    out.append('\t').append(value == null ? "\\N" : value).append(again ? "\tt\n" : "\tf\n");
    sendIfFull();
  }

  void remark(long line, Remark.Kind kind, String reason) throws SQLException {
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
    out.append(line).append('\t').append(kind).append('\t');
    text(reason);
    out.append("\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\tf\n");
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

  /** Whether a cell came more than once. */
  boolean repeats() {
    return repeats;
  }

  /** How many figures came, right or not. */
  long cells() {
    return cells;
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
  }

  private void sendIfFull() throws SQLException {
    if (out.length() >= SEND_AT) {
      send();
    }
  }

  private void send() throws SQLException {
    byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    out.setLength(0);
  }
}
