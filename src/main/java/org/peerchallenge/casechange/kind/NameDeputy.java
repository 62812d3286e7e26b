package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** A dated deputy for a director or lead member who is away. */
@Component
class NameDeputy extends NamedChange {

  private final Region region;
  private final Clock clock;

  NameDeputy(Region region, Clock clock) {
    super(
        "name-deputy",
        "Name a deputy",
        "Somebody acts for a director or another leader from one day to another; both act, and it shows.");
    this.region = region;
    this.clock = clock;
  }

  private static final List<Role> ROLES =
      List.of(Role.DCS, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE, Role.TRUST_CHIEF_EXECUTIVE);

  @Override
  public By by() {
    return By.DIRECTOR;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.entry().isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    List<Option> held = new ArrayList<>();
    List<Option> people = new ArrayList<>();
    for (String number : about.entry().orElseThrow().authorities()) {
      for (Role role : ROLES) {
        region
            .holders(role, number)
            .forEach(
                person ->
                    held.add(
                        new Option(
                            new HeldRole(role, number, person.username()).value(),
                            role.words() + ": " + person.name())));
      }
      region.holders(Role.TEAM, number).forEach(one -> people.add(option(one)));
      ROLES.forEach(role -> region.holders(role, number).forEach(one -> people.add(option(one))));
    }
    return List.of(
        ChangeField.choice(HeldRole.FIELD, "For whom", "", held),
        ChangeField.choice("deputy", "Deputy", "", people.stream().distinct().toList()),
        ChangeField.date("from", "First day", LocalDate.now(clock)),
        ChangeField.date("to", "Last day", null));
  }

  private static Option option(Person person) {
    return new Option(person.username(), person.name());
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    List<ChangeField> fields = fields(about);
    String held = wanted.chosen(HeldRole.FIELD, "The person");
    String deputy = wanted.chosen("deputy", "The deputy");
    if (!fields.get(0).offers(held) || !fields.get(1).offers(deputy)) {
      throw new Refused("Choose somebody who holds a role there, and somebody of the team.");
    }
    if (HeldRole.of(wanted).username().equals(deputy)) {
      throw new Refused("Nobody is their own deputy.");
    }
    LocalDate from = wanted.day("from", "The first day");
    LocalDate to = wanted.day("to", "The last day");
    if (from.isBefore(LocalDate.now(clock)) || to.isBefore(from)) {
      throw new Refused("The days begin today or later, and end after they begin.");
    }
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return region.person(wanted.text("deputy")).name()
        + " for "
        + region.person(HeldRole.of(wanted).username()).name()
        + ", "
        + EnglishText.day(wanted.day("from", "The first day"))
        + " to "
        + EnglishText.day(wanted.day("to", "The last day"));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    HeldRole held = HeldRole.of(wanted);
    if (!held.username().equals(by) && !region.holds(by, Role.OFFICE)) {
      // Whoever names a deputy for another leader could give themselves that leader's vote.
      throw new Refused(
          "You name your own deputy. For another leader, ask the programme office, or them.");
    }
    region.delegate(
        held.username(),
        held.role(),
        held.number(),
        wanted.text("deputy"),
        wanted.day("from", "The first day"),
        wanted.day("to", "The last day"),
        reason);
  }
}
