package org.peerchallenge.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.peerchallenge.document.OfficePackage;
import org.peerchallenge.document.RecentlyPrinted;
import org.peerchallenge.kernel.EnglishText;
import org.springframework.stereotype.Component;

/**
 * Writes a sheet as an Excel workbook: real numbers, differences as formulas, all years and the
 * whole region on sheets of their own.
 */
@Component
public class SheetWorkbook {

  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** What is kept of the workbooks that were asked for last, of some 60 kB each. */
  private static final long MOST_KEPT = 4_000_000;

  private final RecentlyPrinted<DataSheet> recently =
      new RecentlyPrinted<>(SheetWorkbook::writeAnew, MOST_KEPT);

  /** The whole file; its bytes depend on the sheet alone. */
  public byte[] write(DataSheet sheet) {
    return recently.of(sheet);
  }

  private static byte[] writeAnew(DataSheet sheet) {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // What column widths are counted in, and the look of empty cells.
      workbook.getFontAt(0).setFontName("Arial");
      workbook.getFontAt(0).setFontHeightInPoints((short) 10);
      new Writing(workbook, sheet).writeAll();
      workbook.write(out);
      return OfficePackage.withoutTime(out.toByteArray(), sheet.title());
    } catch (IOException e) {
      throw new UncheckedIOException("The workbook cannot be written", e);
    }
  }

  /** One workbook while it is being written. */
  private static final class Writing {

    private final XSSFWorkbook workbook;
    private final DataSheet sheet;
    private final WorkbookCells cells;

    Writing(XSSFWorkbook workbook, DataSheet sheet) {
      this.workbook = workbook;
      this.sheet = sheet;
      this.cells = new WorkbookCells(workbook);
    }

    void writeAll() {
      XSSFSheet front = begin("Data sheet", sheet.title());
      XSSFSheet years = begin("All years", sheet.title() + ", all years");
      XSSFSheet region = begin(sheet.region(), "Every authority of the region: " + sheet.region());
      XSSFSheet notes = begin("How to read it", "How to read it");
      int periods = new YearsSheet(cells, sheet).write(years);
      new FrontSheet(cells, sheet).write(front, periods);
      new RegionSheet(cells, sheet).write(region);
      new NotesSheet(cells, sheet).write(notes);
    }

    private XSSFSheet begin(String name, String title) {
      XSSFSheet page = workbook.createSheet(name);
      cells.text(page.createRow(0), 0, title).setCellStyle(cells.style("title"));
      cells.text(
          page.createRow(1),
          0,
          "Periods up to "
              + sheet.asOf().upToYear()
              + ", as at "
              + EnglishText.day(sheet.day())
              + "; later revisions are included.");
      cells.text(page.createRow(2), 0, DataSheet.ATTRIBUTION);
      page.getRow(0).setHeightInPoints(24);
      PrintSetup print = page.getPrintSetup();
      print.setPaperSize(PrintSetup.A3_PAPERSIZE);
      print.setLandscape(true);
      page.setFitToPage(true);
      print.setFitWidth((short) 1);
      print.setFitHeight((short) 0);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.LEFT, 0.4);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.RIGHT, 0.4);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.TOP, 0.4);
      page.setMargin(org.apache.poi.ss.usermodel.PageMargin.BOTTOM, 0.6);
      page.getFooter().setLeft("&8" + DataSheet.ATTRIBUTION.replace("&", "&&"));
      page.getFooter().setRight("&8&P / &N");
      return page;
    }
  }
}
