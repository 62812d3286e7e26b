package org.peerchallenge.casechange.web;

import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeKind;
import org.peerchallenge.casechange.ChangeRequest;
import org.peerchallenge.casechange.ChangeRequests;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * "Change this case": what can be changed is chosen, what would happen is shown, and only then it
 * is confirmed with a reason. Works without any script.
 */
@Controller
class CaseChangePages {

  /** A change in the list of a case. */
  record Line(ChangeRequest request, String title, String words, String who) {}

  private final ChangeRequests requests;
  private final Cycles cycles;
  private final Region region;
  private final PageGuard guard;

  CaseChangePages(ChangeRequests requests, Cycles cycles, Region region, PageGuard guard) {
    this.requests = requests;
    this.cycles = cycles;
    this.region = region;
    this.guard = guard;
  }

  @GetMapping("/cases/{year:20\\d\\d}/change")
  String chooseOfYear(
      @PathVariable String year,
      @RequestParam(defaultValue = "") String kind,
      Principal who,
      Model model) {
    return choose(readable(year, who), kind, who, model);
  }

  @GetMapping("/cases/{year:20\\d\\d}/{local}/change")
  String choose(
      @PathVariable String year,
      @PathVariable String local,
      @RequestParam(defaultValue = "") String kind,
      Principal who,
      Model model) {
    return choose(readable(year + "/" + local, who), kind, who, model);
  }

  private String choose(CaseKey about, String kind, Principal who, Model model) {
    fill(about, who, model);
    if (!kind.isEmpty()) {
      offered(about, kind, who, model)
          .ifPresent(
              chosen -> {
                model.addAttribute("chosen", chosen);
                model.addAttribute("fields", chosen.fields(about));
              });
    }
    return "casechange/choose";
  }

  @PostMapping("/cases/{year:20\\d\\d}/change")
  ModelAndView tryOutYear(
      @PathVariable String year,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model) {
    return tryOut(readable(year, who), fields, who, model);
  }

  @PostMapping("/cases/{year:20\\d\\d}/{local}/change")
  ModelAndView tryOut(
      @PathVariable String year,
      @PathVariable String local,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model) {
    return tryOut(readable(year + "/" + local, who), fields, who, model);
  }

  private ModelAndView tryOut(
      CaseKey about, Map<String, String> fields, Principal who, Model model) {
    Optional<ChangeKind> chosen = offered(about, fields.getOrDefault("kind", ""), who, model);
    if (chosen.isEmpty()) {
      fill(about, who, model);
      return new ModelAndView("casechange/choose", model.asMap(), HttpStatus.BAD_REQUEST);
    }
    ChangeKind kind = chosen.get();
    List<ChangeField> asked = kind.fields(about);
    Map<String, String> sent = new LinkedHashMap<>();
    asked.forEach(field -> sent.put(field.name(), fields.getOrDefault(field.name(), "")));
    try {
      ChangeRequest request = requests.propose(about, kind.id(), new Wanted(sent), who.getName());
      return new ModelAndView("redirect:" + request.page());
    } catch (Refused e) {
      fill(about, who, model);
      model.addAttribute("chosen", kind);
      model.addAttribute("fields", asked.stream().map(field -> as(field, sent)).toList());
      model.addAttribute("problem", e.getMessage());
      return new ModelAndView("casechange/choose", model.asMap(), HttpStatus.BAD_REQUEST);
    }
  }

  /** What was typed stays typed. */
  private static ChangeField as(ChangeField field, Map<String, String> sent) {
    return new ChangeField(
        field.name(),
        field.label(),
        field.help(),
        field.type(),
        field.required(),
        sent.get(field.name()),
        field.options());
  }

  @GetMapping("/changes/{id:[1-9]\\d{0,17}}")
  String request(@PathVariable long id, Principal who, Model model) {
    show(readable(id, who), who, model);
    return "casechange/request";
  }

  @PostMapping("/changes/{id:[1-9]\\d{0,17}}/confirm")
  ModelAndView confirm(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String reason,
      Principal who,
      Model model) {
    ChangeRequest seen = readable(id, who);
    try {
      ChangeRequest confirmed = requests.confirm(id, reason, who.getName());
      if (confirmed.state() == ChangeRequest.State.PROPOSED) {
        show(confirmed, who, model);
        model.addAttribute(
            "problem",
            "The case has moved on since you looked: below is what would happen now. Look again,"
                + " then confirm.");
        model.addAttribute("reason", reason);
        return new ModelAndView("casechange/request", model.asMap(), HttpStatus.CONFLICT);
      }
      return new ModelAndView("redirect:" + confirmed.page());
    } catch (Refused e) {
      show(seen, who, model);
      model.addAttribute("problem", e.getMessage());
      model.addAttribute("reason", reason);
      return new ModelAndView("casechange/request", model.asMap(), HttpStatus.BAD_REQUEST);
    }
  }

