package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** Two groups become one: the members move, the other day is called off. */
@Component
class MergeGroups extends NamedChange {

  private final GroupMembership membership;
  private final ArrangementWarnings check;
  private final Cycles cycles;
  private final Sessions sessions;
  private final Clock clock;

  MergeGroups(
      GroupMembership membership,
      ArrangementWarnings check,
      Cycles cycles,
      Sessions sessions,
      Clock clock) {
    super(
        "merge-group",
        "Merge with another group",
        "All members move to the other group and its day; this day is called off.");
    this.membership = membership;
    this.check = check;
    this.cycles = cycles;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about
        .group()
        .map(cycles::group)
        .filter(group -> !group.members().isEmpty())
        .filter(group -> !hasMet(group, sessions))
        .isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.choice(
            "into",
            "Into",
            "",
            cycles.groups(about.cycle()).stream()
                .filter(group -> !group.key().equals(about.group().orElseThrow()))
                .filter(group -> !group.members().isEmpty())
                .filter(group -> !hasMet(group, sessions))
                .map(group -> option(group, cycles))
                .toList()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    String into = wanted.chosen("into", "The other group");
    if (!fields(about).get(0).offers(into)) {
      throw new Refused("There is no such group to merge with.");
    }
    isToCome(cycles.group(GroupKey.of(about.cycle(), Integer.parseInt(into))), clock);
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    Map<EntryKey, String> places = new HashMap<>();
    cycles
        .group(about.group().orElseThrow())
        .members()
        .forEach(member -> places.put(member, wanted.text("into")));
    return check.newWarnings(about.cycle(), places);
  }

  @Override
  public List<Told> tells(CaseKey about, Wanted wanted) {
    return List.of(
        new Told(Message.DAY_CALLED_OFF, about.value()),
        new Told(Message.MEMBER_JOINED, about.cycle() + "/group-" + wanted.text("into")));
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "with group " + wanted.text("into");
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    membership.merge(about.group().orElseThrow(), Integer.parseInt(wanted.text("into")));
  }
}
