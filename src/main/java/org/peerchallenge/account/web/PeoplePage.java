package org.peerchallenge.account.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.Providers;
import org.peerchallenge.account.Providers.Provider;
import org.peerchallenge.account.SignInInvitations;
import org.peerchallenge.account.SignIns;
import org.peerchallenge.account.SignIns.SignIn;
import org.peerchallenge.account.TimeCodes;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.AppointmentType;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.DatedRole;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Everybody who takes part: who they are, which roles they hold from when to when, who acts for
 * them, and how they come in. The office alone sees it, and the emergency administrator, who
 * appoints the first of the office.
 */
@Controller
class PeoplePage {

  /** A person in the list. */
  record Row(Person person, List<String> roles, boolean locked, String lastIn) {}

  /** One change; what is wrong with it is said in words. */
  private interface Change {
    void make();
  }

  /** The emergency administrator is one, and made by the installation's settings. */
  private static final List<Role> APPOINTED =
      Arrays.stream(Role.values()).filter(role -> role != Role.ADMIN).toList();

  /** Line breaks too: names stand in the heads of mails. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

  private final SignIns signIns;
  private final TimeCodes codes;
  private final Region region;
  private final SignInInvitations ways;
  private final Accounts accounts;
  private final Providers providers;
  private final PageGuard guard;
  private final Clock clock;

  PeoplePage(
      SignIns signIns,
      TimeCodes codes,
      Region region,
      SignInInvitations ways,
      Accounts accounts,
      Providers providers,
      PageGuard guard,
      Clock clock) {
    this.signIns = signIns;
    this.codes = codes;
    this.region = region;
    this.ways = ways;
    this.accounts = accounts;
    this.providers = providers;
    this.guard = guard;
    this.clock = clock;
  }

  /** For all others there is no such page. */
  @ModelAttribute
  void officeOnly(Authentication who) {
    guard.writersOnly(who, ReadingPolicy::people);
  }

  @GetMapping("/people")
  String list(@RequestParam(defaultValue = "") String search, Model model) {
    Map<String, Set<RoleHeld>> roles = region.everybodysRoles();
    Map<String, String> names = authorityNames();
    String wanted = search.strip().toLowerCase(Locale.UK);
    Map<String, SignIn> latest = signIns.latest();
    model.addAttribute("search", search.strip());
    model.addAttribute(
        "rows",
        region.people().stream()
            .map(
                person ->
                    new Row(
                        person,
                        roles.getOrDefault(person.username(), Set.of()).stream()
                            .map(held -> words(held, names))
                            .toList(),
                        accounts.isLocked(person.username()),
                        latest.containsKey(person.username())
                            ? words(latest.get(person.username()))
                            : ""))
            .filter(row -> matches(row, wanted))
            .toList());
    model.addAttribute("unfilled", unfilled(roles, names));
    return "account/people";
  }

  @PostMapping("/people")
  ModelAndView add(
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      Model model,
      RedirectAttributes after) {
    String id = username.strip().toLowerCase(Locale.UK);
    try {
      Person person = checked(id, name, email);
      if (region.findPerson(id).isPresent() || id.equals("admin")) {
        throw new IllegalArgumentException("The user name " + id + " is taken. Choose another.");
      }
      region.addPerson(person);
    } catch (IllegalArgumentException e) {
      model.addAttribute("problem", e.getMessage());
      model.addAttribute("sent", Map.of("username", username, "name", name, "email", email));
      list("", model);
      return refused("account/people", model);
    }
    after.addFlashAttribute("done", name.strip() + " is added. Appoint and invite them next.");
    return new ModelAndView("redirect:/people/" + id);
  }

  @PostMapping("/people/authorities")
  ModelAndView addAuthority(
      @RequestParam(defaultValue = "") String dfeNumber,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String onsCode,
      @RequestParam(defaultValue = "") String kind,
      Model model,
      RedirectAttributes after) {
    if (!dfeNumber.matches("[0-9]{3}")
        || name.isBlank()
        || !onsCode.matches("E[0-9]{8}")
        || kind.isBlank()) {
      model.addAttribute(
          "problem",
          "An authority needs its DfE number of three digits, its name, its ONS code such as"
              + " E10000016, and what kind it is.");
      list("", model);
      return refused("account/people", model);
    }
    region.addAuthority(
        new Authority(
            dfeNumber,
            name.strip(),
            onsCode,
            kind.strip(),
            region.findAuthority(dfeNumber).flatMap(Authority::deliveryBody)));
    after.addFlashAttribute("done", name.strip() + " is kept.");
    return new ModelAndView("redirect:/people");
  }

