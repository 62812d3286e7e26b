package org.peerchallenge.casechange.kind;

import java.util.List;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Successions;
import org.springframework.stereotype.Component;

/** An authority that was to end goes on after all, with the roles that would have ended with it. */
@Component
class AuthorityGoesOn extends NamedChange {

  private final Region region;
  private final Successions successions;

  AuthorityGoesOn(Region region, Successions successions) {
    super(
        "authority-goes-on",
        "An authority goes on after all",
        "Its end is taken back, and its people hold their roles as before.");
    this.region = region;
    this.successions = successions;
  }

  private List<Option> ending() {
    return region.authorities().stream()
        .filter(one -> one.ends().isPresent())
        .map(one -> new Option(one.dfeNumber(), one.name()))
        .toList();
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear() && !ending().isEmpty();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(ChangeField.choice("authority", "Authority", "", ending()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    String number = wanted.chosen("authority", "The authority");
    if (ending().stream().noneMatch(one -> one.value().equals(number))) {
      throw new Refused("That authority has no end.");
    }
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return region
            .findAuthority(wanted.text("authority"))
            .map(Authority::name)
            .orElse(wanted.text("authority"))
        + " goes on";
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    successions.goesOn(wanted.text("authority"), reason);
  }
}
