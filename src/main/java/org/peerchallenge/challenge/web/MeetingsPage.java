package org.peerchallenge.challenge.web;

import java.security.Principal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.challenge.Meetings;
import org.peerchallenge.challenge.Meetings.Kind;
import org.peerchallenge.challenge.Meetings.Meeting;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.notice.Invited;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Briefing and summit of a year: when and where, and for the office who comes. */
@Controller
class MeetingsPage {

  private static final int LONGEST = 200;

  /**
   * A meeting as the page shows it.
   *
   * @param meeting null before it was arranged
   * @param typed what stands in its form: what is kept, or what was just refused
   * @param comes whether it is arranged and may still be called off
   * @param open whether the form is unfolded, for what it holds was refused
   */
  record Shown(
      Kind kind,
      String name,
      Meeting meeting,
      boolean comes,
      LocalDate day,
      List<Invited> invited,
      Typed typed,
      boolean open) {}

  /** The fields of the form as somebody typed them. */
  record Typed(String day, String starts, String ends, String place, String link) {

    static Typed of(Meeting meeting) {
      return meeting == null
          ? new Typed("", "", "", "", "")
          : new Typed(
              meeting.day().toString(),
              meeting.starts().toString(),
              meeting.ends().toString(),
              meeting.place(),
              meeting.link());
    }
  }

  /** What was typed for which meeting, and refused. */
  private record RefusedForm(Kind kind, Typed typed) {}

  private final Meetings meetings;
  private final Cycles cycles;
  private final PageGuard guard;

  MeetingsPage(Meetings meetings, Cycles cycles, PageGuard guard) {
    this.meetings = meetings;
    this.cycles = cycles;
    this.guard = guard;
  }

  @GetMapping("/meetings/{year:20\\d\\d}")
  String show(@PathVariable String year, Principal who, Model model) {
    return show(year, who, model, Optional.empty());
  }

  private String show(String year, Principal who, Model model, Optional<RefusedForm> refused) {
    guard.readersOnly(who, ReadingPolicy::meetings);
    Cycle cycle = cycle(year);
    boolean office = guard.mayWrite(who, ReadingPolicy::meetings);
    model.addAttribute("year", cycle.key());
    model.addAttribute("label", cycle.label());
    model.addAttribute("office", office);
    model.addAttribute(
        "meetings",
        Arrays.stream(Kind.values())
            .map(
                kind -> {
                  Optional<Meeting> meeting = meetings.find(cycle.key(), kind);
                  Optional<Typed> typed =
                      refused.filter(one -> one.kind() == kind).map(RefusedForm::typed);
                  return new Shown(
                      kind,
                      kind == Kind.BRIEFING ? "Briefing" : "Summit",
                      meeting.orElse(null),
                      meeting.filter(one -> !one.calledOff() && !meetings.isPast(one)).isPresent(),
                      meeting.map(Meeting::day).orElse(kind == Kind.SUMMIT ? cycle.summit() : null),
                      office ? meetings.invited(cycle.key(), kind) : List.of(),
                      typed.orElseGet(() -> Typed.of(meeting.orElse(null))),
                      typed.isPresent());
                })
            .toList());
    return "challenge/meetings";
  }

  @PostMapping("/meetings/{year:20\\d\\d}/{kind:briefing|summit}")
  ModelAndView arrange(
      @PathVariable String year,
      @PathVariable String kind,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String starts,
      @RequestParam(defaultValue = "") String ends,
      @RequestParam(defaultValue = "") String place,
      @RequestParam(defaultValue = "") String link,
      Principal who,
      Model model,
      RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::meetings);
    Cycle cycle = cycle(year);
    Optional<RefusedForm> typed =
        Optional.of(new RefusedForm(kind(kind), new Typed(day, starts, ends, place, link)));
    try {
      meetings.arrange(
          cycle.key(),
          kind(kind),
          day.isBlank() ? null : LocalDate.parse(day),
          LocalTime.parse(starts),
          LocalTime.parse(ends),
          shortened(place),
          shortened(link),
          who.getName());
    } catch (Refused e) {
      return refused(year, e.getMessage(), who, model, typed);
    } catch (DateTimeParseException e) {
      return refused(year, "Please say on which day, from when and until when.", who, model, typed);
    }
    after.addFlashAttribute("done", "It is kept, and everybody concerned is told.");
    return new ModelAndView("redirect:/meetings/" + cycle.key());
  }

  @PostMapping("/meetings/{year:20\\d\\d}/{kind:briefing|summit}/call-off")
  ModelAndView callOff(
      @PathVariable String year,
      @PathVariable String kind,
      Principal who,
      Model model,
      RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::meetings);
    Cycle cycle = cycle(year);
    try {
      meetings.callOff(cycle.key(), kind(kind), who.getName());
    } catch (Refused e) {
      return refused(year, e.getMessage(), who, model, Optional.empty());
    }
    after.addFlashAttribute("done", "It is called off, and out of everybody’s calendar.");
    return new ModelAndView("redirect:/meetings/" + cycle.key());
  }

  /** Not a redirect, which the audit would take for a deed. */
  private ModelAndView refused(
      String year, String problem, Principal who, Model model, Optional<RefusedForm> typed) {
    model.addAttribute("problem", problem);
    return new ModelAndView(
        show(year, who, model, typed), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
  }

  private static Kind kind(String id) {
    return Arrays.stream(Kind.values())
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  private Cycle cycle(String year) {
    return cycles.find(CycleKey.of(year)).orElseThrow(NotFound::new);
  }

  private static String shortened(String text) {
    String clean = text.replace("\u0000", "").strip();
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
  }
}
