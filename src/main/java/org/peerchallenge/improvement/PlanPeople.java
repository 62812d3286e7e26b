package org.peerchallenge.improvement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Service;

/** Whom the plan's notices go to; nobody twice. */
@Service
public class PlanPeople {

  private static final List<Role> REGIONAL =
      List.of(Role.OFFICE, Role.LEAD, Role.DATA, Role.FACILITATOR, Role.REVIEWER);
  private static final List<Role> OF_AUTHORITIES =
      List.of(
          Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE, Role.TRUST_CHIEF_EXECUTIVE);

  private final Cycles cycles;
  private final Region region;

  PlanPeople(Cycles cycles, Region region) {
    this.cycles = cycles;
    this.region = region;
  }

  /** Those who are asked in a round and have not answered. */
  public List<Recipient> asked(Round round) {
    Map<String, Recipient> people = new LinkedHashMap<>();
    for (Approver approver : round.approvers()) {
      if (approver.answer().isEmpty()) {
        String authority = approver.id().substring(approver.role().length() + 1);
        add(people, region.holders(Role.of(approver.role()), authority));
      }
    }
    return List.copyOf(people.values());
  }

  /** Everybody who takes part in the year. */
  public List<Recipient> everybody(CycleKey cycle) {
    Map<String, Recipient> people = new LinkedHashMap<>();
    REGIONAL.forEach(role -> add(people, region.holders(role)));
    for (Entry entry : cycles.entries(cycle)) {
      OF_AUTHORITIES.forEach(role -> add(people, cycles.people(entry.key(), role)));
    }
    return List.copyOf(people.values());
  }

  private static void add(Map<String, Recipient> people, Collection<Person> more) {
    more.forEach(
        person ->
            people.putIfAbsent(person.username(), new Recipient(person.name(), person.email())));
  }
}
