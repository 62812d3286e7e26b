package org.peerchallenge.improvement.web;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.StoredDocument;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.improvement.ApprovalMinutes;
import org.peerchallenge.improvement.Approvals;
import org.peerchallenge.improvement.Finding;
import org.peerchallenge.improvement.FindingReadings;
import org.peerchallenge.improvement.FollowUps;
import org.peerchallenge.improvement.Matches;
import org.peerchallenge.improvement.Plan;
import org.peerchallenge.improvement.PlanDocument;
import org.peerchallenge.improvement.PlanReaders;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.improvement.RegionPack;
import org.peerchallenge.improvement.SummitPapers;
import org.peerchallenge.improvement.Words;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.kernel.web.NotYet;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** The plan of a year, its PDF, and for the office what it rests on. */
@Controller
class PlanPage {

  /** A finding beside the name of the entry that it comes from. */
  record FoundAt(Finding finding, String entry) {}

  /** A proposed match beside the names of both entries. */
  record Proposal(Matches.Match match, String asks, String offers) {}

  private final Plans plans;
  private final PlanReaders readers;
  private final FindingReadings findingReadings;
  private final PlanDocument document;
  private final ApprovalMinutes minutes;
  private final SummitPapers summitPapers;
  private final RegionPack regionPack;
  private final Documents documents;
  private final Approvals approvals;
  private final FollowUps followUps;
  private final Matches matches;
  private final Cycles cycles;
  private final PageGuard guard;

  PlanPage(
      Plans plans,
      PlanReaders readers,
      FindingReadings findingReadings,
      PlanDocument document,
      ApprovalMinutes minutes,
      SummitPapers summitPapers,
      RegionPack regionPack,
      Documents documents,
      Approvals approvals,
      FollowUps followUps,
      Matches matches,
      Cycles cycles,
      PageGuard guard) {
    this.plans = plans;
    this.readers = readers;
    this.findingReadings = findingReadings;
    this.document = document;
    this.minutes = minutes;
    this.summitPapers = summitPapers;
    this.regionPack = regionPack;
    this.documents = documents;
    this.approvals = approvals;
    this.followUps = followUps;
    this.matches = matches;
    this.cycles = cycles;
    this.guard = guard;
  }

  @GetMapping("/plan/{year}")
  String plan(@PathVariable String year, Principal who, Model model) {
    CycleKey key = yearOf(year);
    Optional<Plan> found = plans.find(key).filter(p -> readers.mayRead(who.getName(), p));
    if (found.isEmpty()) {
      return later(key, model);
    }
    Plan plan = found.get();
    model.addAttribute("plan", plan);
    model.addAttribute("summitDay", cycles.cycle(plan.cycle()).summit());
    model.addAttribute("pdf", document.latest(plan).isPresent());
    model.addAttribute(
        "rounds",
        approvals.rounds(plan.cycle()).stream()
            .map(round -> new RoundShown(round, Words.counts(round)))
            .toList());
    model.addAttribute("followed", followUps.all(plan.cycle()));
    model.addAttribute("quarters", followUps.quarters(plan.cycle()));
    model.addAttribute("papers", guard.mayRead(who, ReadingPolicy::register));
    model.addAttribute("office", readers.mayReadFindings(who.getName()));
    return "improvement/plan";
  }

  /** The same whether there is no plan yet or it is not for this reader yet. */
  private String later(CycleKey key, Model model) {
    model.addAttribute("year", cycles.find(key).orElseThrow(PlanPage::notFound));
    return "improvement/plan-later";
  }

  /** A round beside its counts in words. */
  record RoundShown(org.peerchallenge.improvement.Round round, List<String> counts) {}

  @GetMapping("/plan/{year}/document")
  ResponseEntity<byte[]> pdf(@PathVariable String year, Principal who) {
    Plan plan = readable(year, who);
    StoredDocument pdf = document.latest(plan).orElseThrow(() -> notYet(plan.cycle()));
    return Download.of(pdf, documents.bytes(pdf.id()));
  }

  /** The same to work on. */
  @GetMapping("/plan/{year}/document/word")
  ResponseEntity<byte[]> word(@PathVariable String year, Principal who) {
    Plan plan = readable(year, who);
    document.latest(plan).orElseThrow(() -> notYet(plan.cycle()));
    return Download.of(
        "improvement-plan-" + plan.cycle().label() + (plan.isPublished() ? "" : "-draft"),
        "word",
        document.content(plan));
  }

