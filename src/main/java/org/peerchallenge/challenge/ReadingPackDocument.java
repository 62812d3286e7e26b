package org.peerchallenge.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;

/** A reading pack as a document. */
final class ReadingPackDocument {

  private ReadingPackDocument() {}

  static Content of(
      Day day,
      List<Attendee> attendees,
      Optional<Person> facilitator,
      Cycles cycles,
      SharedAssessments assessments) {
    Content.Builder content =
        Content.titled("Reading pack of " + cycles.title(day.group()))
            .subtitle(EnglishText.weekday(day.date()) + ", " + day.place())
            .attribution(
                "For the members of the group. Mutual respect, openness, honesty; feedback without"
                    + " judgement.");
    content.section("What is in this pack");
    List<String> contents = new ArrayList<>(List.of("Who comes", "The times of the day"));
    day.members()
        .forEach(
            entry ->
                contents.add(
                    "Self-assessment of "
                        + name(cycles, entry)
                        + (assessments.of(entry).isPresent() ? "" : " (not shared yet)")));
    content.bullets(contents);
    content.section("Who comes");
    content.table(
        List.of("For", "Name", "What they do"),
        attendees.stream()
            .map(one -> List.of(name(cycles, one.entry()), one.name(), one.work()))
            .toList());
    content.paragraph(
        facilitator
            .map(person -> "Facilitator: " + person.name())
            .orElse("The facilitator will be told."));
    content.section("The times of the day");
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
    content.paragraph("Each session has the same five activities:");
    for (Day.Slot slot : day.agenda()) {
      slot.entry().ifPresent(entry -> activities(content, slot, name(cycles, entry)));
    }
    content.paragraph(
        "At the end of the day all learn together: what do we take away from the sessions?");
    for (EntryKey entry : day.members()) {
      content.section("Self-assessment of " + name(cycles, entry));
      assessments
          .of(entry)
          .ifPresentOrElse(
              shared -> assessment(content, shared),
              () ->
                  content.paragraph(
                      "Not shared yet. When it is, this pack is issued again and you are told."));
    }
    return content.build();
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
    content.heading(2, "Session of " + name).table(List.of("Time", "Activity", "Length"), rows);
  }

  private static void assessment(Content.Builder content, SharedAssessments.Shared shared) {
    content.paragraph(shared.signed());
    for (Content.Section section : shared.sections()) {
      if (!section.heading().isEmpty()) {
        content.heading(Math.min(3, section.level() + 1), section.heading());
      }
      for (Content.Block block : section.blocks()) {
        if (block instanceof Content.Paragraph paragraph) {
          content.paragraph(paragraph.text());
        } else if (block instanceof Content.Bullets bullets) {
          content.bullets(bullets.items());
        } else if (block instanceof Content.Table table) {
          content.table(table.head(), table.rows());
        }
      }
    }
  }

  private static String name(Cycles cycles, EntryKey entry) {
    return cycles.entry(entry).name();
  }
}
