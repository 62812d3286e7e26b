package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The empty quarterly return, with the region's authorities and every indicator that the region
 * itself collects by quarter.
 */
@Service
public class ReturnTemplate {

  private final JdbcClient jdbc;
  private final Region region;
  private final Clock clock;

  ReturnTemplate(JdbcClient jdbc, Region region, Clock clock) {
    this.jdbc = jdbc;
    this.region = region;
    this.clock = clock;
  }

  /** Whether there is any indicator that the return can ask for, and anybody to ask. */
  public boolean isPossible() {
    return !measures().isEmpty() && !region.authorities().isEmpty();
  }

  /**
   * Writes the workbook.
   *
   * @throws Refused when there is no such indicator, or no authority
   */
  public void write(OutputStream out) throws IOException {
    if (!isPossible()) {
      throw new Refused(
          "Add the authorities first, and define an indicator that the region collects itself by"
              + " quarter.");
    }
    LocalDate today = LocalDate.now(clock);
    ReturnWorkbook.write(
        region.authorities().stream()
            .map(a -> new ReturnWorkbook.Authority(a.dfeNumber(), a.name()))
            .toList(),
        measures(),
        ReturnWorkbook.quarters(today.getYear(), today.getMonthValue()),
        out);
  }

  private List<KnownIndicators.Measure> measures() {
    return new KnownIndicators(jdbc)
        .all().stream().filter(m -> m.unpublished && m.periodType.equals("Quarter")).toList();
  }
}
