package org.peerchallenge.tasklist.web;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.tasklist.CalendarFeeds;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The feed at its secret address, and the page on which its owner makes and ends that. */
@Controller
class CalendarFeedPage {

  /** Calendar programs ask every quarter of an hour or less often, from a few devices. */
  static final int MOST_AN_HOUR = 60;

  private static final Duration HOUR = Duration.ofHours(1);

  private final CalendarFeeds feeds;
  private final Region region;
  private final Map<String, Deque<Instant>> asked = new ConcurrentHashMap<>();

  CalendarFeedPage(CalendarFeeds feeds, Region region) {
    this.feeds = feeds;
    this.region = region;
  }

  @GetMapping("/calendars/{secret}/dates.ics")
  ResponseEntity<byte[]> feed(@PathVariable String secret) {
    Person person = feeds.owner(secret).orElseThrow(NotFound::new);
    if (isTooMuch(person.username())) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
          .header("Retry-After", String.valueOf(HOUR.toSeconds()))
          .build();
    }
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/calendar; charset=utf-8"))
        .cacheControl(CacheControl.noStore())
        .header("X-Content-Type-Options", "nosniff")
        .body(feeds.write(person).getBytes(StandardCharsets.UTF_8));
  }

  /** The time is the real one: the demo's clock jumps. */
  private boolean isTooMuch(String username) {
    Deque<Instant> times = asked.computeIfAbsent(username, who -> new ArrayDeque<>());
    Instant now = Instant.now();
    synchronized (times) {
      while (!times.isEmpty() && times.peek().isBefore(now.minus(HOUR))) {
        times.remove();
      }
      if (times.size() >= MOST_AN_HOUR) {
        return true;
      }
      times.add(now);
      return false;
    }
  }

  @GetMapping("/calendar")
  String page(Principal who, Model model) {
    known(who);
    model.addAttribute("has", feeds.has(who.getName()));
    return "tasklist/calendar";
  }

  @PostMapping("/calendar")
  String make(Principal who, RedirectAttributes after) {
    known(who);
    after.addFlashAttribute("address", feeds.make(who.getName()));
    return "redirect:/calendar";
  }

  @PostMapping("/calendar/end")
  String end(Principal who, RedirectAttributes after) {
    known(who);
    feeds.revoke(who.getName());
    after.addFlashAttribute("done", "The address no longer works.");
    return "redirect:/calendar";
  }

  private void known(Principal who) {
    Optional<Person> person = region.findPerson(who.getName());
    if (person.isEmpty()) {
      throw new NotFound();
    }
  }
}
