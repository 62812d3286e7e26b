package org.peerchallenge.casechange.kind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** Another facilitator for a group. */
@Component
class ChangeFacilitator extends NamedChange {

  private final GroupMembership membership;
  private final Cycles cycles;
  private final Region region;

  ChangeFacilitator(GroupMembership membership, Cycles cycles, Region region) {
    super(
        "change-facilitator",
        "Change the facilitator",
        "The open work of the day goes over; notes that were taken belong to the day and stay.");
    this.membership = membership;
    this.cycles = cycles;
    this.region = region;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.group().isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.choice(
                "facilitator",
                "Facilitator",
                cycles.group(about.group().orElseThrow()).facilitator().orElse(""),
                region.holders(Role.FACILITATOR).stream()
                    .map(one -> new Option(one.username(), one.name()))
                    .toList())
            .optional());
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    wanted
        .choice("facilitator")
        .filter(one -> !region.holds(one, Role.FACILITATOR))
        .ifPresent(
            one -> {
              throw new Refused("This person is no facilitator today.");
            });
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    var group = cycles.group(about.group().orElseThrow());
    return cycles.groups(about.cycle()).stream()
        .filter(other -> !other.key().equals(group.key()))
        .filter(other -> other.day().equals(group.day()))
        .filter(other -> other.facilitator().equals(wanted.choice("facilitator")))
        .map(other -> cycles.title(other.key()) + " has the same facilitator on that day.")
        .toList();
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return wanted.choice("facilitator").map(one -> region.person(one).name()).orElse("nobody");
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return Optional.of(
        new Inverse(
            id(),
            Map.of(
                "facilitator",
                cycles.group(about.group().orElseThrow()).facilitator().orElse(""))));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    membership.changeFacilitator(about.group().orElseThrow(), wanted.choice("facilitator"));
  }
}