  /** Who voted how, for everybody who may read the plan. */
  @GetMapping("/plan/{year}/minutes/{kind:word|pdf}")
  ResponseEntity<byte[]> minutes(
      @PathVariable String year, @PathVariable String kind, Principal who) {
    Plan plan = readable(year, who);
    return Download.of(
        "minutes-of-approvals-" + plan.cycle().label(),
        kind,
        minutes
            .of(plan)
            .orElseThrow(
                () ->
                    new NotYet(
                        "There are no minutes yet. They begin when directors and lead members are asked to approve the plan.")));
  }

  /**
   * What lies on the table at the summit: the plan, and what is shared among those who take part.
   */
  @GetMapping("/plan/{year}/summit-papers/{kind:word|pdf}")
  ResponseEntity<byte[]> summitPapers(
      @PathVariable String year, @PathVariable String kind, Principal who) {
    guard.readersOnly(who, ReadingPolicy::register);
    Plan plan = readable(year, who);
    return Download.of("summit-papers-" + plan.cycle().label(), kind, summitPapers.of(plan));
  }

  /** The region's year on paper, which names authorities as the findings do. */
  @GetMapping("/plan/{year}/region-pack/{kind:word|pdf}")
  ResponseEntity<byte[]> regionPack(
      @PathVariable String year, @PathVariable String kind, Principal who) {
    if (!readers.mayReadFindings(who.getName())) {
      throw notFound();
    }
    CycleKey cycle = cycles.find(yearOf(year)).orElseThrow(PlanPage::notFound).key();
    findingReadings.note(cycle, who.getName());
    return Download.of("region-pack-" + cycle.label(), kind, regionPack.of(cycle));
  }

  @GetMapping("/plan/{year}/findings")
  String findings(@PathVariable String year, Principal who, Model model) {
    Plan plan = forTheOffice(year, who);
    model.addAttribute("plan", plan);
    findingReadings.note(plan.cycle(), who.getName());
    model.addAttribute(
        "findings",
        plans.findings(plan.cycle()).stream()
            .map(finding -> new FoundAt(finding, cycles.entry(finding.entry()).name()))
            .toList());
    return "improvement/findings";
  }

  @GetMapping("/plan/{year}/matches")
  String matches(@PathVariable String year, Principal who, Model model) {
    Plan plan = forTheOffice(year, who);
    model.addAttribute("plan", plan);
    model.addAttribute(
        "proposals",
        matches.proposed(plan.cycle()).stream()
            .map(
                match ->
                    new Proposal(
                        match,
                        cycles.entry(match.ask().entry()).name(),
                        cycles.entry(match.offer().entry()).name()))
            .toList());
    return "improvement/matches";
  }

  /** Compares anew: the register lives all year. */
  @PostMapping("/plan/{year}/matches")
  String proposeAnew(@PathVariable String year, Principal who) {
    Plan plan = readable(year, who);
    if (!readers.mayWriteFindings(who.getName())) {
      throw notFound();
    }
    matches.propose(plan.cycle());
    return "redirect:/plan/" + plan.cycle() + "/matches";
  }

  private Plan forTheOffice(String year, Principal who) {
    if (!readers.mayReadFindings(who.getName())) {
      throw notFound();
    }
    return readable(year, who);
  }

  /** What is not there and what is not for this reader yet look alike. */
  private Plan readable(String year, Principal who) {
    CycleKey key = yearOf(year);
    return plans
        .find(key)
        .filter(p -> readers.mayRead(who.getName(), p))
        .orElseThrow(() -> notYet(key));
  }

  private ResponseStatusException notYet(CycleKey key) {
    Cycle cycle = cycles.find(key).orElseThrow(PlanPage::notFound);
    return new NotYet(
        "There is no improvement plan to read yet. Directors and lead members are asked to approve it at the summit%s; it is published here once it is approved."
            .formatted(cycle.summit() == null ? "" : " on " + EnglishText.day(cycle.summit())));
  }

  private static CycleKey yearOf(String year) {
    try {
      return CycleKey.of(year);
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static ResponseStatusException notFound() {
    return new NotFound();
  }
}