  @GetMapping("/people/{username}")
  String show(@PathVariable String username, Model model) {
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

  @PostMapping("/people/{username}")
  ModelAndView save(
      @PathVariable String username,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      Model model,
      RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "Name and address are saved.",
        () -> {
          Person before = region.person(username);
          region.addPerson(checked(username, name, email));
          if (!before.email().equalsIgnoreCase(email.strip())) {
            // A link that waits in the old mailbox must not open the new one's account.
            ways.close(username);
          }
        });
  }

  @PostMapping("/people/{username}/roles")
  ModelAndView appoint(
      @PathVariable String username,
      @RequestParam(defaultValue = "") String role,
      @RequestParam(defaultValue = "") String authority,
      @RequestParam(defaultValue = "PERMANENT") AppointmentType as,
      @RequestParam(defaultValue = "") String from,
      Model model,
      RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "Appointed. Their groups and tasks follow on the first day.",
        () -> {
          Role wanted = Role.of(role);
          if (!APPOINTED.contains(wanted)) {
            throw new IllegalArgumentException("Nobody is appointed to that here.");
          }
          if (wanted.ofAuthority() && authority.isEmpty()) {
            throw new IllegalArgumentException("Choose the authority for which the role is held.");
          }
          region.appoint(
              username,
              wanted,
              wanted.ofAuthority() ? authority : null,
              as,
              day(from, "The first day"));
        });
  }

  @PostMapping("/people/{username}/roles/end")
  ModelAndView end(
      @PathVariable String username,
      @RequestParam String role,
      @RequestParam(defaultValue = "") String authority,
      @RequestParam(defaultValue = "") String lastDay,
      @RequestParam(defaultValue = "") String when,
      Model model,
      RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        when.equals("now")
            ? "Ended. Open tasks are back with their group; what was signed stands."
            : "It ends after that day. What was signed stands.",
        () ->
            region.end(
                username,
                Role.of(role),
                authority.isEmpty() ? null : authority,
                lastDay(lastDay, when)));
  }

  @PostMapping("/people/{username}/delegations")
  ModelAndView delegate(
      @PathVariable String username,
      @RequestParam(defaultValue = "") String held,
      @RequestParam(defaultValue = "") String deputy,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "The delegation is made. Both may act on those days, and everybody can see it.",
        () -> {
          String[] parts = held.split("/", 2);
          if (region.findPerson(deputy).isEmpty() || deputy.equals(username)) {
            throw new IllegalArgumentException("Choose who acts for them.");
          }
          if (reason.isBlank() || reason.length() > 400) {
            throw new IllegalArgumentException("Say why, in up to 400 characters.");
          }
          region.delegate(
              username,
              Role.of(parts[0]),
              parts.length == 2 && !parts[1].isEmpty() ? parts[1] : null,
              deputy,
              day(from, "The first day"),
              day(to, "The last day"),
              reason.strip());
        });
  }

  @PostMapping("/people/{username}/delegations/{id}/end")
  ModelAndView endDelegation(
      @PathVariable String username, @PathVariable long id, Model model, RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "The delegation is over.",
        () -> {
          if (region.delegationsOf(username).stream().noneMatch(one -> one.id() == id)) {
            throw new NotFound();
          }
          region.endDelegation(id, LocalDate.now(clock).minusDays(1));
        });
  }

  @PostMapping("/people/{username}/invitation")
  ModelAndView invite(
      @PathVariable String username,
      @RequestParam(defaultValue = "") String way,
      Authentication who,
      Model model,
      RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "The invitation is on its way.",
        () -> {
          if (accounts.isLocked(username)) {
            throw new IllegalArgumentException("The account is locked. Open it first.");
          }
          ways.invite(
              username, Optional.of(way).filter(provider -> !provider.isEmpty()), who.getName());
        });
  }

  @PostMapping("/people/{username}/invitation/take-back")
  ModelAndView takeBack(@PathVariable String username, Model model, RedirectAttributes after) {
    return change(
        username, model, after, "The invitation is taken back.", () -> ways.close(username));
  }

  /** Of somebody who lost their telephone. */
  @PostMapping("/people/{username}/second-factor/remove")
  ModelAndView removeSecondFactor(
      @PathVariable String username, Authentication who, Model model, RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "Taken off. At the next sign-in they set up another app.",
        () -> {
          if (username.equals(who.getName())) {
            throw new IllegalArgumentException("Ask somebody else of the office to do this.");
          }
          codes.remove(username);
          accounts.endSessions(username);
        });
  }

  @PostMapping("/people/{username}/lock")
  ModelAndView lock(
      @PathVariable String username, Authentication who, Model model, RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "Locked. They are signed out everywhere and cannot sign in.",
        () -> {
          if (username.equals(who.getName())) {
            throw new IllegalArgumentException(
                "You cannot lock yourself out. Ask somebody else of the office.");
          }
          accounts.lock(username);
          ways.close(username);
        });
  }

  @PostMapping("/people/{username}/unlock")
  ModelAndView unlock(@PathVariable String username, Model model, RedirectAttributes after) {
    return change(
        username,
        model,
        after,
        "Open again. They sign in as before.",
        () -> accounts.unlock(username));
  }

  private String words(SignIn one) {
    String way =
        one.way().startsWith("provider ")
            ? providers
                .find(one.way().substring(9))
                .map(Provider::name)
                .orElse("a provider of before")
            : "a " + one.way();
    return EnglishText.moment(one.lastAt()) + ", by " + way;
  }

  private ModelAndView change(
      String username, Model model, RedirectAttributes after, String done, Change change) {
    region.findPerson(username).orElseThrow(NotFound::new);
    try {
      change.make();
    } catch (IllegalArgumentException | IllegalStateException | NoSuchElementException e) {
      model.addAttribute("problem", e.getMessage());
      show(username, model);
      return refused("account/person", model);
    }
    after.addFlashAttribute("done", done);
    return new ModelAndView("redirect:/people/" + username);
  }

  private static ModelAndView refused(String page, Model model) {
    return new ModelAndView(page, model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
  }

  private static Person checked(String username, String name, String email) {
    if (!username.matches("[a-z0-9][a-z0-9._@-]{1,63}")) {
      throw new IllegalArgumentException(
          "A user name has 2 to 64 small letters, digits, dots, hyphens or @, and no blank.");
    }
    if (name.isBlank() || name.strip().length() > 200 || CONTROL.matcher(name.strip()).find()) {
      throw new IllegalArgumentException("Give the name, in one line of up to 200 characters.");
    }
    if (!email.strip().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+") || email.strip().length() > 200) {
      throw new IllegalArgumentException("“" + email.strip() + "” is not an e-mail address.");
    }
    return new Person(username, name.strip(), email.strip());
  }

  private LocalDate lastDay(String lastDay, String when) {
    // A role ends with its last day: for one that ends now that was yesterday.
    return when.equals("now") ? LocalDate.now(clock).minusDays(1) : day(lastDay, "The last day");
  }

  private static LocalDate day(String text, String what) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(what + " is missing or is no date.", e);
    }
  }

  private Map<String, String> authorityNames() {
    return region.authorities().stream()
        .collect(
            Collectors.toMap(
                Authority::dfeNumber,
                Authority::name,
                (one, other) -> one,
                java.util.LinkedHashMap::new));
  }

  private static String words(RoleHeld held, Map<String, String> names) {
    return held.dfeNumber() == null
        ? held.role().words()
        : held.role().words() + ", " + names.get(held.dfeNumber());
  }

  /** Directors and teams that are missing: tasks for them would find nobody. */
  private static List<String> unfilled(
      Map<String, Set<RoleHeld>> roles, Map<String, String> names) {
    Set<RoleHeld> held = roles.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    Set<RoleHeld> needed = new LinkedHashSet<>();
    names
        .keySet()
        .forEach(
            number -> {
              needed.add(new RoleHeld(Role.DCS, number));
              needed.add(new RoleHeld(Role.TEAM, number));
            });
    needed.removeAll(held);
    return needed.stream().map(role -> words(role, names)).toList();
  }

  private static boolean matches(Row row, String wanted) {
    return wanted.isEmpty()
        || (row.person().name()
                + " "
                + row.person().username()
                + " "
                + row.person().email()
                + " "
                + String.join(" ", row.roles()))
            .toLowerCase(Locale.UK)
            .contains(wanted);
  }
}
