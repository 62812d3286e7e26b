package org.peerchallenge.benchmark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peerchallenge.benchmark.Area;
import org.peerchallenge.benchmark.AsOf;
import org.peerchallenge.benchmark.Audience;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.DataSheet.Order;
import org.peerchallenge.benchmark.DataSheets;
import org.peerchallenge.benchmark.Editions;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.benchmark.FiguresCsv;
import org.peerchallenge.benchmark.NationalFramework;
import org.peerchallenge.benchmark.SheetPdf;
import org.peerchallenge.benchmark.SheetRow;
import org.peerchallenge.benchmark.SheetWorkbook;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The data sheet as a page and as files; anyone signed in may read the published figures of any
 * authority, and the region's own who is entitled to them.
 */
@Controller
@RequestMapping("/data-sheets/{dfeNumber}")
class DataSheetPage {

  /**
   * Which figures a sheet shows.
   *
   * @param year the last in which a period may end
   * @param day instead of a year: what was out then
   * @param edition of the figures; the current one when empty
   * @param compare DfE number of the authority to compare with; the nearest statistical neighbour
   *     when empty
   */
  record Which(
      Integer year,
      @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
      Integer edition,
      String compare) {

    /** The same choice for the sheet's files. */
    String query() {
      return Stream.of(
              Map.entry("year", Optional.ofNullable(year)),
              Map.entry("day", Optional.ofNullable(day)),
              Map.entry("edition", Optional.ofNullable(edition)),
              Map.entry("compare", Optional.ofNullable(compare).filter(n -> n.matches("\\d+"))))
          .filter(one -> one.getValue().isPresent())
          .map(one -> one.getKey() + "=" + one.getValue().get())
          .reduce((one, other) -> one + "&" + other)
          .map(all -> "?" + all)
          .orElse("");
    }
  }

  /** After every period. */
  private static final int LAST_YEAR = 9999;

  private static final String CSV = "text/csv;charset=UTF-8";

  private final DataSheets sheets;
  private final SheetPdf pdf;
  private final SheetWorkbook workbook;
  private final FiguresCsv csv;
  private final Figures figures;
  private final Audiences audiences;
  private final Editions editions;
  private final NationalFramework framework;
  private final Clock clock;

  DataSheetPage(
      DataSheets sheets,
      SheetPdf pdf,
      SheetWorkbook workbook,
      FiguresCsv csv,
      Figures figures,
      Audiences audiences,
      Editions editions,
      NationalFramework framework,
      Clock clock) {
    this.sheets = sheets;
    this.pdf = pdf;
    this.workbook = workbook;
    this.csv = csv;
    this.figures = figures;
    this.audiences = audiences;
    this.editions = editions;
    this.framework = framework;
    this.clock = clock;
  }

  /**
   * The sheet.
   *
   * @param which which figures: those of today, unless something else is asked for
   * @param topic only the indicators of this one
   * @param outcome by outcomes and enablers of the National Framework: the code of one, or all
   * @param order by topic, or by position in England
   */
  @GetMapping
  String page(
      @PathVariable String dfeNumber,
      Which which,
      @RequestParam(required = false) String topic,
      @RequestParam(required = false) String outcome,
      @RequestParam(required = false) Order order,
      HttpServletRequest request,
      Model model) {
    DataSheet sheet = sheet(dfeNumber, which, request);
    Order by = order == null ? Order.TOPIC : order;
    Optional<String> only = Optional.ofNullable(topic).filter(one -> !one.isBlank());
    model.addAttribute("sheet", sheet);
    model.addAttribute("which", which);
    model.addAttribute("query", which.query());
    model.addAttribute("newer", newer(sheet, audience(dfeNumber, request)));
    model.addAttribute("topics", sheet.topics().stream().map(DataSheet.Topic::name).toList());
    model.addAttribute("topic", only.orElse(""));
    model.addAttribute("order", by);
    Optional<String> under = framework.find(outcome);
    model.addAttribute("outcomes", framework.tags());
    model.addAttribute("outcome", under.orElse(""));
    List<SheetRow> rows =
        sheet.topics(only, Order.TOPIC).stream().flatMap(one -> one.rows().stream()).toList();
    model.addAttribute(
        "shown",
        under
            .map(
                one ->
                    framework.groups(one, rows, SheetRow::indicator).entrySet().stream()
                        .map(
                            group ->
                                new DataSheet.Topic(
                                    group.getKey(), DataSheet.inOrder(group.getValue(), by)))
                        .toList())
            .orElseGet(() -> sheet.topics(only, by)));
    model.addAttribute(
        "news",
        editions.news(
            sheet.asOf(), sheet.authority().dfeNumber(), today(), audience(dfeNumber, request)));
    List<Area> others =
        figures.authorities().stream().filter(area -> !area.equals(sheet.authority())).toList();
    model.addAttribute("near", others.stream().filter(area -> isNear(area, sheet)).toList());
    model.addAttribute("far", others.stream().filter(area -> !isNear(area, sheet)).toList());
    model.addAttribute("attribution", DataSheet.ATTRIBUTION);
    return "benchmark/data-sheet";
  }

