package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.engine.Message;
import org.springframework.stereotype.Component;

/** An entry comes to the day of another group as its guest, and keeps its own day. */
@Component
class VisitDay extends GuestsDay {

  static final String ID = "visit-day";

  VisitDay(GroupMembership membership, Cycles cycles, Clock clock) {
    super(
        ID,
        "Come to another group’s day as a guest",
        "The entry names a team for that day too, and reads what that group reads until the day is"
            + " over. It has no session there, and keeps its own group and day.",
        "There is no such group whose guest it could be.",
        membership,
        cycles,
        clock);
  }

  @Override
  Stream<Group> groups(EntryKey entry) {
    return cycles.groups(entry.cycle()).stream()
        .filter(group -> !group.members().isEmpty())
        .filter(group -> !cycles.coming(group.key()).contains(entry));
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    Group host = cycles.group(group(about, wanted));
    return cycles
        .groupOf(about.entry().orElseThrow())
        .filter(own -> own.day().equals(host.day()))
        .map(own -> List.of("Its own group meets on the same day."))
        .orElse(List.of());
  }

  @Override
  public List<Told> tells(CaseKey about, Wanted wanted) {
    return List.of(new Told(Message.MEMBER_JOINED, group(about, wanted).value()));
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "guest of group " + wanted.text("group");
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return Optional.of(new Inverse(EndVisit.ID, Map.of("group", wanted.text("group"))));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    membership.welcome(about.entry().orElseThrow(), group(about, wanted));
  }
}
