package org.peerchallenge.cycle.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peerchallenge.cycle.ArrangementRights;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.ArrangementsChanged;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Evaluations;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.OpenYearChanges;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.SentArrangements;
import org.peerchallenge.cycle.Visibility;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The year as the office arranges it: dates, groups and who is in them, on one page that works
 * without any script. Each of its forms names the version that it shows.
 */
@Controller
class ArrangementsPage {

  /**
   * One change, made on the version that the form names. In an open year it is only proposed, and
   * {@code make} gives back the page that shows what would happen; otherwise nothing.
   */
  private interface Change {
    Optional<String> make();
  }

  private final Arrangements arrangements;
  private final Participation participation;
  private final ArrangementWarnings warnings;
  private final Cycles cycles;
  private final Region region;
  private final Evaluations evaluations;
  private final OpenYearChanges openYear;
  private final ArrangementRights rights;

  ArrangementsPage(
      Arrangements arrangements,
      Participation participation,
      ArrangementWarnings warnings,
      Cycles cycles,
      Region region,
      Evaluations evaluations,
      OpenYearChanges openYear,
      ArrangementRights rights) {
    this.openYear = openYear;
    this.arrangements = arrangements;
    this.participation = participation;
    this.warnings = warnings;
    this.cycles = cycles;
    this.region = region;
    this.evaluations = evaluations;
    this.rights = rights;
  }

  /** The year of the address, for the office alone; for all others there is no such page. */
  @ModelAttribute("year")
  CycleKey year(@PathVariable String year, Principal who) {
    if (!rights.mayArrange(who)) {
      throw new NotFound();
    }
    try {
      CycleKey key = CycleKey.of(year);
      cycles.find(key).orElseThrow(NotFound::new);
      return key;
    } catch (IllegalArgumentException e) {
      throw new NotFound();
    }
  }

  @GetMapping("/arrangements/{year}")
  String show(@ModelAttribute("year") CycleKey year, Model model) {
    fill(year, model);
    return "cycle/arrangements";
  }

  @PostMapping("/arrangements/{year}")
  ModelAndView save(
      @ModelAttribute("year") CycleKey year,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model,
      RedirectAttributes after) {
    SentArrangements sent = new SentArrangements(fields);
    return change(
        year,
        model,
        after,
        "The arrangements are saved.",
        sent,
        () -> {
          Arrangements.Wanted wanted = sent.wanted(cycles.groups(year), cycles.entries(year));
          arrangements.refuse(year, sent.version(), wanted);
          if (cycles.cycle(year).isOpen()) {
            return Optional.of(
                openYear.propose(year.value(), "rearrange", sent.fields(), who.getName()));
          }
          arrangements.save(year, sent.version(), wanted);
          return Optional.empty();
        });
  }

  @PostMapping("/arrangements/{year}/groups")
  ModelAndView addGroup(
      @ModelAttribute("year") CycleKey year,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model,
      RedirectAttributes after) {
    SentArrangements sent = new SentArrangements(fields);
    return change(
        year,
        model,
        after,
        "A group is added. Move entries into it next.",
        sent,
        () -> {
          arrangements.addGroup(year, sent.version(), sent.day("day", "The day of the group"));
          return Optional.empty();
        });
  }

  @PostMapping("/arrangements/{year}/groups/{number}/remove")
  ModelAndView removeGroup(
      @ModelAttribute("year") CycleKey year,
      @PathVariable int number,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model,
      RedirectAttributes after) {
    SentArrangements sent = new SentArrangements(fields);
    GroupKey group =
        cycles.groups(year).stream()
            .map(Group::key)
            .filter(key -> key.number() == number)
            .findFirst()
            .orElseThrow(NotFound::new);
    return change(
        year,
        model,
        after,
        "Group " + number + " is taken out.",
        sent,
        () -> {
          arrangements.removeGroup(group, sent.version());
          return Optional.empty();
        });
  }

  @PostMapping("/arrangements/{year}/entries")
  ModelAndView join(
      @ModelAttribute("year") CycleKey year,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model,
      RedirectAttributes after) {
    SentArrangements sent = new SentArrangements(fields);
    List<String> authorities =
        Stream.of("authority", "second").map(sent::choice).flatMap(Optional::stream).toList();
    return change(
        year,
        model,
        after,
        "The entry takes part.",
        sent,
        () -> {
          if (cycles.cycle(year).isOpen()) {
            return Optional.of(
                openYear.propose(
                    year.value(),
                    "join",
                    Map.of(
                        "authority", sent.text("authority"),
                        "second", sent.text("second"),
                        "group", sent.text("group")),
                    who.getName()));
          }
          participation.join(
              year,
              sent.version(),
              authorities,
              sent.choice("group").map(g -> sent.number("group")));
          return Optional.empty();
        });
  }

