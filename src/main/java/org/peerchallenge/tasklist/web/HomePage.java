package org.peerchallenge.tasklist.web;

import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.kernel.EnglandTime;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.RelationshipResolver;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.cockpit.OfficeWorklist;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.engine.EngineClock;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.peerchallenge.tasklist.Cases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The start page: what waits for this person, and where everything about their part is. */
@Controller
class HomePage {

  /** A task that waits. */
  record Waiting(String id, String name, String about, LocalDate due, boolean overdue) {}

  /** A page of ours. */
  record Link(String label, String href, String hint) {}

  /** An entry that the person belongs to, or a group whose day they lead. */
  record Part(String name, List<Link> links) {}

  /** The ten sections of a self-assessment are due on one day, and somebody may hold two roles. */
  private static final int SHOWN = 12;

  private final TaskService tasks;
  private final IdentityService identity;
  private final Region region;
  private final Cycles cycles;
  private final Cases cases;
  private final OfficeWorklist worklist;
  private final NineOClock nineOClock;
  private final OurPages pages;
  private final PageGuard guard;
  private final Clock clock;

  HomePage(
      TaskService tasks,
      IdentityService identity,
      Region region,
      Cycles cycles,
      Cases cases,
      OfficeWorklist worklist,
      NineOClock nineOClock,
      OurPages pages,
      PageGuard guard,
      Clock clock) {
    this.tasks = tasks;
    this.identity = identity;
    this.region = region;
    this.cycles = cycles;
    this.cases = cases;
    this.worklist = worklist;
    this.nineOClock = nineOClock;
    this.pages = pages;
    this.guard = guard;
    this.clock = clock;
  }

  @GetMapping("/")
  String show(Principal who, Model model) {
    String me = who.getName();
    Set<RoleHeld> roles = region.rolesOf(me);
    boolean office = guard.mayWrite(who, ReadingPolicy::officeWork);
    model.addAttribute("name", region.findPerson(me).map(Person::name).orElse(me));
    model.addAttribute("roles", roles.stream().map(this::words).toList());
    model.addAttribute("today", LocalDate.now(clock));
    addTasks(me, model);
    Optional<Cycle> year = cycles.all().stream().filter(Cycle::isOpen).findFirst();
    model.addAttribute("year", year.orElse(null));
    List<Part> parts = new ArrayList<>(year.map(y -> parts(y, me, roles)).orElse(List.of()));
    if (!office && guard.mayRead(who, ReadingPolicy::processChange)) {
      List<Link> links = new ArrayList<>();
      add(links, "Change of the process", "/process-change", "what changed files would do");
      parts.add(new Part("Diagrams, tables and forms", links));
    }
    model.addAttribute("parts", parts);
    model.addAttribute("region", year.map(y -> ofRegion(y, who)).orElse(List.of()));
    model.addAttribute("demo", pages.has("/demo/clock"));
    model.addAttribute("office", office);
    if (office) {
      addOffice(model, cycles.all().stream().findFirst());
    }
    return "tasklist/home";
  }

  private String words(RoleHeld held) {
    String role = held.role().words();
    return held.dfeNumber() == null
        ? role
        : role + ", " + region.authority(held.dfeNumber()).name();
  }

  private void addTasks(String me, Model model) {
    // The engine's groups, which include those of one piece of work.
    List<String> groups =
        identity.createGroupQuery().groupMember(me).list().stream()
            .map(org.camunda.bpm.engine.identity.Group::getId)
            .toList();
    TaskQuery waiting = tasks.createTaskQuery().active().or().taskAssignee(me);
    if (!groups.isEmpty()) {
      waiting = waiting.taskCandidateGroupIn(groups);
    }
    waiting = waiting.endOr().orderByDueDate().asc().orderByTaskName().asc();
    List<Task> first = waiting.listPage(0, SHOWN);
    Map<String, String> titles = cases.titles(first);
    LocalDate today = LocalDate.now(clock);
    model.addAttribute(
        "tasks",
        first.stream()
            .map(task -> waiting(task, titles.getOrDefault(task.getId(), ""), today))
            .toList());
    model.addAttribute("taskCount", waiting.count());
  }

  private static Waiting waiting(Task task, String about, LocalDate today) {
    LocalDate due =
        task.getDueDate() == null
            ? null
            : task.getDueDate().toInstant().atZone(EnglandTime.ZONE).toLocalDate();
    return new Waiting(
        task.getId(), task.getName(), about, due, due != null && due.isBefore(today));
  }