  @PostMapping("/changes/{id:[1-9]\\d{0,17}}/drop")
  String drop(@PathVariable long id, Principal who) {
    ChangeRequest request = readable(id, who);
    requests.drop(id);
    return "redirect:" + page(request.about());
  }

  /** Proposes the change that takes this one back; it is looked at and confirmed like any other. */
  @PostMapping("/changes/{id:[1-9]\\d{0,17}}/undo")
  String undo(@PathVariable long id, Principal who, RedirectAttributes after) {
    ChangeRequest request = readable(id, who);
    try {
      return "redirect:" + requests.undo(id, who.getName()).page();
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
      return "redirect:" + request.page();
    }
  }

  private void show(ChangeRequest request, Principal who, Model model) {
    ChangeKind kind = requests.kind(request.kind());
    model.addAttribute("request", request);
    model.addAttribute("kind", kind);
    model.addAttribute("words", words(kind, request));
    model.addAttribute("title", cycles.title(request.about().value()));
    model.addAttribute("case", page(request.about()));
    model.addAttribute("askedBy", name(request.askedBy()));
    model.addAttribute("confirmedBy", request.confirmedBy().map(this::name).orElse(""));
    model.addAttribute(
        "reversible",
        request.state() == ChangeRequest.State.PROPOSED && requests.isReversible(request));
    model.addAttribute("whyNotUndone", requests.whyNotUndone(request).orElse(""));
    model.addAttribute("office", guard.mayWrite(who, ReadingPolicy::officeWork));
  }

  private void fill(CaseKey about, Principal who, Model model) {
    model.addAttribute("about", about);
    model.addAttribute("title", cycles.title(about.value()));
    model.addAttribute("address", page(about));
    model.addAttribute("open", cycles.cycle(about.cycle()).isOpen());
    model.addAttribute("kinds", requests.possible(who.getName(), about));
    model.addAttribute("office", guard.mayWrite(who, ReadingPolicy::officeWork));
    model.addAttribute(
        "made",
        requests.of(about).stream()
            .filter(request -> mayRead(request, who))
            .map(
                request -> {
                  ChangeKind kind = requests.kind(request.kind());
                  return new Line(
                      request, kind.title(), words(kind, request), name(request.askedBy()));
                })
            .toList());
  }

  /** What is wanted may name somebody or something that is gone by now. */
  private static String words(ChangeKind kind, ChangeRequest request) {
    try {
      return kind.words(request.about(), request.wanted());
    } catch (Refused | NoSuchElementException e) {
      return "";
    }
  }

  /** Of an old link, or a form that stood open while the case went on, it is said what it was. */
  private Optional<ChangeKind> offered(CaseKey about, String kind, Principal who, Model model) {
    Optional<ChangeKind> possible =
        requests.possible(who.getName(), about).stream()
            .filter(one -> one.id().equals(kind))
            .findFirst();
    if (possible.isEmpty()) {
      ChangeKind known = requests.known(who.getName(), about, kind).orElseThrow(NotFound::new);
      model.addAttribute(
          "problem",
          "“"
              + known.title()
              + "” is not possible as things stand now. What can be changed is listed below.");
    }
    return possible;
  }

  private CaseKey readable(String key, Principal who) {
    try {
      CaseKey about = new CaseKey(key);
      if (who != null && requests.isKnown(about) && requests.mayLook(who.getName(), about)) {
        return about;
      }
    } catch (IllegalArgumentException e) {
      throw new NotFound();
    }
    throw new NotFound();
  }

  private ChangeRequest readable(long id, Principal who) {
    return requests
        .find(id)
        .filter(request -> who != null && mayRead(request, who))
        .orElseThrow(NotFound::new);
  }

  /** The office reads all; a director those of the own entry that directors may make. */
  private boolean mayRead(ChangeRequest request, Principal who) {
    return guard.mayWrite(who, ReadingPolicy::officeWork)
        || requests.mayLook(who.getName(), request.about())
            && requests.kind(request.kind()).by() == ChangeKind.By.DIRECTOR;
  }

  private static String page(CaseKey about) {
    return "/cases/" + about + "/change";
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }
}
