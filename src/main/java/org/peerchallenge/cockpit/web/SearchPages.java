package org.peerchallenge.cockpit.web;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.cockpit.CaseHistory;
import org.peerchallenge.cockpit.CaseSearch;
import org.peerchallenge.cockpit.OfficeAudit;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Search over every case, history of any of them, and the audit of the office's own deeds. */
@Controller
class SearchPages {

  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final int LONGEST = 100;

  private final CaseSearch search;
  private final CaseHistory history;
  private final OfficeAudit audit;
  private final Region region;
  private final Cycles cycles;
  private final PageGuard guard;

  SearchPages(
      CaseSearch search,
      CaseHistory history,
      OfficeAudit audit,
      Region region,
      Cycles cycles,
      PageGuard guard) {
    this.search = search;
    this.history = history;
    this.audit = audit;
    this.region = region;
    this.cycles = cycles;
    this.guard = guard;
  }

  @GetMapping("/office/search")
  String find(
      @RequestParam(defaultValue = "") String authority,
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "") String step,
      @RequestParam(defaultValue = "") String year,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "1") String page,
      Principal who,
      Model model) {
    guard.readersOnly(who, ReadingPolicy::officeWork);
    var wanted =
        new CaseSearch.Wanted(
            within(authority),
            within(person).strip(),
            within(step),
            within(year),
            state(state),
            number(page));
    model.addAttribute("wanted", wanted);
    model.addAttribute("found", search.find(wanted));
    model.addAttribute(
        "authorities",
        region.authorities().stream().sorted(Comparator.comparing(Authority::name)).toList());
    model.addAttribute("steps", search.steps());
    model.addAttribute("years", cycles.all());
    model.addAttribute("states", CaseSearch.State.values());
    return "cockpit/search";
  }

  @GetMapping("/office/history/{instance:" + ID + "}")
  String history(@PathVariable String instance, Principal who, Model model) {
    guard.readersOnly(who, ReadingPolicy::officeWork);
    CaseHistory.Instance found = history.find(instance).orElseThrow(NotFound::new);
    model.addAttribute("it", found);
    model.addAttribute("steps", history.steps(instance));
    model.addAttribute("deeds", history.deeds(found));
    return "cockpit/history";
  }

  @GetMapping("/office/history/{instance:" + ID + "}/diagram.svg")
  ResponseEntity<byte[]> diagram(@PathVariable String instance, Principal who) {
    guard.readersOnly(who, ReadingPolicy::officeWork);
    String svg = history.find(instance).flatMap(history::picture).orElseThrow(NotFound::new);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("image/svg+xml"))
        // A diagram's names are whatever an analyst wrote: nothing in it runs.
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .body(svg.getBytes(StandardCharsets.UTF_8));
  }

  @GetMapping("/office/audit")
  String audit(
      @RequestParam(defaultValue = "") String person,
      @RequestParam(defaultValue = "1") String page,
      Principal who,
      Model model) {
    guard.readersOnly(who, ReadingPolicy::officeWork);
    int wanted = number(page);
    List<OfficeAudit.Deed> deeds = audit.deeds(within(person), wanted);
    model.addAttribute("person", within(person));
    model.addAttribute("people", region.holders(Role.OFFICE));
    model.addAttribute("deeds", deeds);
    model.addAttribute("page", wanted);
    model.addAttribute("more", deeds.size() == OfficeAudit.SHOWN);
    return "cockpit/audit";
  }

  /** No name or id is longer; PostgreSQL keeps no zero. */
  private static String within(String text) {
    String clean = text.replace("\0", "");
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
  }

  private static int number(String page) {
    return page.matches("[1-9]\\d{0,3}") ? Integer.parseInt(page) : 1;
  }

  private static CaseSearch.State state(String text) {
    for (CaseSearch.State state : CaseSearch.State.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    return CaseSearch.State.ALL;
  }
}
