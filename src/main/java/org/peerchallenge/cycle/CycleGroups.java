package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.peerchallenge.region.FurtherGroups;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** Whom the groups of the years bring together: their directors, and their facilitators. */
@Component
class CycleGroups implements FurtherGroups {

  private final Cycles cycles;
  private final Region region;

  CycleGroups(Cycles cycles, Region region) {
    this.cycles = cycles;
    this.region = region;
  }

  @Override
  public boolean decides(String groupId) {
    return groupId.matches("(group|facilitator)-20\\d{2}-\\d{1,2}");
  }

  @Override
  public Map<String, Set<String>> members(LocalDate day) {
    Map<String, Set<String>> members = new LinkedHashMap<>();
    for (Cycle cycle : cycles.all()) {
      // Before the year opens nobody outside the office knows the groups.
      if (cycle.isOpen()) {
        cycles.groups(cycle.key()).forEach(group -> add(members, group));
      }
    }
    return members;
  }

  private void add(Map<String, Set<String>> members, Group group) {
    Set<String> directors = new TreeSet<>();
    group.members().stream()
        .flatMap(entry -> cycles.people(entry, Role.DCS).stream())
        .map(Person::username)
        .forEach(directors::add);
    members.put(group.key().directors(), directors);
    // A role that has ended takes the group with it, also where the arrangements name it still.
    members.put(
        group.key().facilitators(),
        group
            .facilitator()
            .filter(person -> region.holds(person, Role.FACILITATOR))
            .map(Set::of)
            .orElse(Set.of()));
  }
}
