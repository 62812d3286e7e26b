package org.peerchallenge.change.web;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.change.ChangeTrials;
import org.peerchallenge.change.ChangeWords;
import org.peerchallenge.change.Proposal;
import org.peerchallenge.change.Proposals;
import org.peerchallenge.change.Trial;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A past case replayed with a proposed set, and where it would have gone otherwise; it is done in
 * the background, and this page says how far it is.
 */
@Controller
@RequestMapping("/process-change/{id}/replay")
class ReplayPage {

  /** A case that can be chosen, in words. */
  record Choice(String id, String words) {}

  private final Proposals proposals;
  private final ProposedFiles files;
  private final Replay replay;
  private final ChangeTrials trials;
  private final ChangeWords words;
  private final PageGuard guard;

  ReplayPage(
      Proposals proposals,
      ProposedFiles files,
      Replay replay,
      ChangeTrials trials,
      ChangeWords words,
      PageGuard guard) {
    this.proposals = proposals;
    this.files = files;
    this.replay = replay;
    this.trials = trials;
    this.words = words;
    this.guard = guard;
  }

  @GetMapping
  String show(@PathVariable long id, Principal who, Model model) {
    Proposal one = find(id, who);
    model.addAttribute("one", one);
    model.addAttribute("mayBeTried", isSound(id));
    model.addAttribute("past", choices());
    model.addAttribute("leftOut", replay.leftOut());
    model.addAttribute("trial", trials.newest(Trial.Kind.REPLAY, Optional.of(id)).orElse(null));
    return "change/replay";
  }

  private List<Choice> choices() {
    Map<String, String> diagrams = files.diagrams(files.inUse());
    return replay.past().stream()
        .map(
            past ->
                new Choice(
                    past.id(),
                    "%s: %s, began on %s"
                        .formatted(
                            words.about(past.businessKey()),
                            diagrams.getOrDefault(past.diagram(), past.diagram()),
                            EnglishText.day(past.began()))))
        .toList();
  }

  @PostMapping
  String replay(
      @PathVariable long id,
      @RequestParam(name = "case", defaultValue = "") String past,
      Principal who,
      RedirectAttributes after) {
    find(id, who);
    if (isSound(id)) {
      try {
        trials.replay(id, past, who.getName());
      } catch (Refused e) {
        after.addFlashAttribute("problem", e.getMessage());
      }
    }
    return "redirect:/process-change/" + id + "/replay";
  }

  /** Who may not look goes no further. */
  private Proposal find(long id, Principal who) {
    if (!guard.mayRead(who, ReadingPolicy::processChange)) {
      throw new NotFound();
    }
    return proposals.find(id).orElseThrow(NotFound::new);
  }

  private boolean isSound(long id) {
    return files.checked(proposals.files(id)).mayBeDeployed();
  }
}
