package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;

/** A change about an entry that is a guest at the day of a group, while that day is to come. */
abstract class GuestsDay extends NamedChange {

  final GroupMembership membership;
  final Cycles cycles;
  private final Clock clock;
  private final String notOffered;

  /**
   * A kind by its texts.
   *
   * @param notOffered what is said of a group that is not on the list any more
   */
  GuestsDay(
      String id,
      String name,
      String description,
      String notOffered,
      GroupMembership membership,
      Cycles cycles,
      Clock clock) {
    super(id, name, description);
    this.notOffered = notOffered;
    this.membership = membership;
    this.cycles = cycles;
    this.clock = clock;
  }

  /** The groups that the change could be about, were their days to come. */
  abstract Stream<Group> groups(EntryKey entry);

  @Override
  public final boolean fits(CaseKey about) {
    return takesPart(about, cycles).isPresent() && !fields(about).get(0).options().isEmpty();
  }

  @Override
  public final List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.choice(
            "group",
            "Guest of",
            "",
            groups(about.entry().orElseThrow())
                .filter(group -> !group.day().isBefore(EnglandTime.today(clock)))
                .map(group -> option(group, cycles))
                .toList()));
  }

  @Override
  public final void check(CaseKey about, Wanted wanted) {
    if (!fields(about).get(0).offers(wanted.chosen("group", "The group"))) {
      throw new Refused(notOffered);
    }
  }

  static GroupKey group(CaseKey about, Wanted wanted) {
    return GroupKey.of(about.cycle(), Integer.parseInt(wanted.chosen("group", "The group")));
  }
}
