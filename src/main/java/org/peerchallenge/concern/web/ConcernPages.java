package org.peerchallenge.concern.web;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peerchallenge.concern.Concern;
import org.peerchallenge.concern.Concern.Kind;
import org.peerchallenge.concern.Concerns;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Region;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Raising a serious concern, and what its named readers see and record. */
@Controller
class ConcernPages {

  private final Concerns concerns;
  private final Region region;
  private final Clock clock;

  ConcernPages(Concerns concerns, Region region, Clock clock) {
    this.concerns = concerns;
    this.region = region;
    this.clock = clock;
  }

  @GetMapping("/concerns")
  String list(Principal who, Model model) {
    fill(takingPart(who), model);
    return "concern/concerns";
  }

  @PostMapping("/concerns")
  ModelAndView raise(
      @RequestParam(defaultValue = "") String about,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "") List<String> readers,
      Principal who,
      Model model) {
    String username = takingPart(who);
    try {
      return new ModelAndView(
          "redirect:/concerns/" + concerns.raise(about, words, readers, username));
    } catch (Refused e) {
      fill(username, model);
      model.addAttribute("problem", e.getMessage());
      model.addAttribute("words", words);
      return new ModelAndView("concern/concerns", model.asMap(), HttpStatus.BAD_REQUEST);
    }
  }

  @GetMapping("/concerns/{id:[1-9]\\d{0,17}}")
  String read(@PathVariable long id, Principal who, Model model) {
    show(concerns.read(id, name(who)).orElseThrow(ConcernPages::notFound), model);
    return "concern/concern";
  }

  @PostMapping("/concerns/{id:[1-9]\\d{0,17}}/readers")
  ModelAndView addReader(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reader,
      Principal who,
      Model model) {
    Concern concern = concerns.find(id, name(who)).orElseThrow(ConcernPages::notFound);
    return answer(concern, model, () -> concerns.addReader(id, reader, who.getName()));
  }

  @PostMapping("/concerns/{id:[1-9]\\d{0,17}}/steps")
  ModelAndView record(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String whom,
      @RequestParam(defaultValue = "") String words,
      Principal who,
      Model model) {
    Concern concern = concerns.find(id, name(who)).orElseThrow(ConcernPages::notFound);
    try {
      Kind chosen = Kind.valueOf(kind);
      LocalDate on = LocalDate.parse(day);
      return answer(
          concern, model, () -> concerns.record(concern, chosen, on, whom, words, who.getName()));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return refused(concern, model, "Say what was done, and on which day.");
    }
  }

  private ModelAndView answer(Concern concern, Model model, Runnable deed) {
    try {
      deed.run();
      return new ModelAndView("redirect:/concerns/" + concern.id());
    } catch (Refused e) {
      return refused(concern, model, e.getMessage());
    }
  }

  private ModelAndView refused(Concern concern, Model model, String words) {
    show(concern, model);
    model.addAttribute("problem", words);
    return new ModelAndView("concern/concern", model.asMap(), HttpStatus.BAD_REQUEST);
  }

  private void show(Concern concern, Model model) {
    Map<String, String> names = new LinkedHashMap<>();
    region.people().forEach(person -> names.put(person.username(), person.name()));
    model.addAttribute("concern", concern);
    model.addAttribute("about", region.authority(concern.about()).name());
    model.addAttribute("names", names);
    model.addAttribute("kinds", Kind.values());
    model.addAttribute("today", LocalDate.now(clock));
    model.addAttribute(
        "others",
        region.people().stream()
            .filter(person -> !concern.readers().contains(person.username()))
            .toList());
  }

  private void fill(String username, Model model) {
    Map<String, String> names = new LinkedHashMap<>();
    for (Authority authority : region.authorities()) {
      names.put(authority.dfeNumber(), authority.name());
    }
    model.addAttribute("concerns", concerns.of(username));
    model.addAttribute("authorities", region.authorities());
    model.addAttribute("names", names);
    model.addAttribute(
        "readers",
        concerns.firstReaders().stream()
            .filter(person -> !person.username().equals(username))
            .toList());
  }

  private String takingPart(Principal who) {
    if (!concerns.mayRaise(name(who))) {
      throw notFound();
    }
    return who.getName();
  }

  private static String name(Principal who) {
    if (who == null) {
      throw notFound();
    }
    return who.getName();
  }

  private static NotFound notFound() {
    return new NotFound();
  }
}
