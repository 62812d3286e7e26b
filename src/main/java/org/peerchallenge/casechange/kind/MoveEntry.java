package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.ArrangementWarnings;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** An entry changes its group, or finds one. */
@Component
class MoveEntry extends NamedChange {

  private final GroupMembership membership;
  private final ArrangementWarnings check;
  private final Cycles cycles;
  private final Sessions sessions;
  private final Clock clock;

  MoveEntry(
      GroupMembership membership,
      ArrangementWarnings check,
      Cycles cycles,
      Sessions sessions,
      Clock clock) {
    super(
        "change-group",
        "Join another group",
        "The entry joins a group, and names its team for that day; the agenda of both groups follows.");
    this.membership = membership;
    this.check = check;
    this.cycles = cycles;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles)
        .filter(entry -> sessions.notes(entry.key()).isEmpty())
        .isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    String now =
        cycles
            .groupOf(about.entry().orElseThrow())
            .map(group -> String.valueOf(group.number()))
            .orElse("");
    return List.of(
        ChangeField.choice(
            "group",
            "Group",
            now,
            cycles.groups(about.cycle()).stream()
                .filter(group -> !hasMet(group, sessions))
                .map(group -> option(group, cycles))
                .toList()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    String number = wanted.chosen("group", "The group");
    if (!fields(about).get(0).offers(number)) {
      throw new Refused("There is no such group that could be joined.");
    }
    boolean same =
        cycles
            .groupOf(about.entry().orElseThrow())
            .filter(group -> String.valueOf(group.number()).equals(number))
            .isPresent();
    if (same) {
      throw new Refused("The entry is in that group already.");
    }
    isToCome(cycles.group(GroupKey.of(about.cycle(), Integer.parseInt(number))), clock);
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    return check.newWarnings(
        about.cycle(), Map.of(about.entry().orElseThrow(), wanted.chosen("group", "The group")));
  }

  @Override
  public List<Told> tells(CaseKey about, Wanted wanted) {
    return List.of(
        new Told(Message.MEMBER_JOINED, about.cycle() + "/group-" + wanted.text("group")));
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "to group " + wanted.text("group");
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return cycles
        .groupOf(about.entry().orElseThrow())
        .map(group -> new Inverse(id(), Map.of("group", String.valueOf(group.number()))));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    membership.moveTo(
        about.entry().orElseThrow(), Integer.parseInt(wanted.chosen("group", "The group")));
  }
}
