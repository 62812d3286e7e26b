package org.peerchallenge.casechange.kind;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.peerchallenge.benchmark.Area;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.Successions;
import org.peerchallenge.region.Successions.Successor;
import org.springframework.stereotype.Component;

/** An authority ends, and one or more come after it; two may end into the same one. */
@Component
class EndAuthority extends NamedChange {

  private static final Pattern NEW =
      Pattern.compile("([0-9]{3})\\s*,\\s*([^,]{2,100}?)\\s*,\\s*([EX][0-9]{8})");

  private static final List<String> FIELDS = List.of("first", "second", "third");

  private final Region region;
  private final Successions successions;
  private final Figures figures;
  private final Cycles cycles;

  EndAuthority(Region region, Successions successions, Figures figures, Cycles cycles) {
    super(
        "end-authority",
        "An authority ends",
        "Its successors read its papers and do its open work from the next day, its asks, offers"
            + " and commitments included; what it signed stays in its name.");
    this.region = region;
    this.successions = successions;
    this.figures = figures;
    this.cycles = cycles;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.choice(
            "authority",
            "Authority that ends",
            "",
            region.authorities().stream()
                .filter(one -> one.ends().isEmpty())
                .map(one -> new Option(one.dfeNumber(), one.name()))
                .toList()),
        ChangeField.date("last", "Its last day", null),
        ChangeField.text("first", "Comes after it", "")
            .mustBeSaid()
            .help(
                "The DfE number of an authority that is here, such as 850; or of a new one its"
                    + " number, name and ONS code, such as 971, Example East, E06000999."),
        ChangeField.text("second", "And as second", ""),
        ChangeField.text("third", "And as third", ""));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    Authority ending = ending(wanted);
    LocalDate last = wanted.day("last", "The last day");
    if (ending.ends().isPresent()) {
      throw new Refused(ending.name() + " has an end already.");
    }
    if (ending.begins().filter(last::isBefore).isPresent()) {
      throw new Refused(ending.name() + " would end before it begins.");
    }
    List<Successor> after = successors(wanted);
    if (after.isEmpty()) {
      throw new Refused("Say at least one authority that comes after " + ending.name() + ".");
    }
    if (after.stream().map(Successor::dfeNumber).distinct().count() < after.size()) {
      throw new Refused("The same authority is named twice.");
    }
    for (Successor one : after) {
      if (successions
          .inPlaceOf(one.dfeNumber(), LocalDate.of(9999, 1, 1))
          .contains(ending.dfeNumber())) {
        throw new Refused(ending.name() + " cannot come after itself.");
      }
      Optional<Authority> known = region.findAuthority(one.dfeNumber());
      if (known.flatMap(Authority::ends).filter(end -> !end.isAfter(last)).isPresent()) {
        throw new Refused(one.name() + " has ended by then.");
      }
      if (known.filter(there -> !there.name().equals(one.name())).isPresent()) {
        throw new Refused(one.dfeNumber() + " is " + known.get().name() + " already.");
      }
      if (known.isEmpty()) {
        figures
            .authority(one.dfeNumber())
            .map(Area::name)
            .ifPresent(
                name -> {
                  throw new Refused(one.dfeNumber() + " is " + name + "’s number.");
                });
      }
    }
  }

  private Authority ending(Wanted wanted) {
    return region
        .findAuthority(wanted.chosen("authority", "The authority"))
        .orElseThrow(() -> new Refused("There is no such authority."));
  }

  private List<Successor> successors(Wanted wanted) {
    List<Successor> all = new ArrayList<>();
    for (String field : FIELDS) {
      wanted.choice(field).ifPresent(text -> all.add(successor(text)));
    }
    return all;
  }

  private Successor successor(String text) {
    if (text.matches("[0-9]{3}")) {
      return region
          .findAuthority(text)
          .map(one -> new Successor(one.dfeNumber(), one.name(), one.onsCode()))
          .orElseThrow(
              () ->
                  new Refused(
                      "There is no authority "
                          + text
                          + " here. Of a new one say number, name and ONS code."));
    }
    Matcher said = NEW.matcher(text);
    if (!said.matches()) {
      throw new Refused(
          "“" + text + "” is no number, name and ONS code, such as 971, Example East, E06000999.");
    }
    return new Successor(said.group(1), said.group(2), said.group(3));
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    List<String> warnings = new ArrayList<>();
    Authority ending = ending(wanted);
    cycles
        .entryOf(about.cycle(), ending.dfeNumber())
        .ifPresent(
            entry ->
                warnings.add(
                    "Its entry of this year stays under its name; whoever holds a role of its"
                        + " successors does what is open in it. The next year begins with the"
                        + " successors in its group."));
    for (Successor one : successors(wanted)) {
      if (region.findAuthority(one.dfeNumber()).isEmpty()
          || region.holders(Role.DCS, one.dfeNumber()).isEmpty()) {
        warnings.add(
            "Nobody is director of "
                + one.name()
                + " yet: appoint one from its first day, or nobody can do the work that passes on.");
      }
    }
    warnings.add(
        "Figures stay those of "
            + ending.name()
            + ". Statistical neighbours of its successors begin with the model that DfE makes for"
            + " them.");
    return warnings;
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return ending(wanted).name()
        + " ends on "
        + EnglishText.day(wanted.day("last", "The last day"))
        + ", and "
        + successors(wanted).stream().map(Successor::name).collect(Collectors.joining(" and "))
        + " come after it";
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return Optional.of(
        new Inverse("authority-goes-on", Map.of("authority", wanted.text("authority"))));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    Authority ending = ending(wanted);
    LocalDate last = wanted.day("last", "The last day");
    List<Successor> after = successors(wanted);
    successions.end(ending.dfeNumber(), last, after, reason);
    for (Successor one : after) {
      figures.addAuthority(
          one.dfeNumber(), one.name(), one.onsCode(), last.plusDays(1), ending.dfeNumber());
    }
  }
}
