package org.peerchallenge.benchmark.imports;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.peerchallenge.kernel.Refused;

/**
 * The lines of a text, numbered from 1. No layout that we read has a line break within a field, so
 * each line stands for itself: an unclosed quotation mark spoils its own line and no other.
 */
final class Lines implements Closeable {

  /** No published file comes near it; a text without line breaks must not fill the memory. */
  private static final int LONGEST = 100_000;

  private final Reader text;
  private final char[] buffer = new char[1 << 16];
  private int at;
  private int end;
  private long number;
  private boolean afterReturn;
  private boolean unended;

  Lines(Reader text) {
    this.text = text;
  }

  /** The number of the line that was read last. */
  long number() {
    return number;
  }

  /** Whether the line that was read last ends with the text, and not with a line break. */
  boolean isUnended() {
    return unended;
  }

  /**
   * The next line without its end; null after the last.
   *
   * @throws Refused when a line is too long to be one of a table
   */
  String next() throws IOException {
    StringBuilder carried = null;
    while (true) {
      if (at == end && !fill()) {
        unended = carried != null;
        return carried == null ? null : done(carried.toString());
      }
      if (afterReturn) {
        afterReturn = false;
        if (buffer[at] == '\n') {
          at++;
          continue;
        }
      }
      int from = at;
      while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      int length = at - from + (carried == null ? 0 : carried.length());
      if (length > LONGEST) {
        throw new LineRefused(
            number + 1,
            "This line has more than 100,000 characters. The file is no table of figures, or its"
                + " line breaks are lost.");
      }
      if (at < end) {
        afterReturn = buffer[at] == '\r';
        at++;
        String rest = new String(buffer, from, at - 1 - from);
        return done(carried == null ? rest : carried.append(rest).toString());
      }
      carried = (carried == null ? new StringBuilder() : carried).append(buffer, from, at - from);
    }
  }

  private String done(String line) {
    number++;
    return line;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, text.read(buffer, 0, buffer.length));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
