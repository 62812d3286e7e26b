package org.peerchallenge.benchmark;

import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.peerchallenge.kernel.EnglishText;

/** Sheet of notes: how to read the figures, what symbols mean, and the inspections. */
final class NotesSheet {

  private final WorkbookCells cells;
  private final DataSheet sheet;

  NotesSheet(WorkbookCells cells, DataSheet sheet) {
    this.cells = cells;
    this.sheet = sheet;
  }

  void write(XSSFSheet page) {
    int at = WorkbookCells.HEAD;
    for (String note : sheet.notes()) {
      cells.text(page.createRow(at++), 0, note).setCellStyle(cells.style("wrapped"));
    }
    for (Map.Entry<String, String> symbol : sheet.symbols().entrySet()) {
      cells
          .text(page.createRow(at++), 0, symbol.getKey() + " means " + symbol.getValue() + ".")
          .setCellStyle(cells.style("wrapped"));
    }
    at++;
    cells
        .text(page.createRow(at++), 0, "Ofsted inspections published by then")
        .setCellStyle(cells.style("head"));
    if (sheet.inspections().isEmpty()) {
      cells.text(page.createRow(at++), 0, "None in the published list, which begins in 2018.");
    }
    for (Inspection one : sheet.inspections()) {
      cells
          .text(
              page.createRow(at++),
              0,
              "%s, report published %s: %s"
                  .formatted(
                      one.type(), EnglishText.day(one.reportPublished()), one.gradesInWords()))
          .setCellStyle(cells.style("wrapped"));
    }
    WorkbookCells.widths(page, 140);
  }
}
