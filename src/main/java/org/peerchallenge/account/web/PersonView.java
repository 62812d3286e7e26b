package org.peerchallenge.account.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.Providers.Provider;
import org.peerchallenge.account.SignInInvitations;
import org.peerchallenge.account.SignIns;
import org.peerchallenge.account.SignIns.SignIn;
import org.peerchallenge.account.TimeCodes;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.AppointmentType;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.DatedRole;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One person as the office sees them: roles, delegations, and how they come in. Every change on it
 * says what was done, or what is wrong with it beside what stands.
 */
@Component
class PersonView {

  /** One change; what is wrong with it is said in words. */
  interface Change {
    void make();
  }

  /** The emergency administrator is one, and made by the installation's settings. */
  static final List<Role> APPOINTED =
      Arrays.stream(Role.values()).filter(role -> role != Role.ADMIN).toList();

  private final SignIns signIns;
  private final TimeCodes codes;
  private final Region region;
  private final SignInInvitations ways;
  private final Accounts accounts;
  private final Providers providers;
  private final Clock clock;

  PersonView(
      SignIns signIns,
      TimeCodes codes,
      Region region,
      SignInInvitations ways,
      Accounts accounts,
      Providers providers,
      Clock clock) {
    this.signIns = signIns;
    this.codes = codes;
    this.region = region;
    this.ways = ways;
    this.accounts = accounts;
    this.providers = providers;
    this.clock = clock;
  }

  /** Fills the page of a person; for one that there is not, there is no page. */
  String show(String username, Model model) {
    Person person = region.findPerson(username).orElseThrow(NotFound::new);
    LocalDate today = LocalDate.now(clock);
    Map<String, String> names = authorityNames();
    List<DatedRole> history = region.historyOf(username);
    model.addAttribute("person", person);
    model.addAttribute("signIns", signIns.of(username).stream().map(this::words).toList());
    model.addAttribute("secondFactorAsked", codes.isAskedOf(username));
    model.addAttribute("secondFactor", codes.isSetUp(username));
    model.addAttribute("today", today);
    model.addAttribute("names", names);
    model.addAttribute("history", history);
    model.addAttribute("delegable", history.stream().filter(role -> !role.isOver(today)).toList());
    model.addAttribute("delegations", region.delegationsOf(username));
    model.addAttribute("appointed", APPOINTED);
    model.addAttribute("heldAs", AppointmentType.values());
    model.addAttribute(
        "others",
        region.people().stream().filter(other -> !other.username().equals(username)).toList());
    model.addAttribute("locked", accounts.isLocked(username));
    model.addAttribute("invitation", ways.of(username).orElse(null));
    model.addAttribute(
        "linked", ways.linkedProvider(username).flatMap(providers::find).orElse(null));
    model.addAttribute(
        "providers",
        providers.all().stream()
            .filter(provider -> providers.mayVouchFor(provider.id(), username))
            .toList());
    model.addAttribute(
        "providerNames",
        providers.all().stream().collect(Collectors.toMap(Provider::id, Provider::name)));
    return "account/person";
  }

  ModelAndView change(
      String username, Model model, RedirectAttributes after, String done, Change change) {
    region.findPerson(username).orElseThrow(NotFound::new);
    try {
      change.make();
    } catch (Refused e) {
      model.addAttribute("problem", e.getMessage());
      show(username, model);
      return refused("account/person", model);
    }
    after.addFlashAttribute("done", done);
    return new ModelAndView("redirect:/people/" + username);
  }

  static ModelAndView refused(String page, Model model) {
    return new ModelAndView(page, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
  }

  Map<String, String> authorityNames() {
    return region.authorities().stream()
        .collect(
            Collectors.toMap(
                Authority::dfeNumber,
                Authority::name,
                (one, other) -> one,
                java.util.LinkedHashMap::new));
  }

  String words(SignIn one) {
    String way =
        one.way().startsWith("provider ")
            ? providers
                .find(one.way().substring(9))
                .map(Provider::name)
                .orElse("a provider of before")
            : "a " + one.way();
    return EnglishText.moment(one.lastAt()) + ", by " + way;
  }

  static LocalDate day(String text, String what) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refused(what + " is missing or is no date.");
    }
  }
}
