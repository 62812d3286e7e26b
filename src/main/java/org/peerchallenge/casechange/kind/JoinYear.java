package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** An authority, or two that share a director, join an open year. */
@Component
class JoinYear extends NamedChange {

  private final Participation participation;
  private final Cycles cycles;
  private final Region region;
  private final Clock clock;

  JoinYear(Participation participation, Cycles cycles, Region region, Clock clock) {
    super(
        "join",
        "Let an authority take part",
        "It starts at once: memorandum, self-assessment, and a team for the day of its group.");
    this.participation = participation;
    this.cycles = cycles;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear() && !absent(about).isEmpty();
  }

  private List<Option> absent(CaseKey about) {
    return region.authoritiesOn(cycles.cycle(about.cycle()).closes()).stream()
        .filter(one -> cycles.entryOf(about.cycle(), one.dfeNumber()).isEmpty())
        .map(one -> new Option(one.dfeNumber(), one.name()))
        .toList();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.choice("authority", "Authority", "", absent(about)),
        ChangeField.choice("second", "Shares its director with", "", absent(about)).optional(),
        ChangeField.choice(
                "group",
                "Group",
                "",
                cycles.groups(about.cycle()).stream().map(group -> option(group, cycles)).toList())
            .optional());
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    List<String> absent = absent(about).stream().map(Option::value).toList();
    String first = wanted.chosen("authority", "The authority");
    if (!absent.contains(first)
        || wanted.choice("second").filter(o -> !absent.contains(o)).isPresent()) {
      throw new Refused("It takes part already, or is not of the region.");
    }
    if (wanted.text("second").equals(first)) {
      throw new Refused("The two authorities of an entry are two different ones.");
    }
    wanted
        .choice("group")
        .filter(
            number ->
                cycles.groups(about.cycle()).stream()
                    .noneMatch(group -> String.valueOf(group.number()).equals(number)))
        .ifPresent(
            number -> {
              throw new Refused("There is no such group.");
            });
    wanted
        .choice("group")
        .map(number -> cycles.group(GroupKey.of(about.cycle(), Integer.parseInt(number))))
        .ifPresent(group -> isToCome(group, clock));
    if (region.holders(Role.DCS, first).isEmpty()) {
      throw new Refused("It has no director of children’s services today, who could sign.");
    }
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    String names =
        region.authority(wanted.text("authority")).name()
            + wanted.choice("second").map(s -> " and " + region.authority(s).name()).orElse("");
    return names + wanted.choice("group").map(group -> ", in group " + group).orElse("");
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    List<String> authorities = new ArrayList<>(List.of(wanted.text("authority")));
    wanted.choice("second").ifPresent(authorities::add);
    participation.join(
        about.cycle(),
        cycles.cycle(about.cycle()).version(),
        authorities,
        wanted.choice("group").map(Integer::valueOf));
  }
}
