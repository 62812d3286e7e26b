package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.assessment.Reviews;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.GroupMembership;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.DatedRole;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** Somebody leaves: all roles, groups and reviews go to a successor, or back. */
@Component
class HandOverEverything extends NamedChange {

  private final Region region;
  private final Cycles cycles;
  private final GroupMembership membership;
  private final Reviews reviews;
  private final Clock clock;

  HandOverEverything(
      Region region, Cycles cycles, GroupMembership membership, Reviews reviews, Clock clock) {
    super(
        "hand-over-everything",
        "Somebody leaves",
        "All roles of a person end today. A successor gets them, with the groups and reviews that go along.");
    this.region = region;
    this.cycles = cycles;
    this.membership = membership;
    this.reviews = reviews;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    List<Option> people =
        region.people().stream()
            .map(one -> new Option(one.username(), one.name() + ", " + one.email()))
            .toList();
    List<Option> holders =
        people.stream().filter(one -> !region.rolesOf(one.value()).isEmpty()).toList();
    return List.of(
        ChangeField.choice("leaver", "Who leaves", "", holders),
        ChangeField.choice("successor", "Successor", "", people)
            .optional()
            .help("Without one, what then has nobody is shown on the office’s page."));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    String leaver = wanted.chosen("leaver", "Who leaves");
    if (region.findPerson(leaver).isEmpty() || region.rolesOf(leaver).isEmpty()) {
      throw new Refused("This person holds no role any more.");
    }
    Optional<String> successor = wanted.choice("successor");
    if (successor.filter(one -> region.findPerson(one).isEmpty()).isPresent()) {
      throw new Refused("Nobody is called like that here.");
    }
    if (successor.filter(leaver::equals).isPresent()) {
      throw new Refused("Nobody is their own successor.");
    }
    if (successor.isEmpty()
        && region.holds(leaver, Role.OFFICE)
        && region.holders(Role.OFFICE).size() == 1) {
      throw new Refused("Nobody else is in the programme office: name a successor.");
    }
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return region.person(wanted.text("leaver")).name()
        + wanted
            .choice("successor")
            .map(one -> ", succeeded by " + region.person(one).name())
            .orElse(", without a successor");
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    String leaver = wanted.text("leaver");
    LocalDate today = LocalDate.now(clock);
    List<DatedRole> held =
        region.historyOf(leaver).stream().filter(one -> one.isHeld(today)).toList();
    for (DatedRole role : held) {
      wanted
          .choice("successor")
          .filter(one -> !region.holds(one, role.held().role(), role.held().dfeNumber()))
          .ifPresent(
              one ->
                  region.appoint(
                      one, role.held().role(), role.held().dfeNumber(), role.as(), today));
      region.end(leaver, role.held().role(), role.held().dfeNumber(), today.minusDays(1));
    }
    for (Cycle cycle : cycles.all()) {
      cycles.groups(cycle.key()).stream()
          .filter(group -> cycle.isOpen() && group.facilitator().equals(Optional.of(leaver)))
          .forEach(group -> membership.changeFacilitator(group.key(), wanted.choice("successor")));
    }
    wanted
        .choice("successor")
        .ifPresent(
            one ->
                reviews.reviewers().entrySet().stream()
                    .filter(review -> review.getValue().equals(leaver))
                    // What is written keeps its writer.
                    .filter(review -> reviews.review(review.getKey()).isToBeWritten())
                    .forEach(review -> reviews.reassign(review.getKey(), one)));
  }
}
