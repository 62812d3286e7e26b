package org.peerchallenge.improvement.web;

import java.security.Principal;
import java.util.List;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.improvement.AskOutcome;
import org.peerchallenge.improvement.Impact;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What came of the region's asks: who was brought together, and what changed. */
@Controller
class ImpactPage {

  /** An ask as the page shows it. */
  record Line(Impact.Told told, String authority, List<String> with, boolean mine) {}

  private final Impact impact;
  private final Register register;
  private final Cycles cycles;
  private final RelationshipResolver relationships;
  private final PageGuard guard;

  ImpactPage(
      Impact impact,
      Register register,
      Cycles cycles,
      RelationshipResolver relationships,
      PageGuard guard) {
    this.impact = impact;
    this.register = register;
    this.cycles = cycles;
    this.relationships = relationships;
    this.guard = guard;
  }

  @GetMapping("/register/{year:20\\d\\d}/impact")
  String show(@PathVariable String year, Principal who, Model model) {
    CycleKey cycle = readable(year, who);
    model.addAttribute("year", cycle);
    model.addAttribute("label", cycle.label());
    model.addAttribute("themes", impact.themes(cycle));
    model.addAttribute("whats", AskOutcome.What.values());
    model.addAttribute(
        "lines",
        impact.asks(cycle).stream()
            .map(
                one ->
                    new Line(
                        one,
                        cycles.entry(one.ask().entry()).name(),
                        one.introductions().stream()
                            .map(
                                met ->
                                    register
                                            .find(met.offer())
                                            .map(offer -> cycles.entry(offer.entry()).name())
                                            .orElse("")
                                        + ", "
                                        + EnglishText.day(met.on()))
                            .toList(),
                        owns(who, one.ask())))
            .toList());
    return "improvement/impact";
  }

  /** The director of an ask tells what came of it. */
  @PostMapping("/register/{year:20\\d\\d}/{id:\\d{1,18}}/outcome")
  String tell(
      @PathVariable String year,
      @PathVariable long id,
      @RequestParam(defaultValue = "0") int months,
      @RequestParam(defaultValue = "") String what,
      @RequestParam(defaultValue = "") String words,
      Principal who,
      RedirectAttributes after) {
    CycleKey cycle = readable(year, who);
    RegisterItem ask =
        register
            .find(id)
            .filter(one -> one.entry().cycle().equals(cycle) && owns(who, one))
            .filter(one -> one.state() != RegisterItem.State.WITHDRAWN)
            .orElseThrow(NotFound::new);
    try {
      AskOutcome.What chosen =
          AskOutcome.What.of(what).orElseThrow(() -> new Refused("Please choose what came of it."));
      impact.tell(ask, months, chosen, words, who.getName());
      after.addFlashAttribute("done", "Thank you. The region reads it here.");
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/register/" + cycle + "/impact";
  }

  /** The office brings an ask and an offer together. */
  @PostMapping("/register/{year:20\\d\\d}/introductions")
  String introduce(
      @PathVariable String year,
      @RequestParam(defaultValue = "0") long ask,
      @RequestParam(defaultValue = "0") long offer,
      Principal who,
      RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::findings);
    CycleKey cycle = readable(year, who);
    try {
      impact.introduce(cycle, ask, offer, who.getName());
      after.addFlashAttribute("done", "Both sides are told of each other.");
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/register/" + cycle + "/impact";
  }

  private boolean owns(Principal who, RegisterItem item) {
    return ReadingPolicy.register(relationships.of(who.getName(), item.entry())) == Extent.WRITE;
  }

  private CycleKey readable(String year, Principal who) {
    guard.readersOnly(who, ReadingPolicy::register);
    return cycles.find(CycleKey.of(year)).orElseThrow(NotFound::new).key();
  }
}
