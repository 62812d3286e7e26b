package org.peerchallenge.cockpit.web;

import static java.util.Map.entry;

import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.EngineAsSystem;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.notice.Digests;
import org.peerchallenge.notice.MailHold;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Rhythm;
import org.peerchallenge.notice.Sending;
import org.peerchallenge.notice.SentNotice;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Notices: for the office what was sent to whom, why, and what came of it; for each her own. */
@Controller
class NoticesPage {

  private static final int MOST = 200;

  /**
   * Why a notice was sent that no step of a diagram sent, by how the first part of its {@link
   * org.peerchallenge.notice.NoticeKey} begins.
   */
  static final Map<String, String> WITHOUT_STEP =
      Map.ofEntries(
          entry("account", "Somebody signs in"),
          entry("figure-import", "A file of figures waits for the machine"),
          entry("for one person", "For this person alone"),
          entry("meeting ", "A meeting was arranged, changed or called off"),
          entry("message", "A message did not arrive"),
          entry("notice", "Mails were not delivered"),
          entry("pack-run", "A reading pack could not be made"),
          entry("process-change", "A change of the process was tried out"),
          entry("register", "Asks and offers are followed"),
          entry("review ", "A reviewer accepted"),
          entry("sharing ", "The choice of readers changed"),
          entry("tasklist", "A script of Tasklist failed"),
          entry("week before ", "The day is in one week"));

  /** A line of the page. */
  record Line(SentNotice notice, String why) {}

  private final Notices notices;
  private final MailHold hold;
  private final Digests digests;
  private final Region region;
  private final Cycles cycles;
  private final HistoryService history;
  private final RepositoryService repository;
  private final EngineAsSystem asSystem;
  private final PageGuard guard;

  NoticesPage(
      Notices notices,
      MailHold hold,
      Digests digests,
      Region region,
      Cycles cycles,
      HistoryService history,
      RepositoryService repository,
      EngineAsSystem asSystem,
      PageGuard guard) {
    this.notices = notices;
    this.hold = hold;
    this.digests = digests;
    this.region = region;
    this.cycles = cycles;
    this.history = history;
    this.repository = repository;
    this.asSystem = asSystem;
    this.guard = guard;
  }

  @GetMapping("/office/notices")
  String all(@RequestParam(defaultValue = "") String about, Principal who, Model model) {
    guard.readersOnly(who, ReadingPolicy::officeWork);
    List<SentNotice> sent = notices.sent(about, Optional.empty(), MOST);
    model.addAttribute("about", about);
    model.addAttribute("most", MOST);
    model.addAttribute("lines", lines(sent));
    Sending sending = hold.sending();
    model.addAttribute("sending", sending);
    model.addAttribute(
        "heldBy",
        sending
            .heldBy()
            .map(held -> region.findPerson(held).map(Person::name).orElse(held))
            .orElse(""));
    return "cockpit/notices";
  }

  @PostMapping("/office/notices/hold")
  String hold(Principal who, RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    return held(hold.hold(who.getName()), "Mails are held already.", after);
  }

  @PostMapping("/office/notices/release")
  String release(Principal who, RedirectAttributes after) {
    guard.writersOnly(who, ReadingPolicy::officeWork);
    return held(hold.release(), "Mails are not held.", after);
  }

  private static String held(boolean done, String problem, RedirectAttributes after) {
    if (!done) {
      after.addFlashAttribute("problem", problem);
    }
    return "redirect:/office/notices";
  }

  @GetMapping("/notices/mine")
  String mine(Principal who, Model model) {
    Person person = person(who);
    model.addAttribute("rhythms", Rhythm.values());
    model.addAttribute("chosen", digests.rhythm(person.email()));
    model.addAttribute("lines", lines(notices.sent("", Optional.of(person.email()), MOST)));
    return "cockpit/my-notices";
  }

  @PostMapping("/notices/mine")
  String choose(@RequestParam Rhythm rhythm, Principal who, RedirectAttributes after) {
    digests.choose(person(who).email(), rhythm);
    after.addFlashAttribute(
        "done", "Kept: " + rhythm.words().toLowerCase(java.util.Locale.UK) + ".");
    return "redirect:/notices/mine";
  }

  private Person person(Principal who) {
    return region.findPerson(who.getName()).orElseThrow(NotFound::new);
  }

  /** Steps are named as their diagram names them; what no step sent says what happened. */
  private List<Line> lines(List<SentNotice> sent) {
    Set<String> instances =
        sent.stream().map(SentNotice::processInstanceId).collect(Collectors.toSet());
    if (instances.isEmpty()) {
      return List.of();
    }
    return asSystem.run(
        () -> {
          Map<String, HistoricProcessInstance> known = new HashMap<>();
          history
              .createHistoricProcessInstanceQuery()
              .processInstanceIds(instances)
              .list()
              .forEach(one -> known.put(one.getId(), one));
          return sent.stream()
              .map(one -> new Line(one, why(one, known.get(one.processInstanceId()))))
              .toList();
        });
  }

  private String why(SentNotice notice, HistoricProcessInstance instance) {
    if (instance == null) {
      return whyWithoutStep(notice.processInstanceId());
    }
    FlowElement step =
        repository
            .getBpmnModelInstance(instance.getProcessDefinitionId())
            .getModelElementById(notice.activityId());
    String name = step == null || step.getName() == null ? "" : step.getName();
    String about = instance.getBusinessKey() == null ? "" : cycles.title(instance.getBusinessKey());
    return Stream.of(name, about).filter(one -> !one.isEmpty()).collect(Collectors.joining(", "));
  }

  static String whyWithoutStep(String key) {
    return WITHOUT_STEP.entrySet().stream()
        .filter(one -> key.startsWith(one.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("A case that is kept no longer");
  }
}
