package org.peerchallenge.cockpit.web;

import java.security.Principal;
import java.util.List;
import org.peerchallenge.access.ReadingPolicy;
import org.peerchallenge.access.web.PageGuard;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.cockpit.CaseFile;
import org.peerchallenge.cockpit.CaseHistory;
import org.peerchallenge.cockpit.NineOClock;
import org.peerchallenge.cockpit.NineOClock.Open;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.kernel.web.NotFound;
import org.peerchallenge.notice.Notices;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The page of a case, an entry's or a group's: each reader sees their part of it; tasks, mails and
 * what everybody did are the office's.
 */
@Controller
class CasePage {

  private static final int MAILS_SHOWN = 50;

  private final CaseFile file;
  private final NineOClock nine;
  private final CaseHistory history;
  private final Notices notices;
  private final Pauses pauses;
  private final Reading reading;
  private final Cycles cycles;
  private final PageGuard guard;

  CasePage(
      CaseFile file,
      NineOClock nine,
      CaseHistory history,
      Notices notices,
      Pauses pauses,
      Reading reading,
      Cycles cycles,
      PageGuard guard) {
    this.file = file;
    this.nine = nine;
    this.history = history;
    this.notices = notices;
    this.pauses = pauses;
    this.reading = reading;
    this.cycles = cycles;
    this.guard = guard;
  }

  @GetMapping("/cases/{year:20\\d\\d}/{local}")
  String show(@PathVariable String year, @PathVariable String local, Principal who, Model model) {
    String key = CycleKey.of(year) + "/" + local;
    boolean office = guard.mayWrite(who, ReadingPolicy::officeWork);
    if (EntryKey.is(key) && cycles.findEntry(EntryKey.of(key)).isPresent()) {
      showEntry(EntryKey.of(key), who.getName(), office, model);
    } else if (GroupKey.is(key) && cycles.findGroup(GroupKey.of(key)).isPresent()) {
      showGroup(GroupKey.of(key), who.getName(), model);
    } else {
      throw new NotFound();
    }
    model.addAttribute("key", key);
    model.addAttribute("title", nine.title(key));
    model.addAttribute("year", year);
    model.addAttribute("office", office);
    if (office) {
      addOffices(key, model);
    }
    return "cockpit/case";
  }

  private void showEntry(EntryKey entry, String reader, boolean office, Model model) {
    model.addAttribute("it", file.of(entry, reader).orElseThrow(NotFound::new));
    boolean director = reading.isDirector(reader, entry);
    model.addAttribute("director", director);
    // A pause may be an inspection's: its directors' and the office's alone.
    if (office || director) {
      pauses.of(entry).ifPresent(pause -> model.addAttribute("pause", pause));
    }
    cycles
        .groupOf(entry)
        .map(group -> group.key())
        .filter(group -> file.of(group, reader).isPresent())
        .ifPresent(group -> model.addAttribute("group", group));
  }

  private void showGroup(GroupKey group, String reader, Model model) {
    model.addAttribute("it", file.of(group, reader).orElseThrow(NotFound::new));
    model.addAttribute("director", false);
    model.addAttribute(
        "members",
        cycles.group(group).members().stream()
            .filter(member -> file.of(member, reader).isPresent())
            .map(cycles::entry)
            .toList());
  }

  private void addOffices(String key, Model model) {
    List<Open> open = nine.open().stream().filter(task -> task.key().equals(key)).toList();
    model.addAttribute("open", open);
    model.addAttribute("histories", history.of(key));
    model.addAttribute("done", nine.doneOf(key));
    model.addAttribute("changed", nine.changedOf(key));
    model.addAttribute("mails", notices.sentAbout(key, MAILS_SHOWN));
    model.addAttribute("mailsShown", MAILS_SHOWN);
  }
}
