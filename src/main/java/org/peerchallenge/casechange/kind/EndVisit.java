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
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** An entry does not come to the day of another group after all. */
@Component
class EndVisit extends NamedChange {

  static final String ID = "end-visit";

  private final GroupMembership membership;
  private final Cycles cycles;
  private final Sessions sessions;

  EndVisit(GroupMembership membership, Cycles cycles, Sessions sessions) {
    super(
        ID,
        "Come to another group’s day no longer",
        "Its team is not asked for any more, and that day leaves their calendars.");
    this.membership = membership;
    this.cycles = cycles;
    this.sessions = sessions;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles).isPresent() && !offered(about).isEmpty();
  }

  private List<Option> offered(CaseKey about) {
    return cycles.guestOf(about.entry().orElseThrow()).stream()
        .filter(group -> !hasMet(group, sessions))
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
      throw new Refused("It is no guest of that group.");
    }
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
    membership.endVisit(
        about.entry().orElseThrow(),
        GroupKey.of(about.cycle(), Integer.parseInt(wanted.chosen("group", "The group"))));
  }
}
