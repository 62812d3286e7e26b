package org.peerchallenge.benchmark.web;

import java.security.Principal;
import java.time.Clock;
import java.util.Optional;
import org.peerchallenge.benchmark.AsOf;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.Editions;
import org.peerchallenge.benchmark.HeatTable;
import org.peerchallenge.benchmark.NationalFramework;
import org.peerchallenge.benchmark.RegionFigures;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The region's figures side by side; anyone signed in may look at what is published, and at the
 * region's own figures who is entitled to them.
 */
@Controller
@RequestMapping("/region/indicators")
class RegionPage {

  private final RegionFigures region;
  private final Audiences audiences;
  private final Editions editions;
  private final NationalFramework framework;
  private final Clock clock;

  RegionPage(
      RegionFigures region,
      Audiences audiences,
      Editions editions,
      NationalFramework framework,
      Clock clock) {
    this.region = region;
    this.audiences = audiences;
    this.editions = editions;
    this.framework = framework;
    this.clock = clock;
  }

  /**
   * The heat table.
   *
   * @param year the last in which a period may end; without it what is out today
   * @param topic only the indicators of this one
   * @param outcome by outcomes and enablers of the National Framework: the code of one, or all
   */
  @GetMapping
  String heatTable(
      @RequestParam(required = false) Integer year,
      @RequestParam(required = false) String topic,
      @RequestParam(required = false) String outcome,
      Principal who,
      Model model) {
    onlySignedIn(who);
    HeatTable table = region.heatTable(asOf(year), audiences.ofRegion(who.getName()));
    Optional<String> under = framework.find(outcome);
    model.addAttribute("table", table);
    model.addAttribute(
        "groups",
        under
            .map(
                one ->
                    framework
                        .groups(
                            one,
                            table.topics().stream().flatMap(all -> all.rows().stream()).toList(),
                            HeatTable.Row::indicator)
                        .entrySet()
                        .stream()
                        .map(group -> new HeatTable.Topic(group.getKey(), group.getValue()))
                        .toList())
            .orElseGet(table::topics));
    model.addAttribute("outcomes", framework.tags());
    model.addAttribute("outcome", under.orElse(""));
    model.addAttribute("topic", under.isPresent() ? "" : Optional.ofNullable(topic).orElse(""));
    model.addAttribute("year", year);
    model.addAttribute("attribution", DataSheet.ATTRIBUTION);
    return "benchmark/heat-table";
  }

  /** One indicator over time. */
  @GetMapping("/{indicator}")
  String indicator(
      @PathVariable String indicator,
      @RequestParam(required = false) Integer year,
      Principal who,
      Model model) {
    onlySignedIn(who);
    model.addAttribute(
        "view",
        region
            .view(indicator, asOf(year), audiences.ofRegion(who.getName()))
            .orElseThrow(NotFound::new));
    model.addAttribute("year", year);
    model.addAttribute("attribution", DataSheet.ATTRIBUTION);
    return "benchmark/region-indicator";
  }

  private AsOf asOf(Integer year) {
    return year == null
        ? AsOf.day(editions.current(), EnglandTime.today(clock))
        : AsOf.year(editions.current(), Math.max(0, Math.min(year, 9999)));
  }

  private static void onlySignedIn(Principal who) {
    if (who == null) {
      throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
    }
  }
}
