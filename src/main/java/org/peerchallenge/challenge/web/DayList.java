package org.peerchallenge.challenge.web;

import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;
import org.peerchallenge.challenge.Readers;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The challenge days of a year that the reader may know of, by date. */
@Controller
class DayList {

  /** One day in words. */
  record Line(
      String name, String page, String when, String venue, String who, String facilitator) {}

  private final Cycles cycles;
  private final Region region;
  private final Readers readers;

  DayList(Cycles cycles, Region region, Readers readers) {
    this.cycles = cycles;
    this.region = region;
    this.readers = readers;
  }

  @GetMapping("/days/{year:20\\d\\d}")
  String list(@PathVariable String year, Principal who, Model model) {
    Cycle cycle =
        cycles.find(CycleKey.of(year)).filter(known -> who != null).orElseThrow(Pages::notFound);
    List<Line> lines =
        cycles.groups(cycle.key()).stream()
            .filter(group -> readers.mayReadDay(who.getName(), group.key()))
            .sorted(java.util.Comparator.comparing(Group::day).thenComparing(Group::number))
            .map(this::line)
            .toList();
    model.addAttribute("cycle", cycle);
    model.addAttribute("lines", lines);
    return "challenge/days";
  }

  private Line line(Group group) {
    return new Line(
        "Group " + group.number(),
        group.key().page(),
        EnglishText.weekday(group.day()),
        group.venue().isBlank() ? "not known yet" : group.venue(),
        group.members().stream()
            .map(cycles::entry)
            .map(Entry::name)
            .collect(Collectors.joining(", ")),
        group.facilitator().flatMap(region::findPerson).map(Person::name).orElse("not named yet"));
  }
}
