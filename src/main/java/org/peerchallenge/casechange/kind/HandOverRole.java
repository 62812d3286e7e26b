package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.AppointmentType;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/**
 * A role of an entry’s authority goes to somebody else: director, lead member, chief executive,
 * team.
 */
@Component
class HandOverRole extends NamedChange {

  private final Region region;
  private final Clock clock;

  HandOverRole(Region region, Clock clock) {
    super(
        "hand-over-role",
        "Hand a role over",
        "A new director, lead member or other: open work goes over, past signatures stand.");
    this.region = region;
    this.clock = clock;
  }

  private static final List<Role> ROLES =
      List.of(
          Role.DCS, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE, Role.TRUST_CHIEF_EXECUTIVE, Role.TEAM);

  @Override
  public boolean fits(CaseKey about) {
    return about.entry().isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    List<Option> held = new ArrayList<>();
    for (String number : about.entry().orElseThrow().authorities()) {
      for (Role role : ROLES) {
        region
            .holders(role, number)
            .forEach(
                person ->
                    held.add(
                        new Option(
                            new HeldRole(role, number, person.username()).value(),
                            role.words()
                                + ", "
                                + region.authority(number).name()
                                + ": "
                                + person.name())));
      }
    }
    return List.of(
        ChangeField.choice(HeldRole.FIELD, "Role, and who has it", "", held),
        ChangeField.choice(
                "to",
                "Goes to",
                "",
                region.people().stream()
                    .map(one -> new Option(one.username(), one.name() + ", " + one.email()))
                    .toList())
            .help("Whoever is new here is first added under People."),
        ChangeField.choice(
            "as",
            "Held as",
            AppointmentType.PERMANENT.name(),
            Arrays.stream(AppointmentType.values())
                .map(one -> new Option(one.name(), one.words()))
                .toList()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    String chosen = wanted.chosen(HeldRole.FIELD, "The role");
    if (!fields(about).get(0).offers(chosen)) {
      throw new Refused("Nobody holds that role like that any more.");
    }
    HeldRole held = HeldRole.of(wanted);
    String to = wanted.chosen("to", "The person");
    if (region.findPerson(to).isEmpty()) {
      throw new Refused("Nobody is called " + to + " here.");
    }
    if (region.holds(to, held.role(), held.number())) {
      throw new Refused(region.person(to).name() + " holds this role already.");
    }
    wanted.one(AppointmentType.class, "as", "How it is held");
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    HeldRole held = HeldRole.of(wanted);
    return held.role().words()
        + ", "
        + region.authority(held.number()).name()
        + ": from "
        + region.person(held.username()).name()
        + " to "
        + region.person(wanted.text("to")).name();
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    HeldRole held = HeldRole.of(wanted);
    return Optional.of(
        new Inverse(
            id(),
            Map.of(
                HeldRole.FIELD,
                new HeldRole(held.role(), held.number(), wanted.text("to")).value(),
                "to",
                held.username(),
                "as",
                wanted.text("as"))));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    HeldRole held = HeldRole.of(wanted);
    LocalDate today = LocalDate.now(clock);
    region.appoint(
        wanted.text("to"),
        held.role(),
        held.number(),
        wanted.one(AppointmentType.class, "as", "How it is held"),
        today);
    region.end(held.username(), held.role(), held.number(), today.minusDays(1));
  }
}
