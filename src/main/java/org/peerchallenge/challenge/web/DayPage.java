package org.peerchallenge.challenge.web;

import java.security.Principal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.challenge.Attendee;
import org.peerchallenge.challenge.Day;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.Invitations;
import org.peerchallenge.challenge.Readers;
import org.peerchallenge.challenge.ReadingPacks;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.challenge.SessionNotes;
import org.peerchallenge.challenge.SessionRecords.AffirmedStrength;
import org.peerchallenge.challenge.SessionRecords.Answer;
import org.peerchallenge.challenge.SessionRecords.Commitment;
import org.peerchallenge.challenge.SessionRecords.Insight;
import org.peerchallenge.challenge.SessionRecords.Wish;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.challenge.Words;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.document.Documents;
import org.peerchallenge.document.ReaderCopy;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.kernel.web.NotYet;
import org.peerchallenge.region.Region;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a challenge day: when and where, who comes, the pack, and what was noted. */
@Controller
class DayPage {

  /** A line of the agenda in words. */
  record Slot(String times, String what, String who) {}

  /** Who comes for an entry, and whether the reader may change that. */
  record Team(String entry, String name, String how, List<Attendee> people, boolean mayChange) {}

  /** The notes of a session in words. */
  record Notes(
      String name,
      String concerns,
      List<Answer> answers,
      String raised,
      String raisedNote,
      List<AffirmedStrength> strengths,
      List<InsightShown> insights,
      String heard,
      List<CommitmentShown> commitments,
      List<Wish> asks,
      List<Wish> offers) {}

  /** An insight in words. */
  record InsightShown(String insight, String signature, String scope) {
    static InsightShown of(Insight one) {
      return new InsightShown(
          one.insight(),
          Words.signature(one.signature()),
          one.scope() == null ? "" : one.scope().words());
    }
  }

  /** A commitment in words. */
  record CommitmentShown(String commitment, String owner, String due) {
    static CommitmentShown of(Commitment one) {
      return new CommitmentShown(
          one.commitment(),
          one.owner().isEmpty() ? "nobody named yet" : one.owner(),
          one.due() == null ? "no date said" : EnglishText.weekday(one.due()));
    }
  }

  /** A link to a report. */
  record ReportLink(String name, String href) {}

  private final Cycles cycles;
  private final Days days;
  private final Teams teams;
  private final ReadingPacks packs;
  private final Sessions sessions;
  private final Readers readers;
  private final ReadingLog readings;
  private final Documents documents;
  private final Region region;
  private final Invitations invitations;

  DayPage(
      Cycles cycles,
      Days days,
      Teams teams,
      ReadingPacks packs,
      Sessions sessions,
      Readers readers,
      ReadingLog readings,
      Documents documents,
      Region region,
      Invitations invitations) {
    this.cycles = cycles;
    this.days = days;
    this.teams = teams;
    this.packs = packs;
    this.sessions = sessions;
    this.readers = readers;
    this.readings = readings;
    this.documents = documents;
    this.region = region;
    this.invitations = invitations;
  }

  /** Start pages led here once. */
  @GetMapping("/days/{year:20\\d\\d}/group-{number:[1-9]\\d?}")
  String oldAddress(@PathVariable String year, @PathVariable String number) {
    return "redirect:/days/" + year + "/" + number;
  }

