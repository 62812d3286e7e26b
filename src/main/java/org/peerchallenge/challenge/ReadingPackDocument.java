package org.peerchallenge.challenge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.PastYear;
import org.peerchallenge.assessment.Proposal;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;

/** Reading pack as a document, and its running order alone on one page. */
@PrintsWords("reading-pack")
final class ReadingPackDocument {

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
      SharedAssessments assessments,
      Wording words) {
    List<Content.Fact> cover = new ArrayList<>();
    cover.add(new Content.Fact(words.of("Day"), EnglishText.weekday(day.date())));
    cover.add(new Content.Fact(words.of("Time"), times(day, words)));
    cover.add(new Content.Fact(words.of("Place"), day.place()));
    cover.add(new Content.Fact(words.of("Facilitator"), facilitator(facilitator, words)));
    for (EntryKey entry : coming(day, attendees)) {
      cover.add(
          new Content.Fact(
              words.of("From {authority}", Map.of("authority", name(cycles, entry))),
              people(attendees, entry, words)));
    }
    cover.add(new Content.Fact(words.of("Issue"), String.valueOf(issue)));
    Content.Builder content =
        Content.titled(
                words.of("Reading pack of {group}", Map.of("group", cycles.title(day.group()))))
            .subtitle(
                words.of("Challenge day, {day}", Map.of("day", EnglishText.weekday(day.date()))))
            .attribution(
                words.of(
                    "For the members of the group. Mutual respect, openness, honesty; feedback without judgement. Issue {issue}.",
                    Map.of("issue", issue)))
            .cover(cover);
    runningOrder(content, day, attendees, facilitator, cycles, words);
    questions(content, day, cycles, assessments, words);
    for (EntryKey entry : day.members()) {
      content.section(
          words.of("Self-assessment of {authority}", Map.of("authority", name(cycles, entry))));
      assessments
          .of(entry)
          .ifPresentOrElse(
              shared -> content.paragraph(shared.signed()).sections(shared.sections(), 1),
              () ->
                  content.paragraph(
                      words.of(
                          "Not shared yet. When it is, this pack is issued again and you are told.")));
      wishes(content, assessments.asksAndOffers(entry), words);
      content.sections(assessments.figures(entry), 1);
    }
    return content.build();
  }

  /** Who comes and what is when: what lies on the table on the day. */
  static Content runningOrder(
      Day day,
      List<Attendee> attendees,
      Optional<Person> facilitator,
      Cycles cycles,
      Wording words) {
    Content.Builder content =
        Content.titled(
                words.of("Running order: {group}", Map.of("group", cycles.title(day.group()))))
            .facts(
                List.of(
                    new Content.Fact(
                        words.of("Day"),
                        EnglishText.weekday(day.date()) + ", " + times(day, words)),
                    new Content.Fact(words.of("Place"), day.place()),
                    new Content.Fact(words.of("Facilitator"), facilitator(facilitator, words))));
    agenda(content.section(words.of("The times of the day")), day, cycles, words);
    content
        .section(words.of("Each session"))
        .paragraph(
            Day.ACTIVITIES.stream()
                .map(
                    one ->
                        words.of(
                            "{activity} ({minutes} minutes)",
                            Map.of("activity", one.name(), "minutes", one.minutes())))
                .collect(Collectors.joining(", ", "", ".")));
    content
        .section(words.of("Who comes"))
        .facts(
            coming(day, attendees).stream()
                .map(
                    entry -> new Content.Fact(name(cycles, entry), people(attendees, entry, words)))
                .toList());
    return content.build();
  }

  /** The members, and after them the guests who named somebody. */
  private static Set<EntryKey> coming(Day day, List<Attendee> attendees) {
    Set<EntryKey> coming = new LinkedHashSet<>(day.members());
    attendees.forEach(one -> coming.add(one.entry()));
    return coming;
  }

  private static void runningOrder(
      Content.Builder content,
      Day day,
      List<Attendee> attendees,
      Optional<Person> facilitator,
      Cycles cycles,
      Wording words) {
    content.section(words.of("The day"));
    content.heading(2, words.of("Who comes"));
    content.table(
        List.of(words.of("For"), words.of("Name"), words.of("What they do")),
        attendees.stream()
            .map(one -> List.of(name(cycles, one.entry()), one.name(), one.work()))
            .toList());
    content.paragraph(
        words.of("Facilitator: {name}", Map.of("name", facilitator(facilitator, words))));
    agenda(content.heading(2, words.of("The times of the day")), day, cycles, words);
    content.paragraph(words.of("Each session has the same five activities:"));
    for (Day.Slot slot : day.agenda()) {
      slot.entry().ifPresent(entry -> activities(content, slot, name(cycles, entry), words));
    }
    content.paragraph(
        words.of(
            "At the end of the day all learn together: what do we take away from the sessions?"));
  }

  private static void agenda(Content.Builder content, Day day, Cycles cycles, Wording words) {
    content.table(
        List.of(words.of("Time"), words.of("What"), words.of("Who")),
        day.agenda().stream()
            .map(
                slot ->
                    List.of(
                        slot.times(),
                        slot.what(),
                        slot.entry().map(entry -> name(cycles, entry)).orElse(words.of("All"))))
            .toList());
  }

  private static void activities(
      Content.Builder content, Day.Slot slot, String name, Wording words) {
    List<List<String>> rows = new ArrayList<>();
    var from = slot.from();
    for (Day.Activity activity : Day.ACTIVITIES) {
      var to = from.plusMinutes(activity.minutes());
      rows.add(
          List.of(
              EnglishText.time(from.toLocalTime()) + "–" + EnglishText.time(to.toLocalTime()),
              activity.name(),
              words.of("{minutes} minutes", Map.of("minutes", activity.minutes()))));
      from = to;
    }
    content
        .heading(3, words.of("Session of {authority}", Map.of("authority", name)))
        .table(List.of(words.of("Time"), words.of("Activity"), words.of("Length")), rows);
  }

  private static void questions(
      Content.Builder content,
      Day day,
      Cycles cycles,
      SharedAssessments assessments,
      Wording words) {
    content.section(words.of("Questions to prepare"));
    content
        .heading(2, words.of("For every self-assessment"))
        .bullets(QUESTIONS.stream().map(words::of).toList());
    for (EntryKey entry : day.members()) {
      List<Proposal> wanted = assessments.insightsWanted(entry);
      if (!wanted.isEmpty()) {
        content.heading(
            2,
            words.of(
                "What {authority} would like you to think about",
                Map.of("authority", name(cycles, entry))));
        wanted.forEach(one -> content.heading(3, one.title()).paragraph(one.description()));
      }
    }
  }

  private static void wishes(
      Content.Builder content, SharedAssessments.Wishes wishes, Wording words) {
    if (wishes.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (PastYear.Item item : wishes.lastYear()) {
      rows.add(List.of(words.of("Last year"), item.kind(), item.title()));
    }
    wishes
        .asks()
        .forEach(one -> rows.add(List.of(words.of("This year"), words.of("Ask"), one.title())));
    wishes
        .offers()
        .forEach(one -> rows.add(List.of(words.of("This year"), words.of("Offer"), one.title())));
    content
        .heading(2, words.of("Asks and offers, last year and this"))
        .table(List.of(words.of("Year"), words.of("Kind"), words.of("What")), rows);
  }

  private static String times(Day day, Wording words) {
    return words.of(
        "{from} to {until}",
        Map.of(
            "from",
            EnglishText.time(day.starts()),
            "until",
            EnglishText.time(day.ends().toLocalTime())));
  }

  private static String facilitator(Optional<Person> facilitator, Wording words) {
    return facilitator.map(Person::name).orElse(words.of("to be told"));
  }

  private static String people(List<Attendee> attendees, EntryKey entry, Wording words) {
    String people =
        attendees.stream()
            .filter(one -> one.entry().equals(entry))
            .map(one -> one.work().isBlank() ? one.name() : one.name() + ", " + one.work())
            .collect(Collectors.joining("\n"));
    return people.isEmpty() ? words.of("not named yet") : people;
  }

  private static String name(Cycles cycles, EntryKey entry) {
    return cycles.entry(entry).name();
  }
}
