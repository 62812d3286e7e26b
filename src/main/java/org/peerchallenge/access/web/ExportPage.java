package org.peerchallenge.access.web;

import java.security.Principal;
import org.peerchallenge.access.EverythingHeld;
import org.peerchallenge.access.Extent;
import org.peerchallenge.access.Rule;
import org.peerchallenge.access.Standings;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.region.Region;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Answers a freedom-of-information request: the office takes out what is held on an authority. */
@Controller
class ExportPage {

  private final EverythingHeld everything;
  private final Standings standings;
  private final Region region;

  ExportPage(EverythingHeld everything, Standings standings, Region region) {
    this.everything = everything;
    this.standings = standings;
    this.region = region;
  }

  @GetMapping("/exports")
  String page(Principal who, Model model) {
    officeOnly(who);
    model.addAttribute("authorities", region.authorities());
    return "access/exports";
  }

  @GetMapping("/exports/{dfeNumber}")
  ResponseEntity<byte[]> export(@PathVariable String dfeNumber, Principal who) {
    officeOnly(who);
    if (region.findAuthority(dfeNumber).isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return Download.of(
        "everything-held-" + dfeNumber + ".zip",
        "application/zip",
        everything.archive(dfeNumber, who.getName()));
  }

  private void officeOnly(Principal who) {
    if (!Rule.everythingHeld(standings.of(who.getName())).isAtLeast(Extent.WHOLE)) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
  }
}
