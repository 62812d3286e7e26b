package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.challenge.Day;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.cycle.WorkingDays;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** Another date, hour or place for a group's challenge day. */
@Component
class MoveDay extends NamedChange {

  private final Days days;
  private final Sessions sessions;
  private final Cycles cycles;
  private final WorkingDays workingDays;
  private final Clock clock;

  MoveDay(Days days, Sessions sessions, Cycles cycles, WorkingDays workingDays, Clock clock) {
    super(
        "move-day",
        "Move the challenge day",
        "Another date, hour or place. Due dates, invitations and the reading pack follow.");
    this.days = days;
    this.sessions = sessions;
    this.cycles = cycles;
    this.workingDays = workingDays;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about
        .group()
        .map(cycles::group)
        .filter(group -> group.members().stream().noneMatch(m -> sessions.notes(m).isPresent()))
        .isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    Day day = days.of(about.group().orElseThrow());
    return List.of(
        ChangeField.date("date", "Date", day.date()),
        new ChangeField(
            "starts",
            "Begins at",
            "",
            ChangeField.Type.TIME,
            true,
            day.starts().toString(),
            List.of()),
        ChangeField.choice(
            "mode",
            "How people meet",
            day.mode().name(),
            Arrays.stream(Mode.values())
                .map(mode -> new Option(mode.name(), mode.words()))
                .toList()),
        ChangeField.text("venue", "Venue", day.venue()),
        ChangeField.text("link", "Link for video", day.link()));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    LocalDate date = wanted.day("date", "The date");
    wanted.time("starts", "The hour");
    wanted.one(Mode.class, "mode", "How people meet");
    if (wanted.text("venue").length() > 200 || wanted.text("link").length() > 200) {
      throw new Refused("Venue and link have up to 200 characters.");
    }
    if (!date.isAfter(LocalDate.now(clock))) {
      throw new Refused(EnglishText.day(date) + " is past. Choose a day to come.");
    }
    if (!workingDays.isWorkingDay(date)) {
      throw new Refused(EnglishText.day(date) + " is no working day. Choose another.");
    }
    if (isAsItIs(about, wanted)) {
      throw new Refused("The day stands like that already: nothing would change.");
    }
  }

  private boolean isAsItIs(CaseKey about, Wanted wanted) {
    return inverse(about, wanted)
        .orElseThrow()
        .wanted()
        .equals(
            Map.of(
                "date", wanted.text("date"),
                "starts", wanted.time("starts", "The hour").toString(),
                "mode", wanted.text("mode"),
                "venue", wanted.text("venue"),
                "link", wanted.text("link")));
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    LocalDate date = wanted.day("date", "The date");
    List<String> warnings = new ArrayList<>();
    var cycle = cycles.cycle(about.cycle());
    if (!date.isBefore(cycle.summit())) {
      warnings.add(
          "This is on or after the summit of "
              + EnglishText.day(cycle.summit())
              + ": what the group finds comes too late for it.");
    }
    if (date.isAfter(cycle.closes())) {
      warnings.add("The year closes before, on " + EnglishText.day(cycle.closes()) + ".");
    }
    if (date.isBefore(cycle.assessmentDue())) {
      warnings.add(
          "Self-assessments are due after it, on " + EnglishText.day(cycle.assessmentDue()));
    }
    cycles.groups(about.cycle()).stream()
        .filter(other -> !other.key().equals(about.group().orElseThrow()))
        .filter(other -> other.day().equals(date) && !other.members().isEmpty())
        .forEach(
            other -> {
              boolean person =
                  other.facilitator().isPresent()
                      && other
                          .facilitator()
                          .equals(cycles.group(about.group().orElseThrow()).facilitator());
              boolean venue =
                  !wanted.text("venue").isEmpty()
                      && wanted.text("venue").equalsIgnoreCase(other.venue());
              warnings.add(
                  cycles.title(other.key())
                      + " meets on the same day"
                      + (person ? ", with the same facilitator" : "")
                      + (venue ? ", at the same venue" : "")
                      + ".");
            });
    return warnings;
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    String venue = wanted.text("venue");
    return EnglishText.day(wanted.day("date", "The date"))
        + ", "
        + wanted.text("starts")
        + ", "
        + wanted.one(Mode.class, "mode", "How").words()
        + (venue.isEmpty() ? "" : ", " + venue);
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    Day day = days.of(about.group().orElseThrow());
    return Optional.of(
        new Inverse(
            id(),
            Map.of(
                "date", day.date().toString(),
                "starts", day.starts().toString(),
                "mode", day.mode().name(),
                "venue", day.venue(),
                "link", day.link())));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    var group = about.group().orElseThrow();
    days.confirm(
        group,
        wanted.day("date", "The date"),
        wanted.time("starts", "The hour"),
        wanted.one(Mode.class, "mode", "How people meet"),
        wanted.text("venue"),
        wanted.text("link"),
        days.of(group).note(),
        by);
  }
}
