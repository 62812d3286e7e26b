package org.peerchallenge.challenge.web;

import java.security.Principal;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.challenge.PackRuns;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** All reading packs of a year made current: started, watched and stopped by the office. */
@Controller
class PackRunsPage {

  private final PackRuns runs;
  private final Cycles cycles;
  private final Region region;
  private final PageGuard guard;

  PackRunsPage(PackRuns runs, Cycles cycles, Region region, PageGuard guard) {
    this.runs = runs;
    this.cycles = cycles;
    this.region = region;
    this.guard = guard;
  }

  @GetMapping("/office/packs/{year:20\\d\\d}")
  String show(@PathVariable String year, Principal who, Model model) {
    guard.readersOnly(who, ReadingPolicy::officeWork);
    Cycle cycle = cycle(year);
    model.addAttribute("cycle", cycle);
    model.addAttribute("cycles", cycles);
    runs.newest(cycle.key())
        .ifPresent(
            run -> {
              model.addAttribute("run", run);
              model.addAttribute("startedBy", name(run.startedBy()));
              model.addAttribute("stoppedBy", run.stoppedBy().map(this::name).orElse(""));
            });
    return "challenge/pack-runs";
  }

  @PostMapping("/office/packs/{year:20\\d\\d}")
  String start(@PathVariable String year, Principal who, RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    Cycle cycle = cycle(year);
    try {
      runs.start(cycle.key(), who.getName());
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/office/packs/" + cycle.key();
  }

  @PostMapping("/office/packs/{year:20\\d\\d}/stop")
  String stop(@PathVariable String year, Principal who, RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    Cycle cycle = cycle(year);
    if (!runs.stop(cycle.key(), who.getName())) {
      after.addFlashAttribute("problem", "No packs were being made: they are all done.");
    }
    return "redirect:/office/packs/" + cycle.key();
  }

  private Cycle cycle(String year) {
    return cycles.find(CycleKey.of(year)).orElseThrow(Pages::notFound);
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }
}
