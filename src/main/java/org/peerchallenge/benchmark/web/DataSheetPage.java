package org.peerchallenge.benchmark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.peerchallenge.benchmark.Area;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.DataSheet.Order;
import org.peerchallenge.benchmark.DataSheets;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.benchmark.FiguresCsv;
import org.peerchallenge.benchmark.SheetPdf;
import org.peerchallenge.benchmark.SheetWorkbook;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The data sheet as a page and as files; its figures are public, so anyone signed in may read any
 * authority's.
 */
@Controller
@RequestMapping("/data-sheets/{dfeNumber}")
class DataSheetPage {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final DataSheets sheets;
  private final SheetPdf pdf;
  private final SheetWorkbook workbook;
  private final FiguresCsv csv;
  private final Figures figures;
  private final Clock clock;

  DataSheetPage(
      DataSheets sheets,
      SheetPdf pdf,
      SheetWorkbook workbook,
      FiguresCsv csv,
      Figures figures,
      Clock clock) {
    this.sheets = sheets;
    this.pdf = pdf;
    this.workbook = workbook;
    this.csv = csv;
    this.figures = figures;
    this.clock = clock;
  }

  /**
   * The sheet.
   *
   * @param year the last in which a period may end; without it the newest that is mostly out
   * @param compare DfE number of the authority to compare with
   * @param topic only the indicators of this one
   * @param order by topic, or by position in England
   */
  @GetMapping
  String page(
      @PathVariable String dfeNumber,
      @RequestParam(required = false) Integer year,
      @RequestParam(required = false) String compare,
      @RequestParam(required = false) String topic,
      @RequestParam(required = false) Order order,
      HttpServletRequest request,
      Model model) {
    DataSheet sheet = sheet(dfeNumber, year, compare, request);
    Order by = order == null ? Order.TOPIC : order;
    Optional<String> only = Optional.ofNullable(topic).filter(one -> !one.isBlank());
    model.addAttribute("sheet", sheet);
    model.addAttribute("topics", sheet.topics().stream().map(DataSheet.Topic::name).toList());
    model.addAttribute("topic", only.orElse(""));
    model.addAttribute("order", by);
    model.addAttribute("shown", sheet.topics(only, by));
    model.addAttribute("year", year);
    List<Area> others =
        figures.authorities().stream().filter(area -> !area.equals(sheet.authority())).toList();
    model.addAttribute("near", others.stream().filter(area -> isNear(area, sheet)).toList());
    model.addAttribute("far", others.stream().filter(area -> !isNear(area, sheet)).toList());
    model.addAttribute("attribution", DataSheet.ATTRIBUTION);
    model.addAttribute("british", DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK));
    return "benchmark/data-sheet";
  }

  @GetMapping("/sheet.pdf")
  ResponseEntity<byte[]> pdf(
      @PathVariable String dfeNumber,
      @RequestParam(required = false) Integer year,
      @RequestParam(required = false) String compare,
      HttpServletRequest request) {
    byte[] file = pdf.write(sheet(dfeNumber, year, compare, request));
    return file(file, MediaType.APPLICATION_PDF, "data-sheet-" + dfeNumber + ".pdf");
  }

  @GetMapping("/sheet.xlsx")
  ResponseEntity<byte[]> workbook(
      @PathVariable String dfeNumber,
      @RequestParam(required = false) Integer year,
      @RequestParam(required = false) String compare,
      HttpServletRequest request) {
    byte[] file = workbook.write(sheet(dfeNumber, year, compare, request));
    return file(
        file,
        MediaType.parseMediaType(SheetWorkbook.MEDIA_TYPE),
        "data-sheet-" + dfeNumber + ".xlsx");
  }

  /** Every year of every indicator; the newest too, unless a year is given. */
  @GetMapping("/figures.csv")
  ResponseEntity<byte[]> csv(
      @PathVariable String dfeNumber,
      @RequestParam(required = false) Integer year,
      HttpServletRequest request) {
    onlySignedIn(request);
    String text =
        csv.of(dfeNumber, year == null ? Integer.MAX_VALUE : year)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return file(text.getBytes(StandardCharsets.UTF_8), CSV, "figures-" + dfeNumber + ".csv");
  }

  private DataSheet sheet(
      String dfeNumber, Integer year, String compare, HttpServletRequest request) {
    onlySignedIn(request);
    LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
    return sheets
        .of(
            dfeNumber,
            year == null ? Figures.newestYearAt(today) : year,
            today,
            Optional.ofNullable(compare))
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private static void onlySignedIn(HttpServletRequest request) {
    if (request.getUserPrincipal() == null) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
  }

  private static boolean isNear(Area area, DataSheet sheet) {
    return area.region().equals(sheet.authority().region());
  }

  private static ResponseEntity<byte[]> file(byte[] bytes, MediaType type, String name) {
    return ResponseEntity.ok()
        .contentType(type)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body(bytes);
  }
}
