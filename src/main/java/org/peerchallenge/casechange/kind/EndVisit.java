package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupMembership;
import org.springframework.stereotype.Component;

/** An entry does not come to the day of another group after all. */
@Component
class EndVisit extends GuestsDay {

  static final String ID = "end-visit";

  EndVisit(GroupMembership membership, Cycles cycles, Clock clock) {
    super(
        ID,
        "Come to another group’s day no longer",
        "Its team is not asked for any more, that day leaves their calendars, and they read nothing"
            + " more of that group.",
        "It is no guest of that group.",
        membership,
        cycles,
        clock);
  }

  @Override
  Stream<Group> groups(EntryKey entry) {
    return cycles.guestOf(entry).stream();
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "no guest of group " + wanted.text("group") + " any more";
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return Optional.of(new Inverse(VisitDay.ID, Map.of("group", wanted.text("group"))));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    membership.endVisit(about.entry().orElseThrow(), group(about, wanted));
  }
}
