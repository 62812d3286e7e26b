package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.Arrangements.Wanted;
import org.peerchallenge.cycle.Arrangements.WantedGroup;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Person;

/** What the office sent, field by field as the page names them. */
public record SentArrangements(Map<String, String> fields) {

  /** Something that is saved otherwise than it was sent. */
  public record Difference(String what, String saved, String sent) {}

  /** The version that the page showed. */
  public int version() {
    return number("version");
  }

  public int number(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new Refused("The page was sent incompletely. Open it again.");
    }
  }

  public String text(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  public Optional<String> choice(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  public LocalDate day(String name, String label) {
    try {
      return LocalDate.parse(text(name));
    } catch (DateTimeParseException e) {
      throw new Refused(label + " is needed, as a date.");
    }
  }

  /** The whole year as it was sent, for the groups and entries that exist now. */
  public Wanted wanted(List<Group> groups, List<Entry> entries) {
    List<WantedGroup> wantedGroups = new ArrayList<>();
    for (Group group : groups) {
      int n = group.number();
      if (fields.containsKey("day-" + n)) {
        wantedGroups.add(
            new WantedGroup(
                n,
                day("day-" + n, "The day of group " + n),
                text("venue-" + n),
                one(Mode.class, "mode-" + n),
                choice("facilitator-" + n)));
      }
    }
    Map<EntryKey, Optional<Integer>> places = new LinkedHashMap<>();
    for (Entry entry : entries) {
      String field = "group-" + entry.key().local();
      if (fields.containsKey(field)) {
        places.put(
            entry.key(), text(field).isEmpty() ? Optional.empty() : Optional.of(number(field)));
      }
    }
    return new Wanted(
        day("assessmentDue", "The day on which self-assessments are due"),
        day("summit", "The day of the summit"),
        day("closes", "The day on which the year closes"),
        one(Visibility.class, "visibility"),
        fields.containsKey("memorandumBlocks"),
        wantedGroups,
        places);
  }

  private <E extends Enum<E>> E one(Class<E> kind, String name) {
    try {
      return Enum.valueOf(kind, text(name));
    } catch (IllegalArgumentException e) {
      throw new Refused("The page was sent incompletely. Open it again.");
    }
  }

  /** Where the saved year is otherwise than what was sent. */
  public static List<Difference> differences(
      Wanted sent, Cycle cycle, List<Group> groups, List<Entry> entries, List<Person> people) {
    List<Difference> found = new ArrayList<>();
    add(found, "Self-assessments due", cycle.assessmentDue(), sent.assessmentDue());
    add(found, "Summit", cycle.summit(), sent.summit());
    add(found, "The year closes", cycle.closes(), sent.closes());
    add(found, "Who may read", cycle.visibility().words(), sent.visibility().words());
    add(
        found,
        "Writing waits for the memorandum",
        cycle.memorandumBlocks() ? "yes" : "no",
        sent.memorandumBlocks() ? "yes" : "no");
    for (Group group : groups) {
      sent.groups().stream()
          .filter(wanted -> wanted.number() == group.number())
          .forEach(
              wanted -> {
                String name = "Group " + group.number() + ", ";
                add(found, name + "day", group.day(), wanted.day());
                add(found, name + "venue", group.venue(), wanted.venue());
                add(found, name + "how", group.mode().words(), wanted.mode().words());
                add(
                    found,
                    name + "facilitator",
                    name(group.facilitator(), people),
                    name(wanted.facilitator(), people));
              });
    }
    for (Entry entry : entries) {
      if (sent.places().containsKey(entry.key())) {
        add(
            found,
            entry.name(),
            groups.stream()
                .filter(group -> group.members().contains(entry.key()))
                .map(group -> "Group " + group.number())
                .findFirst()
                .orElse("no group"),
            sent.places().get(entry.key()).map(n -> "Group " + n).orElse("no group"));
      }
    }
    return found;
  }

  private static String name(Optional<String> username, List<Person> people) {
    return username
        .map(
            u ->
                people.stream()
                    .filter(p -> p.username().equals(u))
                    .map(Person::name)
                    .findFirst()
                    .orElse(u))
        .orElse("nobody");
  }

  private static void add(List<Difference> found, String what, LocalDate saved, LocalDate sent) {
    add(found, what, EnglishText.day(saved), EnglishText.day(sent));
  }

  private static void add(List<Difference> found, String what, String saved, String sent) {
    if (!saved.equals(sent)) {
      found.add(
          new Difference(what, saved.isEmpty() ? "empty" : saved, sent.isEmpty() ? "empty" : sent));
    }
  }
}
