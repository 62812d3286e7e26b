package org.peerchallenge.grouping.web;

import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.grouping.GroupProposals;
import org.peerchallenge.grouping.GroupWishes;
import org.peerchallenge.grouping.GroupWishes.Away;
import org.peerchallenge.grouping.GroupWishes.Neighbours;
import org.peerchallenge.grouping.GroupWishes.PinnedMeeting;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Groups of a year as the solver proposes them: wishes, groups with why, what is kept, and once
 * more. It saves nothing; what the office likes is sent to the page of the arrangements.
 */
@Controller
class GroupProposalPage {

  private static final Pattern AWAY =
      Pattern.compile(
          "(?<who>[^:]+):\\s*(?<from>\\d{4}-\\d\\d-\\d\\d)(?:\\s*(?:to|-|–)\\s*(?<to>\\d{4}-\\d\\d-\\d\\d))?");

  private static final int EARLIEST_AFTER_DUE = 30;
  private static final int LATEST_BEFORE_SUMMIT = 14;
  private static final int MOST_DAYS = 200;
  private static final int MOST_LINES = 100;

  private final GroupProposals proposals;
  private final Cycles cycles;
  private final Region region;
  private final WorkingDays workingDays;
  private final PageGuard guard;

  GroupProposalPage(
      GroupProposals proposals,
      Cycles cycles,
      Region region,
      WorkingDays workingDays,
      PageGuard guard) {
    this.proposals = proposals;
    this.cycles = cycles;
    this.region = region;
    this.workingDays = workingDays;
    this.guard = guard;
  }

  @GetMapping("/arrangements/{year:20\\d\\d}/proposal")
  ModelAndView propose(
      @PathVariable String year,
      @RequestParam Map<String, String> fields,
      Principal who,
      Model model) {
    guard.writersOnly(who, ReadingPolicy::arrangements);
    CycleKey key = CycleKey.of(year);
    Cycle cycle = cycles.find(key).orElseThrow(NotFound::new);
    List<Entry> entries = cycles.entries(key);
    List<Group> groups = cycles.groups(key);
    Map<String, String> names = new LinkedHashMap<>();
    entries.forEach(entry -> names.put(entry.key().local(), entry.name()));
    Map<String, String> people = new LinkedHashMap<>();
    region
        .holders(Role.FACILITATOR)
        .forEach(person -> people.put(person.username(), person.name()));
    Map<Integer, Group> byNumber = new TreeMap<>();
    groups.forEach(group -> byNumber.put(group.number(), group));
    Map<String, String> asked = new HashMap<>(fields);
    asked.putIfAbsent("smallest", "2");
    asked.putIfAbsent("largest", "4");
    asked.putIfAbsent("neighbours", Neighbours.APART.name());
    asked.putIfAbsent("from", cycle.assessmentDue().plusDays(EARLIEST_AFTER_DUE).toString());
    asked.putIfAbsent("to", cycle.summit().minusDays(LATEST_BEFORE_SUMMIT).toString());
    asked.putIfAbsent("away", "");
    model.addAttribute("cycle", cycle);
    model.addAttribute("asked", asked);
    model.addAttribute("neighbours", Neighbours.values());
    model.addAttribute("names", names);
    model.addAttribute("people", people);
    model.addAttribute("groups", byNumber);
    if (!fields.containsKey("go")) {
      return new ModelAndView("grouping/proposal", model.asMap());
    }
    try {
      model.addAttribute("proposal", proposals.propose(key, wishes(asked, names, people)));
      return new ModelAndView("grouping/proposal", model.asMap());
    } catch (Refused e) {
      model.addAttribute("problem", e.getMessage());
      return new ModelAndView("grouping/proposal", model.asMap(), HttpStatus.BAD_REQUEST);
    }
  }

  private GroupWishes wishes(
      Map<String, String> asked, Map<String, String> names, Map<String, String> people) {
    int smallest = size(asked.get("smallest"));
    int largest = size(asked.get("largest"));
    if (smallest > largest) {
      throw new Refused("The smallest size is greater than the largest.");
    }
    LocalDate from = day(asked.get("from"));
    LocalDate to = day(asked.get("to"));
    if (to.isAfter(from.plusDays(MOST_DAYS))) {
      throw new Refused("Choose days within %d days.".formatted(MOST_DAYS));
    }
    List<Away> away = away(asked.get("away"), names, people, from, to);
    List<LocalDate> days =
        from.datesUntil(to.isBefore(from) ? from : to.plusDays(1))
            .filter(workingDays::isWorkingDay)
            .filter(day -> away.stream().noneMatch(one -> everybody(one) && covers(one, day)))
            .toList();
    Map<String, Integer> places = new HashMap<>();
    Map<Integer, PinnedMeeting> meetings = new HashMap<>();
    asked.forEach(
        (name, value) -> {
          if (name.startsWith("keep-") && names.containsKey(name.substring(5))) {
            places.put(name.substring(5), number(value));
          }
          if (name.matches("keepDay-\\d{1,3}")) {
            String[] parts = value.split(",", -1);
            String facilitator = parts.length > 1 && people.containsKey(parts[1]) ? parts[1] : "";
            meetings.put(number(name.substring(8)), new PinnedMeeting(day(parts[0]), facilitator));
          }
        });
    return new GroupWishes(
        smallest,
        largest,
        neighbours(asked.get("neighbours")),
        days,
        away.stream().filter(one -> !everybody(one)).toList(),
        places,
        meetings);
  }

  private static final String EVERYBODY = "";

  private static boolean everybody(Away away) {
    return away.who().equals(EVERYBODY);
  }

  private static boolean covers(Away away, LocalDate day) {
    return !day.isBefore(away.from()) && !day.isAfter(away.to());
  }

  /** A line a person or authority: "Kent: 2020-02-17 to 2020-02-21"; "everybody" for all. */
  private static List<Away> away(
      String text,
      Map<String, String> names,
      Map<String, String> people,
      LocalDate from,
      LocalDate to) {
    List<Away> away = new ArrayList<>();
    for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      Matcher parts = AWAY.matcher(line);
      if (!parts.matches() || away.size() == MOST_LINES) {
        throw new Refused(
            "Write days off as “Kent: 2020-02-17 to 2020-02-21”, one line each. This is not: “%s”."
                .formatted(line.length() > 60 ? line.substring(0, 60) + "…" : line));
      }
      String who = parts.group("who").strip();
      String key = who.equalsIgnoreCase("everybody") ? EVERYBODY : keyOf(who, names, people);
      LocalDate first = day(parts.group("from"));
      LocalDate last = parts.group("to") == null ? first : day(parts.group("to"));
      away.add(new Away(key, first, last));
    }
    return away;
  }

  private static String keyOf(String who, Map<String, String> names, Map<String, String> people) {
    return java.util.stream.Stream.concat(names.entrySet().stream(), people.entrySet().stream())
        .filter(one -> one.getValue().equalsIgnoreCase(who))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    "“%s” is neither an entry of this year nor a facilitator."
                        .formatted(who.length() > 60 ? who.substring(0, 60) + "…" : who)));
  }

  private static Neighbours neighbours(String text) {
    for (Neighbours one : Neighbours.values()) {
      if (one.name().equals(text)) {
        return one;
      }
    }
    return Neighbours.EITHER;
  }

  private static int size(String text) {
    int size = number(text);
    if (size < 2 || size > 5) {
      throw new Refused("A group has two to five entries.");
    }
    return size;
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,3}")) {
      throw new Refused("A number is needed.");
    }
    return Integer.parseInt(text);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refused("A date is needed.");
    }
  }
}
