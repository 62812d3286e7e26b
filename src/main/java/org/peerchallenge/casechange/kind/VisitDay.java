package org.peerchallenge.casechange.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** An entry comes to the day of another group as its guest, and keeps its own day. */
@Component
class VisitDay extends NamedChange {

  static final String ID = "visit-day";

  private final GroupMembership membership;
  private final Cycles cycles;
  private final Sessions sessions;

  VisitDay(GroupMembership membership, Cycles cycles, Sessions sessions) {
    super(
        ID,
        "Come to another group’s day as a guest",
        "The entry names a team for that day too, has no session there, and keeps its own group and day.");
    this.membership = membership;
    this.cycles = cycles;
    this.sessions = sessions;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles).isPresent() && !offered(about).isEmpty();
  }

  /** Groups that have not met, of which it is neither a member nor a guest. */
  private List<Option> offered(CaseKey about) {
    EntryKey entry = about.entry().orElseThrow();
    return cycles.groups(about.cycle()).stream()
        .filter(group -> !group.members().isEmpty() && !group.members().contains(entry))
        .filter(group -> !hasMet(group, sessions))
        .filter(group -> !cycles.guests(group.key()).contains(entry))
        .map(group -> option(group, cycles))
        .toList();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(ChangeField.choice("group", "Guest of", "", offered(about)));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    if (!fields(about).get(0).offers(wanted.chosen("group", "The group"))) {
      throw new Refused("There is no such group whose guest it could be.");
    }
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

  private static GroupKey group(CaseKey about, Wanted wanted) {
    return GroupKey.of(about.cycle(), Integer.parseInt(wanted.chosen("group", "The group")));
  }
}
