package org.peerchallenge.benchmark.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Takes one line of a CSV file apart. */
final class Fields {

  private Fields() {}

  /**
   * The fields of a line; empty when its quotation marks are not in pairs.
   *
   * @param expected how many there should be, as a guess for speed
   */
  static List<String> of(String line, int expected) {
    if (line.indexOf('"') >= 0) {
      return quoted(line);
    }
    List<String> fields = new ArrayList<>(expected);
    int from = 0;
    for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
      fields.add(line.substring(from, comma));
      from = comma + 1;
    }
    fields.add(line.substring(from));
    return fields;
  }

  private static List<String> quoted(String line) {
    if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
      return List.of();
    }
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(line)) {
      return csv.iterator().next().getFields();
    } catch (CsvParseException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
