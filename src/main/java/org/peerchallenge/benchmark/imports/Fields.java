package org.peerchallenge.benchmark.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fields of one line of a CSV file after another. A field that says what it said in the line before
 * is the same object: most do, and need no new text.
 */
final class Fields {

  private final char separator;
  private String line = "";
  private List<String> quoted = List.of();
  private int size;
  private int[] ends = new int[16];
  private String[] texts = new String[16];
  private boolean[] isRead = new boolean[16];

  Fields(char separator) {
    this.separator = separator;
  }

  /** Takes a line apart; no field remains when its quotation marks are not in pairs. */
  void read(String next) {
    line = next;
    if (next.indexOf('"') >= 0) {
      quoted = quoted(next, separator);
      size = quoted.size();
      return;
    }
    quoted = List.of();
    size = 0;
    int end = -1;
    do {
      end = next.indexOf(separator, end + 1);
      if (size == ends.length) {
        ends = Arrays.copyOf(ends, 2 * size);
        texts = Arrays.copyOf(texts, 2 * size);
        isRead = Arrays.copyOf(isRead, 2 * size);
      }
      isRead[size] = false;
      ends[size++] = end < 0 ? next.length() : end;
    } while (end >= 0);
  }

  int size() {
    return size;
  }

  /** One field, without blanks around it. */
  String get(int column) {
    if (!quoted.isEmpty()) {
      return stripped(quoted.get(column));
    }
    if (!isRead[column]) {
      int from = column == 0 ? 0 : ends[column - 1] + 1;
      int length = ends[column] - from;
      String before = texts[column];
      if (before == null
          || before.length() != length
          || !line.regionMatches(from, before, 0, length)) {
        texts[column] = stripped(line.substring(from, ends[column]));
      }
      isRead[column] = true;
    }
    return texts[column];
  }

  /** A space that does not break is a space all the same. */
  private static String stripped(String field) {
    String cell = field.strip();
    return cell.indexOf('\u00a0') < 0 ? cell : cell.replace('\u00a0', ' ').strip();
  }

  /** All fields of one line; empty when its quotation marks are not in pairs. */
  static List<String> of(String line, char separator) {
    if (line.indexOf('"') >= 0) {
      return quoted(line, separator);
    }
    Fields fields = new Fields(separator);
    fields.read(line);
    List<String> all = new ArrayList<>(fields.size);
    for (int i = 0; i < fields.size; i++) {
      all.add(line.substring(i == 0 ? 0 : fields.ends[i - 1] + 1, fields.ends[i]));
    }
    return all;
  }

  private static List<String> quoted(String line, char separator) {
    if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
      return List.of();
    }
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().fieldSeparator(separator).ofCsvRecord(line)) {
      return csv.iterator().next().getFields();
    } catch (CsvParseException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