  @PostMapping("/arrangements/{year}/entries/{entry}/withdraw")
  ModelAndView withdraw(
      @ModelAttribute("year") CycleKey year,
      @PathVariable String entry,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model,
      RedirectAttributes after) {
    SentArrangements sent = new SentArrangements(fields);
    EntryKey key =
        cycles.entries(year).stream()
            .map(Entry::key)
            .filter(k -> k.local().equals(entry))
            .findFirst()
            .orElseThrow(NotFound::new);
    return change(
        year,
        model,
        after,
        "The entry takes no part any more.",
        sent,
        () -> {
          if (cycles.cycle(year).isOpen()) {
            return Optional.of(openYear.propose(key.value(), "withdraw", Map.of(), who.getName()));
          }
          participation.withdraw(key, sent.version(), sent.text("reason"));
          return Optional.empty();
        });
  }

  @PostMapping("/arrangements/{year}/check")
  String check(@ModelAttribute("year") CycleKey year, RedirectAttributes after) {
    warnings.check(year);
    after.addFlashAttribute("done", "The arrangements are checked.");
    return "redirect:/arrangements/" + year;
  }

  /** Makes the change, checks the whole anew and shows it; or says why it was not made. */
  private ModelAndView change(
      CycleKey year,
      Model model,
      RedirectAttributes after,
      String done,
      SentArrangements sent,
      Change change) {
    try {
      Optional<String> shown = change.make();
      if (shown.isPresent()) {
        return new ModelAndView("redirect:" + shown.get());
      }
      warnings.check(year);
      after.addFlashAttribute("done", done);
      return new ModelAndView("redirect:/arrangements/" + year);
    } catch (ArrangementsChanged e) {
      fill(year, model);
      model.addAttribute("problem", e.getMessage());
      model.addAttribute("differences", differences(year, sent));
      return new ModelAndView("cycle/arrangements", model.asMap(), HttpStatus.CONFLICT);
    } catch (Refused e) {
      fill(year, model);
      model.addAttribute("problem", e.getMessage());
      return new ModelAndView("cycle/arrangements", model.asMap(), HttpStatus.BAD_REQUEST);
    }
  }

  private List<SentArrangements.Difference> differences(CycleKey year, SentArrangements sent) {
    if (sent.choice("assessmentDue").isEmpty()) {
      return List.of();
    }
    List<Group> groups = cycles.groups(year);
    List<Entry> entries = cycles.entries(year);
    try {
      return SentArrangements.differences(
          sent.wanted(groups, entries),
          cycles.cycle(year),
          groups,
          entries,
          region.holders(Role.FACILITATOR));
    } catch (Refused e) {
      return List.of();
    }
  }

  private void fill(CycleKey year, Model model) {
    Cycle cycle = cycles.cycle(year);
    List<Group> groups = cycles.groups(year);
    List<Entry> entries = cycles.entries(year);
    Map<String, Integer> places = new LinkedHashMap<>();
    groups.forEach(g -> g.members().forEach(m -> places.put(m.value(), g.number())));
    Map<String, String> names = new LinkedHashMap<>();
    entries.forEach(entry -> names.put(entry.key().value(), entry.name()));
    List<Authority> absent =
        region.authoritiesOn(cycle.assessmentDue()).stream()
            .filter(a -> entries.stream().noneMatch(e -> e.authorities().contains(a.dfeNumber())))
            .toList();
    model.addAttribute("cycle", cycle);
    model.addAttribute("groups", groups);
    model.addAttribute("entries", entries);
    model.addAttribute("places", places);
    model.addAttribute("names", names);
    model.addAttribute("absent", absent);
    model.addAttribute("withdrawn", participation.withdrawn(year));
    model.addAttribute("warnings", warnings.warnings(year));
    model.addAttribute("missing", warnings.missing(year));
    model.addAttribute("facilitators", region.holders(Role.FACILITATOR));
    model.addAttribute(
        "holders", region.holders(Role.FACILITATOR).stream().map(Person::username).toList());
    model.addAttribute("modes", Mode.values());
    model.addAttribute("visibilities", Visibility.values());
    model.addAttribute("evaluation", evaluations.of(year.previous()).orElse(null));
  }
}