  @GetMapping("/days/{year}/{number}")
  String day(@PathVariable String year, @PathVariable String number, Principal who, Model model) {
    GroupKey group = readable(year, number, who);
    String reader = who.getName();
    Day day = days.of(group);
    boolean office = readers.isOffice(reader);
    model.addAttribute("title", cycles.title(group));
    model.addAttribute("day", day);
    model.addAttribute(
        "when", EnglishText.weekday(day.date()) + ", " + EnglishText.time(day.starts()));
    model.addAttribute("office", office);
    model.addAttribute("replies", invitations.replies(group));
    model.addAttribute("modes", Mode.values());
    model.addAttribute(
        "facilitator", teams.facilitator(group).map(one -> one.name()).orElse("to be told"));
    model.addAttribute(
        "agenda",
        day.agenda().stream()
            .map(
                slot ->
                    new Slot(slot.times(), slot.what(), slot.entry().map(this::name).orElse("All")))
            .toList());
    model.addAttribute(
        "teams",
        cycles.coming(group).stream().map(entry -> team(group, entry, reader, office)).toList());
    model.addAttribute("guests", cycles.guests(group).stream().map(EntryKey::value).toList());
    model.addAttribute(
        "pack", readers.mayReadPack(reader, group) ? packs.readable(group).orElse(null) : null);
    model.addAttribute("packInWord", packs.readableWord(group).isPresent());
    List<Notes> notes = new ArrayList<>();
    for (EntryKey entry : day.members()) {
      if (readers.mayReadNotes(reader, group, entry)) {
        notes(entry)
            .ifPresent(
                taken -> {
                  readings.note(entry, reader, What.NOTES);
                  notes.add(taken);
                });
      }
    }
    model.addAttribute("notes", notes);
    model.addAttribute(
        "learning",
        readers.mayReadLearning(reader, group) ? sessions.learning(group).orElse(null) : null);
    model.addAttribute(
        "reports",
        day.members().stream()
            .map(entry -> new ReportLink(name(entry), Reports.page(entry)))
            .toList());
    return "challenge/day";
  }

  private Team team(GroupKey group, EntryKey entry, String reader, boolean office) {
    String how =
        teams
            .how(group, entry)
            .map(
                known ->
                    switch (known) {
                      case NAMED -> "";
                      case DIRECTOR_ALONE -> "Nobody else was named in time.";
                      case AGREED -> "Agreed with the programme office.";
                    })
            .orElse("Not named yet.");
    return new Team(
        entry.value(),
        name(entry),
        how,
        teams.of(group, entry),
        office || readers.isDirector(reader, entry));
  }

  private Optional<Notes> notes(EntryKey entry) {
    return sessions.notes(entry).map(notes -> shown(entry, notes));
  }

  private Notes shown(EntryKey entry, SessionNotes notes) {
    return new Notes(
        name(entry),
        notes.concerns(),
        notes.answers(),
        String.join(", ", notes.raised().stream().map(Words::signature).toList()),
        notes.raisedNote(),
        notes.strengths(),
        notes.insights().stream().map(InsightShown::of).toList(),
        notes.heard(),
        notes.commitments().stream().map(CommitmentShown::of).toList(),
        notes.asks(),
        notes.offers());
  }

  @GetMapping("/days/{year}/{number}/pack")
  ResponseEntity<byte[]> pack(
      @PathVariable String year, @PathVariable String number, Principal who) {
    GroupKey group = readable(year, number, who);
    ReadingPacks.Issue issue = packToRead(group, who);
    var document = documents.find(issue.document()).orElseThrow(Pages::notFound);
    notePackRead(group, issue, who);
    return Download.of(document, ReaderCopy.of(documents.bytes(document.id()), copyOf(who)));
  }

  @GetMapping("/days/{year}/{number}/pack/word")
  ResponseEntity<byte[]> packInWord(
      @PathVariable String year, @PathVariable String number, Principal who) {
    GroupKey group = readable(year, number, who);
    ReadingPacks.Issue issue = packToRead(group, who);
    var document = packs.readableWord(group).orElseThrow(Pages::notFound);
    notePackRead(group, issue, who);
    return Download.of(document, ReaderCopy.ofWord(documents.bytes(document.id()), copyOf(who)));
  }

  private ReadingPacks.Issue packToRead(GroupKey group, Principal who) {
    if (!readers.mayReadPack(who.getName(), group)) {
      throw Pages.notFound();
    }
    return packs
        .readable(group)
        .orElseThrow(
            () ->
                new NotYet(
                    "The reading pack is issued ten working days before the challenge day, which is on %s, and made anew when something in it changes."
                        .formatted(EnglishText.weekday(days.of(group).date()))));
  }

  private void notePackRead(GroupKey group, ReadingPacks.Issue issue, Principal who) {
    packs
        .holds(issue, group)
        .forEach(entry -> readings.note(entry, who.getName(), What.READING_PACK));
  }

  /** Whoever finds a copy lying about sees whose it was. */
  private String copyOf(Principal who) {
    return "Copy of " + region.person(who.getName()).name();
  }

  /** The day on one page. */
  @GetMapping("/days/{year}/{number}/running-order")
  ResponseEntity<byte[]> runningOrder(
      @PathVariable String year, @PathVariable String number, Principal who) {
    return runningOrder(readable(year, number, who), "pdf");
  }

