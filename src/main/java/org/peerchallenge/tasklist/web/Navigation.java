package org.peerchallenge.tasklist.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** The way round on every page of ours: who is signed in, and where they may go. */
@ControllerAdvice
class Navigation {

  private static final Pattern YEAR = Pattern.compile("/(20\\d\\d)(?:/|$)");
  private static final Pattern PAGE_OF_A_YEAR =
      Pattern.compile("(/(?:arrangements|assessments|days|early-warnings|plan|register))/20\\d\\d");

  /** One place to go. */
  record Item(String label, String href, boolean current) {}

  private final Region region;
  private final Cycles cycles;
  private final PageGuard guard;
  private final ObjectProvider<OurPages> pages;

  Navigation(Region region, Cycles cycles, PageGuard guard, ObjectProvider<OurPages> pages) {
    this.guard = guard;
    this.region = region;
    this.cycles = cycles;
    this.pages = pages;
  }

  @ModelAttribute("signedInAs")
  String signedInAs(Principal who) {
    return who == null
        ? null
        : region.findPerson(who.getName()).map(Person::name).orElse(who.getName());
  }

  @ModelAttribute("navigation")
  List<Item> navigation(Principal who, HttpServletRequest request) {
    if (who == null) {
      return List.of();
    }
    List<Item> items = new ArrayList<>();
    String here = request.getRequestURI().substring(request.getContextPath().length());
    items.add(item("Start", "/", here));
    if (guard.mayWrite(who, ReadingPolicy::officeWork)) {
      addIfThere(items, "Nine o’clock", "/office", here);
      addIfThere(items, "Search", "/office/search", here);
    }
    items.add(item("Your tasks", "/camunda/app/tasklist/default/", here));
    year(here, request)
        .ifPresent(
            cycle -> {
              if (guard.mayRead(who, ReadingPolicy::register)) {
                addIfThere(items, "Asks and offers", "/register/" + cycle.key(), here);
              }
              addIfThere(items, "Plan", "/plan/" + cycle.key(), here);
              if (guard.mayWrite(who, ReadingPolicy::arrangements)) {
                addIfThere(items, "Arrangements", "/arrangements/" + cycle.key(), here);
              }
            });
    if (guard.mayRead(who, ReadingPolicy::figureImports)) {
      addIfThere(items, "Figures", "/figures/imports", here);
    }
    if (guard.mayWrite(who, ReadingPolicy::people)) {
      addIfThere(items, "People", "/people", here);
    }
    if (guard.mayRead(who, ReadingPolicy::cockpit)) {
      items.add(item("Cockpit", "/camunda/app/cockpit/default/", here));
    }
    if (guard.mayRead(who, ReadingPolicy::operation)) {
      addIfThere(items, "Operation", "/operation", here);
    }
    addIfThere(items, "Demo clock", "/demo/clock", here);
    return items;
  }

  /**
   * The year that a page is about, which its address names; the newest open one on all others. With
   * two years side by side the menu stays in the one that somebody is in.
   */
  private Optional<Cycle> year(String here, HttpServletRequest request) {
    Matcher named = YEAR.matcher(here);
    String key = named.find() ? named.group(1) : String.valueOf(request.getParameter("year"));
    return cycles.all().stream()
        .filter(cycle -> cycle.key().value().equals(key) && cycle.isOpen())
        .findFirst()
        .or(() -> cycles.all().stream().filter(Cycle::isOpen).findFirst());
  }

  /** The same page of the other years, where it has one of each year and there are several. */
  @ModelAttribute("yearsOfPage")
  List<Item> yearsOfPage(Principal who, HttpServletRequest request) {
    String here = request.getRequestURI().substring(request.getContextPath().length());
    Matcher page = PAGE_OF_A_YEAR.matcher(here);
    if (who == null || !request.getMethod().equals("GET") || !page.matches()) {
      return List.of();
    }
    boolean office = guard.mayWrite(who, ReadingPolicy::officeWork);
    List<Item> years =
        cycles.all().stream()
            .filter(cycle -> office || cycle.isOpen() || here.endsWith(cycle.key().value()))
            .map(cycle -> item(cycle.label(), page.group(1) + "/" + cycle.key(), here))
            .toList();
    return years.size() > 1 ? years : List.of();
  }

  private void addIfThere(List<Item> items, String label, String href, String here) {
    if (pages.getObject().has(href)) {
      items.add(item(label, href, here));
    }
  }

  private static Item item(String label, String href, String here) {
    return new Item(label, href, here.equals(href));
  }
}
