package org.peerchallenge.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.PastYear;
import org.peerchallenge.assessment.Proposal;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;

/** Reading pack as a document, and its running order alone on one page. */
final class ReadingPackDocument {

  private static final String VALUES =
      "For the members of the group. Mutual respect, openness, honesty; feedback without judgement.";

  /** What each peer challenge is to establish, in the programme's own terms. */
  private static final List<String> QUESTIONS =
      List.of(
          "Does the self-assessment take all possible signatures of risk into account?",
          "Which practice is excellent and should be shared more widely?",
          "Where people face significant challenges, how can others help?",
          "What would you look at first if this were your authority, and why?");

  private ReadingPackDocument() {}

  /**
   * The whole pack.
   *
   * @param issue 1 for the first
   */
  static Content of(
      Day day,
      int issue,
      List<Attendee> attendees,
      Optional<Person> facilitator,
      Cycles cycles,
      SharedAssessments assessments) {
    List<Content.Fact> cover = new ArrayList<>();
    cover.add(new Content.Fact("Day", EnglishText.weekday(day.date())));
    cover.add(new Content.Fact("Time", times(day)));
    cover.add(new Content.Fact("Place", day.place()));
    cover.add(new Content.Fact("Facilitator", facilitator(facilitator)));
    for (EntryKey entry : day.members()) {
      cover.add(new Content.Fact("From " + name(cycles, entry), people(attendees, entry)));
    }
    cover.add(new Content.Fact("Issue", String.valueOf(issue)));
    Content.Builder content =
        Content.titled("Reading pack of " + cycles.title(day.group()))
            .subtitle("Challenge day, " + EnglishText.weekday(day.date()))
            .attribution(VALUES + " Issue " + issue + ".")
            .cover(cover);
    runningOrder(content, day, attendees, facilitator, cycles);
    questions(content, day, cycles, assessments);
    for (EntryKey entry : day.members()) {
      content.section("Self-assessment of " + name(cycles, entry));
      assessments
          .of(entry)
          .ifPresentOrElse(
              shared -> content.paragraph(shared.signed()).sections(shared.sections(), 1),
              () ->
                  content.paragraph(
                      "Not shared yet. When it is, this pack is issued again and you are told."));
      wishes(content, assessments.asksAndOffers(entry));
      content.sections(assessments.figures(entry), 1);
    }
    return content.build();
  }

  /** Who comes and what is when: what lies on the table on the day. */
  static Content runningOrder(
      Day day, List<Attendee> attendees, Optional<Person> facilitator, Cycles cycles) {
    Content.Builder content =
        Content.titled("Running order: " + cycles.title(day.group()))
            .facts(
                List.of(
                    new Content.Fact("Day", EnglishText.weekday(day.date()) + ", " + times(day)),
                    new Content.Fact("Place", day.place()),
                    new Content.Fact("Facilitator", facilitator(facilitator))));
    agenda(content.section("The times of the day"), day, cycles);
    content
        .section("Each session")
        .paragraph(
            Day.ACTIVITIES.stream()
                .map(one -> one.name() + " (" + one.minutes() + " minutes)")
                .collect(Collectors.joining(", ", "", ".")));
    content
        .section("Who comes")
        .facts(
            day.members().stream()
                .map(entry -> new Content.Fact(name(cycles, entry), people(attendees, entry)))
                .toList());
    return content.build();
  }

  private static void runningOrder(
      Content.Builder content,
      Day day,
      List<Attendee> attendees,
      Optional<Person> facilitator,
      Cycles cycles) {
    content.section("The day");
    content.heading(2, "Who comes");
    content.table(
        List.of("For", "Name", "What they do"),
        attendees.stream()
            .map(one -> List.of(name(cycles, one.entry()), one.name(), one.work()))
            .toList());
    content.paragraph("Facilitator: " + facilitator(facilitator));
    agenda(content.heading(2, "The times of the day"), day, cycles);
    content.paragraph("Each session has the same five activities:");
    for (Day.Slot slot : day.agenda()) {
      slot.entry().ifPresent(entry -> activities(content, slot, name(cycles, entry)));
    }
    content.paragraph(
        "At the end of the day all learn together: what do we take away from the sessions?");
  }

  private static void agenda(Content.Builder content, Day day, Cycles cycles) {
    content.table(
        List.of("Time", "What", "Who"),
        day.agenda().stream()
            .map(
                slot ->
                    List.of(
                        slot.times(),
                        slot.what(),
                        slot.entry().map(entry -> name(cycles, entry)).orElse("All")))
            .toList());
  }

  private static void activities(Content.Builder content, Day.Slot slot, String name) {
    List<List<String>> rows = new ArrayList<>();
    var from = slot.from();
    for (Day.Activity activity : Day.ACTIVITIES) {
      var to = from.plusMinutes(activity.minutes());
      rows.add(
          List.of(
              EnglishText.time(from.toLocalTime()) + "–" + EnglishText.time(to.toLocalTime()),
              activity.name(),
              activity.minutes() + " minutes"));
      from = to;
    }
    content.heading(3, "Session of " + name).table(List.of("Time", "Activity", "Length"), rows);
  }

  private static void questions(
      Content.Builder content, Day day, Cycles cycles, SharedAssessments assessments) {
    content.section("Questions to prepare");
    content.heading(2, "For every self-assessment").bullets(QUESTIONS);
    for (EntryKey entry : day.members()) {
      List<Proposal> wanted = assessments.insightsWanted(entry);
      if (!wanted.isEmpty()) {
        content.heading(2, "What " + name(cycles, entry) + " would like you to think about");
        wanted.forEach(one -> content.heading(3, one.title()).paragraph(one.description()));
      }
    }
  }

  private static void wishes(Content.Builder content, SharedAssessments.Wishes wishes) {
    if (wishes.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (PastYear.Item item : wishes.lastYear()) {
      rows.add(List.of("Last year", item.kind(), item.title()));
    }
    wishes.asks().forEach(one -> rows.add(List.of("This year", "Ask", one.title())));
    wishes.offers().forEach(one -> rows.add(List.of("This year", "Offer", one.title())));
    content
        .heading(2, "Asks and offers, last year and this")
        .table(List.of("Year", "Kind", "What"), rows);
  }

  private static String times(Day day) {
    return EnglishText.time(day.starts()) + " to " + EnglishText.time(day.ends().toLocalTime());
  }

  private static String facilitator(Optional<Person> facilitator) {
    return facilitator.map(Person::name).orElse("to be told");
  }

  private static String people(List<Attendee> attendees, EntryKey entry) {
    String people =
        attendees.stream()
            .filter(one -> one.entry().equals(entry))
            .map(one -> one.work().isBlank() ? one.name() : one.name() + ", " + one.work())
            .collect(Collectors.joining("\n"));
    return people.isEmpty() ? "not named yet" : people;
  }

  private static String name(Cycles cycles, EntryKey entry) {
    return cycles.entry(entry).name();
  }
}
