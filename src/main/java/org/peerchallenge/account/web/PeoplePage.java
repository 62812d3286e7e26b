package org.peerchallenge.account.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.account.Accounts;
import org.peerchallenge.account.SignInInvitations;
import org.peerchallenge.account.SignIns;
import org.peerchallenge.account.SignIns.SignIn;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Everybody who takes part: who they are, which roles they hold and when they last came in. The
 * office alone sees it, and the emergency administrator, who appoints the first of the office.
 */
@Controller
class PeoplePage extends PagesOnPeople {

  /** A person in the list. */
  record Row(Person person, List<String> roles, boolean locked, String lastIn) {}

  /** Line breaks too: names stand in the heads of mails. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]");

  private final SignIns signIns;
  private final Region region;
  private final SignInInvitations ways;
  private final Accounts accounts;
  private final PersonView view;

  PeoplePage(
      SignIns signIns,
      Region region,
      SignInInvitations ways,
      Accounts accounts,
      PageGuard guard,
      PersonView view) {
    super(guard);
    this.signIns = signIns;
    this.region = region;
    this.ways = ways;
    this.accounts = accounts;
    this.view = view;
  }

  @GetMapping("/people")
  String list(@RequestParam(defaultValue = "") String search, Model model) {
    Map<String, Set<RoleHeld>> roles = region.everybodysRoles();
    Map<String, String> names = view.authorityNames();
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
                            ? view.words(latest.get(person.username()))
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
      Person added = checked(id, name, email);
      if (region.findPerson(id).isPresent() || id.equals("admin")) {
        throw new Refused("The user name " + id + " is taken. Choose another.");
      }
      region.addPerson(added);
    } catch (Refused e) {
      model.addAttribute("problem", e.getMessage());
      model.addAttribute("sent", Map.of("username", username, "name", name, "email", email));
      list("", model);
      return PersonView.refused("account/people", model);
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
      return PersonView.refused("account/people", model);
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
    return view.show(username, model);
  }

  @PostMapping("/people/{username}")
  ModelAndView save(
      @PathVariable String username,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String email,
      Model model,
      RedirectAttributes after) {
    return view.change(
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

  private static Person checked(String username, String name, String email) {
    if (!username.matches("[a-z0-9][a-z0-9._@-]{1,63}")) {
      throw new Refused(
          "A user name has 2 to 64 small letters, digits, dots, hyphens or @, and no blank.");
    }
    if (name.isBlank() || name.strip().length() > 200 || CONTROL.matcher(name.strip()).find()) {
      throw new Refused("Give the name, in one line of up to 200 characters.");
    }
    if (!email.strip().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+") || email.strip().length() > 200) {
      throw new Refused("“" + email.strip() + "” is not an e-mail address.");
    }
    return new Person(username, name.strip(), email.strip());
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
