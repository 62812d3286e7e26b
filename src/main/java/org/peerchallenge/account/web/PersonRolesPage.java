package org.peerchallenge.account.web;

import java.time.Clock;
import java.time.LocalDate;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.kernel.HasId;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.AppointmentType;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Roles and delegations of a person: who is appointed, until when, and who acts for them. */
@Controller
class PersonRolesPage extends PagesOnPeople {

  private final Region region;
  private final PersonView view;
  private final Clock clock;

  PersonRolesPage(Region region, PageGuard guard, PersonView view, Clock clock) {
    super(guard);
    this.region = region;
    this.view = view;
    this.clock = clock;
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
    return view.change(
        username,
        model,
        after,
        "Appointed. Their groups and tasks follow on the first day.",
        () -> {
          Role wanted = chosen(role);
          if (!PersonView.APPOINTED.contains(wanted)) {
            throw new Refused("Nobody is appointed to that here.");
          }
          if (wanted.ofAuthority() && authority.isEmpty()) {
            throw new Refused("Choose the authority for which the role is held.");
          }
          region.appoint(
              username,
              wanted,
              wanted.ofAuthority() ? authority : null,
              as,
              PersonView.day(from, "The first day"));
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
    return view.change(
        username,
        model,
        after,
        when.equals("now")
            ? "Ended. Open tasks are back with their group; what was signed stands."
            : "It ends after that day. What was signed stands.",
        () ->
            region.end(
                username,
                chosen(role),
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
    return view.change(
        username,
        model,
        after,
        "The delegation is made. Both may act on those days, and everybody can see it.",
        () -> {
          String[] parts = held.split("/", 2);
          if (region.findPerson(deputy).isEmpty() || deputy.equals(username)) {
            throw new Refused("Choose who acts for them.");
          }
          if (reason.isBlank() || reason.length() > 400) {
            throw new Refused("Say why, in up to 400 characters.");
          }
          region.delegate(
              username,
              chosen(parts[0]),
              parts.length == 2 && !parts[1].isEmpty() ? parts[1] : null,
              deputy,
              PersonView.day(from, "The first day"),
              PersonView.day(to, "The last day"),
              reason.strip());
        });
  }

  @PostMapping("/people/{username}/delegations/{id}/end")
  ModelAndView endDelegation(
      @PathVariable String username, @PathVariable long id, Model model, RedirectAttributes after) {
    return view.change(
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

  private static Role chosen(String role) {
    return HasId.find(Role.class, role).orElseThrow(() -> new Refused("Choose a role."));
  }

  private LocalDate lastDay(String lastDay, String when) {
    // A role ends with its last day: for one that ends now that was yesterday.
    return when.equals("now")
        ? LocalDate.now(clock).minusDays(1)
        : PersonView.day(lastDay, "The last day");
  }
}
