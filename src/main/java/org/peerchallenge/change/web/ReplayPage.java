package org.peerchallenge.change.web;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.change.Proposal;
import org.peerchallenge.change.Proposals;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A past case replayed with a proposed set, and where it would have gone otherwise. */
@Controller
class ReplayPage {

  private final Proposals proposals;
  private final ProposedFiles files;
  private final Replay replay;
  private final PageGuard guard;

  ReplayPage(Proposals proposals, ProposedFiles files, Replay replay, PageGuard guard) {
    this.proposals = proposals;
    this.files = files;
    this.replay = replay;
    this.guard = guard;
  }

  @GetMapping("/process-change/{id}/replay")
  String show(
      @PathVariable long id,
      @RequestParam(name = "case", defaultValue = "") String root,
      Principal who,
      Model model) {
    boolean may = guard.mayRead(who, ReadingPolicy::processChange);
    Optional<Proposal> one = may ? proposals.find(id) : Optional.empty();
    if (one.isEmpty()) {
      throw new NotFound();
    }
    boolean sound = files.checked(proposals.files(id)).mayBeDeployed();
    model.addAttribute("one", one.get());
    model.addAttribute("mayBeTried", sound);
    model.addAttribute("past", replay.past());
    model.addAttribute("chosen", root);
    model.addAttribute("days", new Days());
    if (sound && !root.isEmpty()) {
      try {
        model.addAttribute("result", replay.of(proposals.files(id), root));
      } catch (Refused e) {
        model.addAttribute("problem", e.getMessage());
      }
    }
    return "change/replay";
  }

  /** Days in words, for the page. */
  static final class Days {

    public String of(Instant moment) {
      return ProcessChangePage.moment(moment).replaceFirst(",.*", "");
    }
  }
}
