package org.peerchallenge.assessment.web;

import java.security.Principal;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.SectionComments;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Comments of colleagues on a section; to everybody outside its team and director it is not there.
 */
@Controller
@RequestMapping(
    "/assessments/{year:20\\d\\d}/{numbers:\\d{3}(?:-\\d{3})*}/comments/{section:[a-z-]+}")
class CommentsPage {

  /** A comment as the page shows it. */
  record Shown(long id, String words, String who, String when, String settledBy) {}

  private final SectionComments comments;
  private final Sections sections;
  private final Reading reading;
  private final Cycles cycles;
  private final Region region;

  CommentsPage(
      SectionComments comments, Sections sections, Reading reading, Cycles cycles, Region region) {
    this.comments = comments;
    this.sections = sections;
    this.reading = reading;
    this.cycles = cycles;
    this.region = region;
  }

  @GetMapping
  String show(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable("section") String id,
      Principal who,
      Model model) {
    EntryKey entry = own(year, numbers, who);
    AskedSection section = section(entry, id);
    model.addAttribute("entry", entry);
    model.addAttribute("who", cycles.title(entry));
    model.addAttribute("section", section);
    model.addAttribute(
        "comments",
        comments.of(entry, section.section()).stream()
            .map(
                one ->
                    new Shown(
                        one.id(),
                        one.words(),
                        name(one.writtenBy()),
                        EnglishText.moment(one.writtenAt()),
                        one.settledBy().map(this::name).orElse("")))
            .toList());
    return "assessment/comments";
  }

  @PostMapping
  String add(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable("section") String id,
      @RequestParam(required = false) String words,
      Principal who,
      RedirectAttributes after) {
    EntryKey entry = own(year, numbers, who);
    AskedSection section = section(entry, id);
    try {
      comments.add(entry, section.section(), words, who.getName());
    } catch (Refused e) {
      after.addFlashAttribute("problem", e.getMessage());
    }
    return page(entry, section);
  }

  @PostMapping("/{comment:\\d{1,18}}/settled")
  String settle(
      @PathVariable String year,
      @PathVariable String numbers,
      @PathVariable("section") String id,
      @PathVariable long comment,
      Principal who) {
    EntryKey entry = own(year, numbers, who);
    AskedSection section = section(entry, id);
    comments.settle(entry, section.section(), comment, who.getName());
    return page(entry, section);
  }

  private static String page(EntryKey entry, AskedSection section) {
    return "redirect:/assessments/" + entry + "/comments/" + section.id();
  }

  private String name(String username) {
    return region.findPerson(username).map(Person::name).orElse(username);
  }

  private AskedSection section(EntryKey entry, String id) {
    return sections.asked(entry).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(CommentsPage::notFound);
  }

  private EntryKey own(String year, String numbers, Principal who) {
    try {
      EntryKey entry =
          cycles
              .findEntry(EntryKey.of(year + "/" + numbers))
              .orElseThrow(CommentsPage::notFound)
              .key();
      if (who == null || reading.access(who.getName(), entry) != Access.OWN) {
        throw notFound();
      }
      return entry;
    } catch (IllegalArgumentException e) {
      throw notFound();
    }
  }

  private static ResponseStatusException notFound() {
    return new NotFound();
  }
}