  @GetMapping("/sheet.pdf")
  ResponseEntity<byte[]> pdf(
      @PathVariable String dfeNumber, Which which, HttpServletRequest request) {
    byte[] file = pdf.write(sheet(dfeNumber, which, request));
    return Download.of("data-sheet-" + dfeNumber + ".pdf", PdfDocument.MEDIA_TYPE, file);
  }

  @GetMapping("/sheet.xlsx")
  ResponseEntity<byte[]> workbook(
      @PathVariable String dfeNumber, Which which, HttpServletRequest request) {
    byte[] file = workbook.write(sheet(dfeNumber, which, request));
    return Download.of("data-sheet-" + dfeNumber + ".xlsx", SheetWorkbook.MEDIA_TYPE, file);
  }

  /** Every period of every indicator that there is, unless something else is asked for. */
  @GetMapping("/figures.csv")
  ResponseEntity<byte[]> csv(
      @PathVariable String dfeNumber, Which which, HttpServletRequest request) {
    onlySignedIn(request);
    AsOf asOf =
        which.year() == null && which.day() == null
            ? AsOf.year(edition(which), LAST_YEAR)
            : asOf(which);
    String text = csv.of(dfeNumber, asOf, audience(dfeNumber, request)).orElseThrow(NotFound::new);
    return Download.of("figures-" + dfeNumber + ".csv", CSV, text.getBytes(StandardCharsets.UTF_8));
  }

  private DataSheet sheet(String dfeNumber, Which which, HttpServletRequest request) {
    onlySignedIn(request);
    return sheets
        .of(
            dfeNumber,
            asOf(which),
            which.day() == null ? today() : which.day(),
            Optional.ofNullable(which.compare()),
            audience(dfeNumber, request))
        .orElseThrow(NotFound::new);
  }

  private AsOf asOf(Which which) {
    if (which.year() != null) {
      // Four digits: a year with more is no date.
      return AsOf.year(edition(which), Math.max(0, Math.min(which.year(), LAST_YEAR)));
    }
    return AsOf.day(edition(which), which.day() == null ? today() : which.day());
  }

  private int edition(Which which) {
    int current = editions.current();
    if (which.edition() != null && (which.edition() < 1 || which.edition() > current)) {
      throw new NotFound();
    }
    return which.edition() == null ? current : which.edition();
  }

  /** What an older sheet does not know; nothing on the newest one. */
  private String newer(DataSheet sheet, Audience audience) {
    return editions
        .newer(sheet.asOf(), List.of(sheet.authority().dfeNumber()), today(), audience)
        .map(
            newer ->
                "%d %s of %s new or changed since %s"
                    .formatted(
                        newer.count(),
                        newer.count() == 1 ? "figure" : "figures",
                        sheet.authority().name() + (newer.count() == 1 ? " is" : " are"),
                        EnglishText.day(newer.since())))
        .orElse(null);
  }

  private Audience audience(String dfeNumber, HttpServletRequest request) {
    return audiences.ofSheet(request.getUserPrincipal().getName(), dfeNumber);
  }

  private LocalDate today() {
    return EnglandTime.today(clock);
  }

  private static void onlySignedIn(HttpServletRequest request) {
    if (request.getUserPrincipal() == null) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
  }

  private static boolean isNear(Area area, DataSheet sheet) {
    return area.region().equals(sheet.authority().region());
  }
}