  @GetMapping("/days/{year}/{number}/running-order/word")
  ResponseEntity<byte[]> runningOrderInWord(
      @PathVariable String year, @PathVariable String number, Principal who) {
    return runningOrder(readable(year, number, who), "word");
  }

  private ResponseEntity<byte[]> runningOrder(GroupKey group, String kind) {
    return Download.of(
        "running-order-" + group.value().replace('/', '-'), kind, packs.runningOrder(group));
  }

  /** The office changes the day in the one place where it stands. */
  @PostMapping("/days/{year}/{number}")
  String change(
      @PathVariable String year,
      @PathVariable String number,
      @RequestParam String date,
      @RequestParam String starts,
      @RequestParam String mode,
      @RequestParam(defaultValue = "") String venue,
      @RequestParam(defaultValue = "") String link,
      @RequestParam(defaultValue = "") String note,
      Principal who,
      RedirectAttributes after) {
    GroupKey group = readable(year, number, who);
    if (!readers.isOffice(who.getName())) {
      throw Pages.notFound();
    }
    try {
      days.refuseToMoveUnseen(group, LocalDate.parse(date));
      days.confirm(
          group,
          LocalDate.parse(date),
          LocalTime.parse(starts),
          Mode.valueOf(mode),
          shortened(venue),
          shortened(link),
          note.length() > 4000 ? note.substring(0, 4000) : note,
          who.getName());
      after.addFlashAttribute("done", "The day was changed. Everybody who is invited is told.");
    } catch (Refused e) {
      after.addFlashAttribute("refused", e.getMessage());
    } catch (DateTimeParseException | IllegalArgumentException e) {
      after.addFlashAttribute("refused", "Please give date, time and kind of meeting.");
    }
    return "redirect:" + group.page();
  }

  /** Somebody is added after the team was named. */
  @PostMapping("/days/{year}/{number}/attendees")
  String add(
      @PathVariable String year,
      @PathVariable String number,
      @RequestParam String entry,
      @RequestParam String name,
      @RequestParam String email,
      @RequestParam(defaultValue = "") String work,
      Principal who,
      RedirectAttributes after) {
    GroupKey group = readable(year, number, who);
    EntryKey member = changeable(entry, who);
    if (name.isBlank() || !email.matches("[^\\s@]+@[^\\s@]+\\.[^\\s@]+")) {
      after.addFlashAttribute("refused", "Please give a name and an e-mail address.");
    } else {
      try {
        teams.addLater(
            group,
            member,
            new Teams.Guest(shortened(name), shortened(email), shortened(work)),
            who.getName());
        after.addFlashAttribute("done", name + " was added and gets an invitation.");
      } catch (Refused e) {
        after.addFlashAttribute("refused", e.getMessage());
      }
    }
    return "redirect:" + group.page();
  }

  /** Somebody is taken off after the team was named. */
  @PostMapping("/days/{year}/{number}/attendees/{id}/remove")
  String remove(
      @PathVariable String year,
      @PathVariable String number,
      @PathVariable long id,
      @RequestParam String entry,
      Principal who,
      RedirectAttributes after) {
    GroupKey group = readable(year, number, who);
    try {
      teams.removeLater(group, changeable(entry, who), id);
      after.addFlashAttribute("done", "The team was changed.");
    } catch (Refused e) {
      after.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:" + group.page();
  }

  private EntryKey changeable(String entry, Principal who) {
    if (!EntryKey.is(entry)) {
      throw Pages.notFound();
    }
    EntryKey key = EntryKey.of(entry);
    if (!readers.isOffice(who.getName()) && !readers.isDirector(who.getName(), key)) {
      throw Pages.notFound();
    }
    return key;
  }

  private GroupKey readable(String year, String number, Principal who) {
    String key = year + "/group-" + number;
    if (who == null || !GroupKey.is(key)) {
      throw Pages.notFound();
    }
    GroupKey group = GroupKey.of(key);
    if (cycles.findGroup(group).isEmpty() || !readers.mayReadDay(who.getName(), group)) {
      throw Pages.notFound();
    }
    return group;
  }

  private static String shortened(String text) {
    String clean = text.strip();
    return clean.length() > 200 ? clean.substring(0, 200) : clean;
  }

  private String name(EntryKey entry) {
    return cycles.entry(entry).name();
  }
}
