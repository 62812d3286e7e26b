package org.peerchallenge.change.web;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.peerchallenge.change.Proposal;
import org.peerchallenge.change.Proposals;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.engine.TrialRuns;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** A past case replayed with a proposed set, and where it would have gone otherwise. */
@Controller
class ReplayPage {

  private final Proposals proposals;
  private final ProposedFiles files;
  private final Replay replay;
  private final Region region;

  ReplayPage(Proposals proposals, ProposedFiles files, Replay replay, Region region) {
    this.proposals = proposals;
    this.files = files;
    this.replay = replay;
    this.region = region;
  }

  @GetMapping("/process-change/{id}/replay")
  String show(
      @PathVariable long id,
      @RequestParam(name = "case", defaultValue = "") String root,
      Principal who,
      Model model) {
    boolean may =
        who != null
            && (region.holds(who.getName(), Role.ANALYST)
                || region.holds(who.getName(), Role.OFFICE));
    Optional<Proposal> one = may ? proposals.find(id) : Optional.empty();
    if (one.isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
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
      } catch (TrialRuns.Refused e) {
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
