package org.peerchallenge.challenge.web;

import java.security.Principal;
import org.peerchallenge.challenge.EarlyWarnings;
import org.peerchallenge.challenge.Readers;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Early warnings, for the office and the peer challenge lead. */
@Controller
class EarlyWarningsPage {

  private final EarlyWarnings warnings;
  private final Readers readers;
  private final Cycles cycles;

  EarlyWarningsPage(EarlyWarnings warnings, Readers readers, Cycles cycles) {
    this.warnings = warnings;
    this.readers = readers;
    this.cycles = cycles;
  }

  @GetMapping("/early-warnings/{year:20\\d\\d}")
  String page(@PathVariable String year, Principal who, Model model) {
    CycleKey cycle = CycleKey.of(year);
    if (who == null || !readers.mayReadFindings(who.getName()) || cycles.find(cycle).isEmpty()) {
      throw Pages.notFound();
    }
    model.addAttribute("label", cycle.label());
    model.addAttribute("warnings", warnings.of(cycle, who.getName()));
    return "challenge/early-warnings";
  }
}
