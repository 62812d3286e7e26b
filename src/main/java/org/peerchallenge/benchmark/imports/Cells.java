package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.peerchallenge.kernel.Refused;

/** Cells of a row of a spreadsheet, whatever its format. */
final class Cells {

  /** A formula whose value was never stored is no figure, and not 0. */
  static final String NO_RESULT = "a formula without a result";

  /** Excel's own limit; a cell further out is in no table. */
  private static final int MOST = 16_384;

  private Cells() {}

  static void put(List<String> cells, int column, String text) {
    if (column < 0 || column >= MOST) {
      throw new Refused("The workbook has a cell in a column that no sheet has.");
    }
    if (text.isBlank()) {
      return;
    }
    while (cells.size() <= column) {
      cells.add("");
    }
    cells.set(column, text.strip());
  }

  /**
   * A share that is shown as a percentage: 0.245 is read as “24.5%”. Whether the publisher's figure
   * is the one or the other is for a person to say, so it stays what it looks like.
   */
  static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  static void give(Spreadsheet.Rows rows, int number, List<String> cells) throws IOException {
    if (!cells.isEmpty()) {
      rows.row(number, cells);
    }
  }
}
