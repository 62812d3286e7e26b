package org.peerchallenge.change.web;

import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.change.ChangeWords;
import org.peerchallenge.change.Proposal;
import org.peerchallenge.change.Proposals;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.TrialRuns;
import org.peerchallenge.engine.TrialRuns.Deed;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A trial run of a proposed set: one case in a sandbox, in which the reader answers as anybody and
 * no mail goes out.
 */
@Controller
@RequestMapping("/process-change/{id}/trial")
class TrialRunPage {

  /** Each look does all of them again. */
  private static final int MOST_DEEDS = 300;

  private final Proposals proposals;
  private final ProposedFiles files;
  private final TrialRuns runs;
  private final Cycles cycles;
  private final ChangeWords words;
  private final PageGuard guard;

  TrialRunPage(
      Proposals proposals,
      ProposedFiles files,
      TrialRuns runs,
      Cycles cycles,
      ChangeWords words,
      PageGuard guard) {
    this.proposals = proposals;
    this.files = files;
    this.runs = runs;
    this.cycles = cycles;
    this.words = words;
    this.guard = guard;
  }

  /** Who may not look goes no further; a set with mistakes cannot be tried. */
  @ModelAttribute("one")
  Proposal one(@PathVariable long id, Principal who) {
    boolean may = guard.mayRead(who, ReadingPolicy::processChange);
    return may ? proposals.find(id).orElseThrow(NotFound::new) : refused();
  }

  private static Proposal refused() {
    throw new NotFound();
  }

  @GetMapping
  String show(
      @PathVariable long id,
      @RequestParam(defaultValue = "") String as,
      HttpSession session,
      Model model) {
    FileSet set = proposals.files(id);
    List<Deed> deeds = deeds(session, id);
    model.addAttribute("mayBeTried", files.checked(set).mayBeDeployed());
    model.addAttribute("diagrams", files.diagrams(set));
    Map<String, String> cases = new LinkedHashMap<>();
    cases().forEach(one -> cases.put(one, words.about(one)));
    model.addAttribute("cases", cases);
    model.addAttribute("as", as);
    model.addAttribute("words", words);
    if (!deeds.isEmpty()) {
      model.addAttribute("begun", deeds.get(0));
      Optional<TrialRuns.State> now = runs.now(run(session, id), deeds);
      now.ifPresent(
          state -> {
            model.addAttribute("state", state);
            Map<String, String> people = new LinkedHashMap<>();
            state.tasks().stream()
                .flatMap(task -> Arrays.stream(task.who().split(", ")))
                .forEach(one -> people.computeIfAbsent(one, words::who));
            model.addAttribute("people", people);
          });
    }
    return "change/trial";
  }

  /** Does what was asked for last; a run that was put away is done again from its beginning. */
  private void act(long id, HttpSession session, List<Deed> deeds, RedirectAttributes after) {
    try {
      runs.after(run(session, id), proposals.files(id), deeds);
      session.setAttribute(name(id), new ArrayList<>(deeds));
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
  }

  @PostMapping
  String begin(
      @PathVariable long id,
      @RequestParam String diagram,
      @RequestParam(name = "case") String about,
      HttpSession session,
      RedirectAttributes after) {
    boolean known =
        files.diagrams(proposals.files(id)).containsKey(diagram) && cases().contains(about);
    if (!known || !files.checked(proposals.files(id)).mayBeDeployed()) {
      after.addFlashAttribute(
          "problem", "Choose a diagram and a case of a set that has no mistakes.");
      return home(id);
    }
    runs.close(run(session, id));
    ArrayList<Deed> deeds = new ArrayList<>();
    deeds.add(new Deed("begin", diagram, 0, samples(about)));
    act(id, session, deeds, after);
    return home(id);
  }

  /** What steps would find out, by the kind of what it holds, for a case of ours. */
  private TreeMap<String, String> samples(String about) {
    EntryKey entry =
        EntryKey.is(about)
            ? EntryKey.of(about)
            : GroupKey.is(about)
                ? cycles.group(GroupKey.of(about)).members().get(0)
                : cycles.everyEntry(cycles.all().get(0).key()).get(0).key();
    String director = "dcs-" + entry.authorities().get(0);
    TreeMap<String, String> samples = new TreeMap<>();
    samples.put("case", about);
    samples.put("ENTRY", entry.value());
    samples.put("GROUP", cycles.groupOf(entry).map(Group::key).map(GroupKey::value).orElse(about));
    samples.put("PERSON", director);
    samples.put("CANDIDATES", director);
    samples.put("REVIEW", "1");
    samples.put("CASE_STUDY", "1");
    return samples;
  }

  @PostMapping("/steps")
  String step(
      @PathVariable long id,
      @RequestParam String kind,
      @RequestParam String what,
      @RequestParam(defaultValue = "0") int index,
      @RequestParam Map<String, String> fields,
      HttpSession session,
      RedirectAttributes after) {
    List<Deed> deeds = deeds(session, id);
    boolean known = Set.of("answer", "timer", "message", "finding").contains(kind);
    boolean goesOn = !deeds.isEmpty() && deeds.size() < MOST_DEEDS;
    if (goesOn && known && index >= 0 && what.length() < 200) {
      TreeMap<String, String> values = new TreeMap<>();
      fields.forEach(
          (name, value) -> {
            if (name.startsWith("answer-") && value.length() < 200 && values.size() < 100) {
              values.put(name.substring("answer-".length()), value);
            }
          });
      values.put("case", deeds.get(0).values().get("case"));
      values.put("value", fields.getOrDefault("value", ""));
      ArrayList<Deed> longer = new ArrayList<>(deeds);
      longer.add(new Deed(kind, what, index, values));
      act(id, session, longer, after);
    } else if (goesOn && kind.equals("again")) {
      act(id, session, deeds, after);
    }
    return home(id) + as(fields.getOrDefault("as", ""));
  }

  private static String as(String who) {
    return who.matches("[\\w-]{1,64}") ? "?as=" + who : "";
  }

  @PostMapping("/end")
  String end(@PathVariable long id, HttpSession session) {
    runs.close(run(session, id));
    session.removeAttribute(name(id));
    return home(id);
  }

  /** The newest year, its entries and its groups. */
  private List<String> cases() {
    List<String> cases = new ArrayList<>();
    Optional<Cycle> newest = cycles.all().stream().findFirst();
    newest.ifPresent(
        year -> {
          cycles.everyEntry(year.key()).stream()
              .map(Entry::key)
              .map(EntryKey::value)
              .forEach(cases::add);
          cycles.groups(year.key()).stream()
              .map(Group::key)
              .map(GroupKey::value)
              .forEach(cases::add);
          cases.add(year.key().value());
        });
    return cases;
  }

  @SuppressWarnings("unchecked")
  private static List<Deed> deeds(HttpSession session, long id) {
    return session.getAttribute(name(id)) instanceof List<?> deeds ? (List<Deed>) deeds : List.of();
  }

  private static String name(long id) {
    return "trial-run-" + id;
  }

  private static String run(HttpSession session, long id) {
    return session.getId() + " " + id;
  }

  private static String home(long id) {
    return "redirect:/process-change/" + id + "/trial";
  }
}
