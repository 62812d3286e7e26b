package org.peerchallenge.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Sheet of the region: every authority beside the others. */
final class RegionSheet {

  private final WorkbookCells cells;
  private final DataSheet sheet;

  RegionSheet(WorkbookCells cells, DataSheet sheet) {
    this.cells = cells;
    this.sheet = sheet;
  }

  void write(XSSFSheet page) {
    List<Area> areas =
        sheet.rows().stream()
            .flatMap(row -> row.comparison().places().stream())
            .map(Place::authority)
            .distinct()
            .sorted(Comparator.comparing(Area::name))
            .toList();
    List<String> head = new ArrayList<>(List.of("Indicator", "Unit", "Direction", "Period"));
    int first = head.size();
    areas.forEach(area -> head.add(area.name()));
    cells.head(page, head, first);
    int at = WorkbookCells.HEAD + 1;
    for (SheetRow row : sheet.rows()) {
      Row line = page.createRow(at++);
      cells.text(line, 0, row.name());
      cells.text(line, 1, row.unit());
      cells.text(line, 2, row.direction());
      cells.text(line, 3, row.period());
      for (Place place : row.comparison().places()) {
        cells.figure(
            line,
            first + areas.indexOf(place.authority()),
            Optional.of(place.figure()),
            row.comparison().decimals());
      }
    }
    WorkbookCells.widths(page, 75, 32, 13, 13);
    for (int i = first; i < head.size(); i++) {
      page.setColumnWidth(i, 13 * 256);
    }
    page.createFreezePane(1, WorkbookCells.HEAD + 1);
  }
}
