package org.peerchallenge.cockpit.web;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.cockpit.NineOClock.Failed;
import org.peerchallenge.cockpit.NineOClock.Open;
import org.peerchallenge.cockpit.OfficeWorklist;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Pause;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The office's page for nine o'clock. */
@Controller
class OfficePages {

  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final NineOClock nine;
  private final Pauses pauses;
  private final OfficeWorklist worklist;
  private final Cycles cycles;
  private final PageGuard guard;
  private final ManagementService management;
  private final EngineAsSystem asSystem;
  private final Clock clock;

  OfficePages(
      NineOClock nine,
      Pauses pauses,
      OfficeWorklist worklist,
      Cycles cycles,
      PageGuard guard,
      ManagementService management,
      EngineAsSystem asSystem,
      Clock clock) {
    this.nine = nine;
    this.pauses = pauses;
    this.worklist = worklist;
    this.cycles = cycles;
    this.guard = guard;
    this.management = management;
    this.asSystem = asSystem;
    this.clock = clock;
  }

  @GetMapping("/office")
  String show(@RequestParam(defaultValue = "") String year, Principal who, Model model) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    List<Open> open = nine.open();
    List<Failed> failed = nine.failed();
    Set<String> deserted = new TreeSet<>();
    worklist.deserted().forEach(one -> one.tasks().forEach(task -> deserted.add(task.getId())));
    List<Open> late = open.stream().filter(Open::late).toList();
    List<Open> nobody = open.stream().filter(task -> deserted.contains(task.task())).toList();
    List<Pause> paused = pauses.all();
    List<NineOClock.RefusedChange> refused = nine.refusedChanges();
    var undelivered = worklist.undelivered();
    List<Cycle> years = cycles.all();
    var since = nine.since(who.getName());
    model.addAttribute("today", LocalDate.now(clock));
    model.addAttribute("late", late);
    // Ten sections of sixteen entries are late on one day: case by case they stay in sight.
    model.addAttribute(
        "lateByCase",
        late.stream()
            .sorted(Comparator.comparing(Open::daysLate).reversed().thenComparing(Open::about))
            .collect(Collectors.groupingBy(Open::about, LinkedHashMap::new, Collectors.toList())));
    model.addAttribute("failed", failed);
    model.addAttribute("nobody", nobody);
    model.addAttribute("pauses", paused);
    model.addAttribute(
        "titles",
        paused.stream()
            .map(pause -> pause.entry().value())
            .collect(Collectors.toMap(key -> key, nine::title)));
    model.addAttribute("refused", refused);
    model.addAttribute("undelivered", undelivered);
    model.addAttribute(
        "clear",
        late.isEmpty()
            && failed.isEmpty()
            && nobody.isEmpty()
            && paused.isEmpty()
            && refused.isEmpty()
            && undelivered.isEmpty());
    model.addAttribute("waited", NineOClock.waited(open));
    model.addAttribute("since", since);
    Map<Boolean, List<NineOClock.Changed>> changed =
        nine.changed(since).stream()
            .collect(Collectors.partitioningBy(NineOClock.Changed::isOfPeople));
    model.addAttribute("changed", changed.get(false));
    model.addAttribute("changedPeople", changed.get(true));
    model.addAttribute("done", nine.done(since));
    model.addAttribute("countDone", nine.countDone(since));
    List<NineOClock.Coming> coming = nine.coming(open);
    model.addAttribute("dates", coming.stream().filter(one -> !one.isTask()).toList());
    // Ten sections of eighteen entries are due on one day.
    model.addAttribute(
        "due",
        coming.stream()
            .filter(NineOClock.Coming::isTask)
            .collect(
                Collectors.groupingBy(
                    NineOClock.Coming::day, LinkedHashMap::new, Collectors.toList())));
    model.addAttribute("steps", NineOClock.STEPS);
    model.addAttribute("years", years);
    years.stream()
        .filter(cycle -> year.isEmpty() ? cycle.isOpen() : cycle.key().value().equals(year))
        .findFirst()
        .ifPresent(
            cycle -> {
              model.addAttribute("year", cycle);
              model.addAttribute("rows", nine.year(cycle.key(), open));
            });
    return "cockpit/office";
  }

  /** Whether Cockpit opens on this page: asked by everybody who opens Cockpit. */
  @GetMapping("/office/first-page")
  @ResponseBody
  Map<String, Boolean> firstPage(Principal who) {
    return Map.of("nineOClock", guard.mayWrite(who, ReadingPolicy::officeWork));
  }

  @PostMapping("/office/seen")
  String seen(Principal who) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    nine.look(who.getName());
    return "redirect:/office#changed";
  }

  /** Lets a failed step run once more. */
  @PostMapping("/office/steps/{job:" + ID + "}/try-again")
  String tryAgain(@PathVariable String job, Principal who) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    asSystem.run(
        () -> {
          Job failed = management.createJobQuery().jobId(job).noRetriesLeft().singleResult();
          if (failed == null) {
            throw new NotFound();
          }
          management.setJobRetries(failed.getId(), 1);
          return null;
        });
    return "redirect:/office#stuck";
  }
}
