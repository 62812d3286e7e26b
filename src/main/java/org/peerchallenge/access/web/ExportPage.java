package org.peerchallenge.access.web;

import java.security.Principal;
import org.peerchallenge.access.FoiExport;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Region;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Answers a freedom-of-information request: the office takes out what is held on an authority. */
@Controller
class ExportPage {

  private final FoiExport everything;
  private final PageGuard guard;
  private final Region region;

  ExportPage(FoiExport everything, PageGuard guard, Region region) {
    this.everything = everything;
    this.guard = guard;
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
      throw new NotFound();
    }
    return Download.of(
        "everything-held-" + dfeNumber + ".zip",
        "application/zip",
        everything.archive(dfeNumber, who.getName()));
  }

  private void officeOnly(Principal who) {
    guard.readersOnly(who, ReadingPolicy::everythingHeld);
  }
}
