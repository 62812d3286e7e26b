package org.peerchallenge.demo;

import java.security.Principal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Shows and moves the demo's clock: everybody may look, the office moves it. */
@Controller
@Profile("demo")
class DemoClockPage {

  /** The time of the demo, in England, such as {@code 2019-02-04T09:00}. */
  record Time(LocalDateTime now) {}

  private final DemoClock clock;
  private final PageGuard guard;

  DemoClockPage(DemoClock clock, PageGuard guard) {
    this.clock = clock;
    this.guard = guard;
  }

  @GetMapping(path = "/demo/clock", produces = "application/json")
  @ResponseBody
  Time now() {
    return new Time(clock.now().withNano(0));
  }

  @PutMapping("/demo/clock")
  @ResponseBody
  Time move(@RequestBody Time then, Principal who) {
    officeOnly(who);
    return new Time(clock.moveTo(then.now()).withNano(0));
  }

  @GetMapping(path = "/demo/clock", produces = "text/html")
  String page(Principal who, Model model) {
    model.addAttribute("now", clock.now().truncatedTo(ChronoUnit.MINUTES));
    model.addAttribute("office", guard.mayWrite(who, ReadingPolicy::demoClock));
    return "demo/clock";
  }

  @PostMapping("/demo/clock")
  String moveByForm(@RequestParam LocalDateTime now, Principal who, Model model) {
    officeOnly(who);
    try {
      clock.moveTo(now);
    } catch (IllegalArgumentException e) {
      model.addAttribute("problem", e.getMessage());
      return page(who, model);
    }
    return "redirect:/demo/clock";
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> refuse(IllegalArgumentException e) {
    return ResponseEntity.badRequest().body(Map.of("message", e.getMessage()));
  }

  private void officeOnly(Principal who) {
    if (!guard.mayWrite(who, ReadingPolicy::demoClock)) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN, "Only the office moves the clock");
    }
  }
}
