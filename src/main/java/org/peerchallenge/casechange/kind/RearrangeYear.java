package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.SentArrangements;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** What the page of the arrangements saves in an open year: dates, groups, places, all at once. */
@Component
class RearrangeYear extends NamedChange {

  private final Arrangements arrangements;
  private final ArrangementWarnings check;
  private final Cycles cycles;
  private final Region region;
  private final WorkingDays workingDays;
  private final Clock clock;

  RearrangeYear(
      Arrangements arrangements,
      ArrangementWarnings check,
      Cycles cycles,
      Region region,
      WorkingDays workingDays,
      Clock clock) {
    super(
        "rearrange",
        "Save the arrangements",
        "Dates, groups and places of the year, as they stand on the page of the arrangements.");
    this.arrangements = arrangements;
    this.check = check;
    this.cycles = cycles;
    this.region = region;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear();
  }

  /** The page of the arrangements asks for it. */
  @Override
  public boolean isOffered() {
    return false;
  }

  private SentArrangements sent(Wanted wanted) {
    return new SentArrangements(wanted.values());
  }

  private Arrangements.Wanted year(CaseKey about, Wanted wanted) {
    return sent(wanted).wanted(cycles.groups(about.cycle()), cycles.entries(about.cycle()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    arrangements.refuse(about.cycle(), sent(wanted).version(), year(about, wanted));
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    Arrangements.Wanted year = year(about, wanted);
    Map<EntryKey, String> places = new HashMap<>();
    year.places()
        .forEach((entry, number) -> places.put(entry, number.map(String::valueOf).orElse("")));
    List<String> warnings = new ArrayList<>(check.newWarnings(about.cycle(), places));
    LocalDate today = LocalDate.now(clock);
    year.groups().stream()
        .filter(group -> !group.day().equals(day(about, group.number())))
        .forEach(
            group -> {
              if (!group.day().isAfter(today)) {
                warnings.add("Group " + group.number() + ": the new day is past or today.");
              }
              if (!workingDays.isWorkingDay(group.day())) {
                warnings.add("Group " + group.number() + ": the new day is no working day.");
              }
              if (!group.day().isBefore(year.summit())) {
                warnings.add("Group " + group.number() + " would meet on or after the summit.");
              }
            });
    return warnings;
  }

  private LocalDate day(CaseKey about, int number) {
    return cycles.group(GroupKey.of(about.cycle(), number)).day();
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return SentArrangements.differences(
            year(about, wanted),
            cycles.cycle(about.cycle()),
            cycles.groups(about.cycle()),
            cycles.entries(about.cycle()),
            region.holders(Role.FACILITATOR))
        .stream()
        .map(one -> one.what() + ": from " + one.saved() + " to " + one.sent())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    arrangements.save(about.cycle(), sent(wanted).version(), year(about, wanted));
    check.check(about.cycle());
  }
}
