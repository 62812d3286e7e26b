package org.peerchallenge.benchmark;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Every figure behind a sheet as CSV, for whoever would like to count for themselves. */
@Component
public class FiguresCsv {

  private final Figures figures;

  FiguresCsv(Figures figures) {
    this.figures = figures;
  }

  /**
   * Every period of every indicator for an authority, its region and England, with the publisher's
   * symbol where there is no number, and the byte order mark without which Excel takes it for
   * another alphabet; empty when the number is no English authority's.
   *
   * @param asOf which figures
   * @param audience who is to read them
   */
  public Optional<String> of(String dfeNumber, AsOf asOf, Audience audience) {
    Snapshot all = figures.snapshot(asOf.edition());
    return figures.authority(dfeNumber).map(authority -> write(all, authority, asOf, audience));
  }

  private static String write(Snapshot all, Area authority, AsOf asOf, Audience audience) {
    List<Indicator> indicators = all.indicators().stream().filter(audience::sees).toList();
    List<Area> areas =
        Stream.of(Optional.of(authority), all.regionOf(authority), all.england())
            .flatMap(Optional::stream)
            .toList();
    StringWriter text = new StringWriter();
    text.append('\uFEFF');
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(
          "dfe_number", "area", "indicator_code", "indicator", "unit", "period", "value", "source");
      for (Area area : areas) {
        for (Indicator indicator : indicators) {
          for (Figure figure : all.history(indicator, area.dfeNumber(), asOf)) {
            csv.writeRecord(
                area.dfeNumber(),
                area.name(),
                indicator.code(),
                indicator.name(),
                indicator.unit(),
                figure.period(),
                figure.shown(),
                indicator.publication());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
