package org.peerchallenge.tasklist.web;

import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.cockpit.OfficeWorklist;
import org.peerchallenge.concern.Concerns;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.engine.Urgency;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.RoleHeld;
import org.peerchallenge.region.Telephones;
import org.peerchallenge.tasklist.CaseProgress;
import org.peerchallenge.tasklist.Cases;
import org.peerchallenge.tasklist.LastVisits;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The start page: what waits for this person, and where everything about their part is. */
@Controller
class HomePage {

  /** A task that waits. */
  record Waiting(
      String id, String name, String about, LocalDate due, boolean overdue, boolean optional) {}

  /** How far the case of an entry is, for somebody of its authority. */
  record Case(String name, CaseProgress.View progress, List<Link> links) {}

  /** A page of ours. */
  record Link(String label, String href, String hint) {}

  /** An entry that the person belongs to, or a group whose day they lead. */
  record Part(String name, List<Link> links) {}

  /** The ten sections of a self-assessment are due on one day, and somebody may hold two roles. */
  private static final int SHOWN = 12;

  private static final int MOST = 200;

  private final TaskService tasks;
  private final IdentityService identity;
  private final Region region;
  private final Cycles cycles;
  private final Cases cases;
  private final OfficeWorklist worklist;
  private final NineOClock nineOClock;
  private final OurPages pages;
  private final Concerns concerns;
  private final PageGuard guard;
  private final CaseProgress progress;
  private final LastVisits visits;
  private final Telephones telephones;
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
      Concerns concerns,
      PageGuard guard,
      CaseProgress progress,
      LastVisits visits,
      Telephones telephones,
      Clock clock) {
    this.progress = progress;
    this.visits = visits;
    this.telephones = telephones;
    this.tasks = tasks;
    this.identity = identity;
    this.region = region;
    this.cycles = cycles;
    this.cases = cases;
    this.worklist = worklist;
    this.nineOClock = nineOClock;
    this.pages = pages;
    this.concerns = concerns;
    this.guard = guard;
    this.clock = clock;
  }

  /**
   * The start page.
   *
   * @param chosen the year to show where several run side by side; the newest open one otherwise
   */
  @GetMapping("/")
  String show(
      @RequestParam(name = "year", defaultValue = "") String chosen, Principal who, Model model) {
    String me = who.getName();
    Set<RoleHeld> roles = region.rolesOf(me);
    boolean office = guard.mayWrite(who, ReadingPolicy::officeWork);
    model.addAttribute("name", region.findPerson(me).map(Person::name).orElse(me));
    model.addAttribute("roles", roles.stream().map(this::words).toList());
    model.addAttribute("today", LocalDate.now(clock));
    List<Task> mine = tasksOf(me);
    Optional<Instant> lastVisit = visits.visit(me);
    List<Cycle> years = cycles.all().stream().filter(cycle -> office || cycle.isOpen()).toList();
    Optional<Cycle> year =
        years.stream()
            .filter(cycle -> cycle.key().value().equals(chosen))
            .findFirst()
            .or(() -> years.stream().filter(Cycle::isOpen).findFirst())
            .or(() -> years.stream().findFirst());
    model.addAttribute("year", year.orElse(null));
    model.addAttribute(
        "otherYears", years.stream().filter(one -> !year.equals(Optional.of(one))).toList());
    model.addAttribute("alone", concerns.openFor(me));
    model.addAttribute("mayRaise", concerns.mayRaise(me));
    List<String> mineIds = mine.stream().map(Task::getId).toList();
    List<Case> ownCases = year.map(y -> cases(y, me, roles, mineIds, lastVisit)).orElse(List.of());
    model.addAttribute("cases", ownCases);
    model.addAttribute("lastVisit", lastVisit.map(EnglishText::moment).orElse(""));
    model.addAttribute("telephone", telephones.of(me).orElse(""));
    addTasks(mine, ownCases, model);
    List<Part> parts = new ArrayList<>(year.map(y -> parts(y, me)).orElse(List.of()));
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
      addOffice(model, year);
    }
    return "tasklist/home";
  }

  /** Keeps the number under which colleagues and the group reach this person. */
  @PostMapping("/telephone")
  String keepTelephone(
      @RequestParam(required = false) String number, Principal who, RedirectAttributes after) {
    try {
      telephones.keep(who.getName(), number);
      after.addFlashAttribute(
          "done",
          "Your telephone number is saved. Your authority, your group and the office see it.");
    } catch (IllegalArgumentException e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/#telephone";
  }

  private String words(RoleHeld held) {
    String role = held.role().words();
    return held.dfeNumber() == null
        ? role
        : role + ", " + region.authority(held.dfeNumber()).name();
  }

  private List<Task> tasksOf(String me) {
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
    return waiting.listPage(0, MOST);
  }

  /** What waits, without what stands with its case further down. */
  private void addTasks(List<Task> mine, List<Case> ownCases, Model model) {
    Set<String> withCases =
        ownCases.stream()
            .flatMap(one -> one.progress().pieces().stream())
            .map(CaseProgress.Piece::task)
            .collect(Collectors.toSet());
    List<Task> others = mine.stream().filter(task -> !withCases.contains(task.getId())).toList();
    List<Task> first = others.stream().limit(SHOWN).toList();
    Map<String, String> titles = cases.titles(first);
    LocalDate today = LocalDate.now(clock);
    model.addAttribute(
        "tasks",
        first.stream()
            .map(task -> waiting(task, titles.getOrDefault(task.getId(), ""), today))
            .toList());
    model.addAttribute("taskCount", others.size());
    model.addAttribute("withCases", mine.size() - others.size());
  }

  private static Waiting waiting(Task task, String about, LocalDate today) {
    return new Waiting(
        task.getId(),
        task.getName(),
        about,
        Urgency.due(task).orElse(null),
        Urgency.isOverdue(task, today),
        Urgency.isOptional(task));
  }

  private List<Case> cases(
      Cycle year, String me, Set<RoleHeld> roles, List<String> mine, Optional<Instant> lastVisit) {
    Map<EntryKey, Entry> entries = new LinkedHashMap<>();
    for (RoleHeld held : roles) {
      if (held.dfeNumber() != null) {
        cycles
            .entryOf(year.key(), held.dfeNumber())
            .ifPresent(entry -> entries.put(entry.key(), entry));
      }
    }
    return entries.values().stream()
        .map(
            entry ->
                new Case(
                    entry.name() + ", " + year.label(),
                    progress.of(entry, me, mine, LocalDate.now(clock), lastVisit),
                    links(entry)))
        .toList();
  }

  private List<Part> parts(Cycle year, String me) {
    List<Part> parts = new ArrayList<>();
    for (Group group : cycles.groups(year.key())) {
      if (group.facilitator().filter(me::equals).isPresent()) {
        List<Link> links = new ArrayList<>();
        add(
            links,
            "The day",
            group.key().page(),
            EnglishText.weekday(group.day()) + ": when, where, who, and the reading pack");
        add(links, "The whole case", "/cases/" + group.key(), "people, dates, documents");
        group.members().stream()
            .map(cycles::entry)
            .forEach(
                entry ->
                    add(
                        links,
                        entry.name() + ": self-assessment",
                        "/assessments/" + entry.key(),
                        ""));
        parts.add(
            new Part("Group " + group.number() + ", which you facilitate, " + year.label(), links));
      }
    }
    return parts;
  }

  private List<Link> links(Entry entry) {
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
    cycles.guestOf(entry.key()).stream()
        .filter(group -> !group.day().isBefore(LocalDate.now(clock)))
        .forEach(
            group ->
                add(
                    links,
                    "Challenge day of group " + group.number() + ", as a guest",
                    group.key().page(),
                    EnglishText.day(group.day()) + ", and the reading pack"));
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
    add(
        links,
        "The whole case",
        "/cases/" + entry.key(),
        "people, dates, documents, asks and offers, who read it");
    return links;
  }

  private List<Link> ofRegion(Cycle year, Principal who) {
    List<Link> links = new ArrayList<>();
    if (guard.mayRead(who, ReadingPolicy::register)) {
      add(
          links,
          "Asks and offers of " + year.label(),
          "/register/" + year.key(),
          "what authorities ask for and offer");
    }
    add(
        links,
        "Improvement plan after " + year.label(),
        "/plan/" + year.key(),
        "the plan and the support for the year");
    add(
        links,
        "Challenge days of " + year.label(),
        "/days/" + year.key(),
        "when, where and with whom");
    if (guard.mayRead(who, ReadingPolicy::meetings)) {
      add(
          links,
          "Briefing and summit of " + year.label(),
          "/meetings/" + year.key(),
          "when and where");
    }
    add(links, "Your calendar", "/calendar", "your dates and due tasks on desk or telephone");
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