  private List<Part> parts(Cycle year, String me, Set<RoleHeld> roles) {
    Map<Entry, Boolean> entries = new LinkedHashMap<>();
    for (RoleHeld held : roles) {
      if (held.dfeNumber() != null) {
        cycles.entryOf(year.key(), held.dfeNumber()).ifPresent(entry -> entries.put(entry, true));
      }
    }
    List<Part> parts = new ArrayList<>();
    entries.keySet().forEach(entry -> parts.add(part(year, entry)));
    for (Group group : cycles.groups(year.key())) {
      if (group.facilitator().filter(me::equals).isPresent()) {
        List<Link> links = new ArrayList<>();
        add(links, "The day", group.key().page(), "when, where, who, and the reading pack");
        group.members().stream()
            .map(cycles::entry)
            .forEach(
                entry ->
                    add(
                        links,
                        entry.name() + ": self-assessment",
                        "/assessments/" + entry.key(),
                        ""));
        parts.add(new Part("Group " + group.number() + ", which you facilitate", links));
      }
    }
    return parts;
  }

  private Part part(Cycle year, Entry entry) {
    List<Link> links = new ArrayList<>();
    add(
        links,
        "Self-assessment",
        "/assessments/" + entry.key(),
        "as it stands, its versions, and who read it");
    cycles
        .groupOf(entry.key())
        .ifPresent(
            group ->
                add(
                    links,
                    "Challenge day",
                    group.key().page(),
                    "your group, the date, the reading pack"));
    add(links, "Report back", "/reports/" + entry.key(), "what your peers saw");
    for (String dfeNumber : entry.authorities()) {
      Authority authority = region.authority(dfeNumber);
      String whose = entry.authorities().size() > 1 ? ", " + authority.name() : "";
      add(
          links,
          "Data sheet" + whose,
          "/data-sheets/" + dfeNumber,
          "your figures beside the others’");
    }
    return new Part(entry.name() + ", " + year.label(), links);
  }

  private List<Link> ofRegion(Cycle year, Principal who) {
    List<Link> links = new ArrayList<>();
    if (guard.mayRead(who, ReadingPolicy::register)) {
      add(
          links,
          "Asks and offers",
          "/register/" + year.key(),
          "what authorities ask for and offer");
    }
    add(links, "Improvement plan", "/plan/" + year.key(), "the plan and the support for the year");
    add(links, "Challenge days", "/days/" + year.key(), "when, where and with whom");
    add(links, "The region side by side", "/region/indicators", "every authority’s figures");
    return links;
  }

  private void addOffice(Model model, Optional<Cycle> year) {
    List<Link> links = new ArrayList<>();
    add(links, "Nine o’clock", "/office", "what is late, stuck or changed, and where each stands");
    year.ifPresent(
        cycle ->
            add(
                links,
                "Self-assessments of " + cycle.label(),
                "/assessments/" + cycle.key(),
                "where each stands, and since when"));
    year.ifPresent(
        cycle ->
            add(
                links,
                "Arrangements of " + cycle.label(),
                "/arrangements/" + cycle.key(),
                "participants, groups, dates, facilitators"));
    add(links, "Freedom of information", "/exports", "everything held on an authority");
    year.ifPresent(
        cycle ->
            add(
                links,
                "Early warnings",
                "/early-warnings/" + cycle.key(),
                "signatures of risk that several name, or that figures suggest"));
    add(links, "Change of the process", "/process-change", "what changed files would do");
    add(links, "People", "/people", "roles from when to when, delegations, invitations");
    links.add(new Link("Cockpit", "/camunda/app/cockpit/default/", "where every case stands"));
    model.addAttribute("officeLinks", links);
    model.addAttribute("late", nineOClock.open().stream().filter(NineOClock.Open::late).count());
    model.addAttribute("incidents", worklist.incidents());
    model.addAttribute("undelivered", worklist.undelivered());
    model.addAttribute(
        "deserted",
        worklist.deserted().stream()
            .map(
                deserted -> {
                  Map<String, String> titles = cases.titles(deserted.tasks());
                  return Map.of(
                      "group",
                      deserted.group(),
                      "tasks",
                      deserted.tasks().stream()
                          .map(
                              task -> task.getName() + ", " + titles.getOrDefault(task.getId(), ""))
                          .toList());
                })
            .toList());
  }

  private void add(List<Link> links, String label, String href, String hint) {
    if (pages.has(href)) {
      links.add(new Link(label, href, hint));
    }
  }
}
