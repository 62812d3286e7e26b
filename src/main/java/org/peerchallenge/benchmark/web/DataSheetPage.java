package org.peerchallenge.benchmark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.DataSheets;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The data sheet as a page; its figures are public, so anyone signed in may read any authority's.
 */
@Controller
class DataSheetPage {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private final DataSheets sheets;
  private final Clock clock;

  DataSheetPage(DataSheets sheets, Clock clock) {
    this.sheets = sheets;
    this.clock = clock;
  }

  /** The sheet as at today, or on the periods up to the year asked for. */
  @GetMapping("/data-sheets/{dfeNumber}")
  String page(
      @PathVariable String dfeNumber,
      @RequestParam(required = false) Integer year,
      HttpServletRequest request,
      Model model) {
    if (request.getUserPrincipal() == null) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
    LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
    DataSheet sheet =
        (year == null ? sheets.asAt(dfeNumber, today) : sheets.of(dfeNumber, year, today))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("sheet", sheet);
    model.addAttribute("attribution", DataSheet.ATTRIBUTION);
    model.addAttribute("british", DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK));
    return "benchmark/data-sheet";
  }
}
