package org.peerchallenge.challenge.process;

import static org.peerchallenge.challenge.process.FormValues.option;
import static org.peerchallenge.challenge.process.FormValues.rows;
import static org.peerchallenge.challenge.process.FormValues.text;
import static org.peerchallenge.challenge.process.FormValues.texts;

import org.peerchallenge.kernel.EnglishText;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.challenge.Attendee;
import org.peerchallenge.challenge.Day;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.Refused;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.challenge.Words;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.Mode;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** The forms before a day: when and where, and who comes. */
@Component
class DayForms implements FormHandler {

  private static final String CONFIRM_DAY = "confirm-day";
  private static final String NAME_TEAM = "name-team";
  private static final String DECIDE_ATTENDEES = "decide-attendees";

  private final Cycles cycles;
  private final Days days;
  private final Teams teams;

  DayForms(Cycles cycles, Days days, Teams teams) {
    this.cycles = cycles;
    this.days = days;
    this.teams = teams;
  }

  @Override
  public Set<String> forms() {
    return Set.of(CONFIRM_DAY, NAME_TEAM, DECIDE_ATTENDEES);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    GroupKey group = GroupKey.of(task.businessKey());
    Day day = days.of(group);
    Map<String, Object> shown = new HashMap<>();
    shown.put("dayPage", day.page());
    shown.put("groupTitle", cycles.title(group));
    shown.put("dayWords", EnglishText.weekday(day.date()) + ", " + EnglishText.time(day.starts()));
    switch (task.form()) {
      case CONFIRM_DAY -> showDay(day, shown);
      case NAME_TEAM -> showTeam(group, entry(task), shown);
      default -> showLargeTeam(group, entry(task), shown);
    }
    return shown;
  }

  private void showDay(Day day, Map<String, Object> shown) {
    shown.put("day", day.date().toString());
    shown.put("starts", EnglishText.time(day.starts()));
    shown.put("mode", day.mode().name());
    shown.put("venue", day.venue());
    shown.put("link", day.link());
    shown.put("note", day.note());
  }

  private void showTeam(GroupKey group, EntryKey entry, Map<String, Object> shown) {
    List<Person> leaders = teams.leaders(entry);
    Map<Person, Role> people = teams.people(entry);
    shown.put("entryName", cycles.entry(entry).name());
    shown.put(
        "leaders",
        leaders.stream().map(one -> option(label(one, people), one.username())).toList());
    shown.put(
        "colleagues",
        people.keySet().stream().map(one -> option(label(one, people), one.username())).toList());
    List<Attendee> named = teams.of(group, entry);
    shown.put(
        "leads",
        named.stream()
            .filter(Attendee::leads)
            .flatMap(one -> one.username().stream())
            .findFirst()
            .or(() -> leaders.stream().map(Person::username).findFirst())
            .orElse(null));
    shown.put(
        "people",
        named.stream()
            .filter(one -> !one.leads())
            .flatMap(one -> one.username().stream())
            .toList());
    shown.put(
        "others",
        named.stream()
            .filter(one -> one.username().isEmpty())
            .map(one -> Map.of("name", one.name(), "email", one.email(), "work", one.work()))
            .toList());
  }

  private void showLargeTeam(GroupKey group, EntryKey entry, Map<String, Object> shown) {
    List<Attendee> besides = teams.of(group, entry).stream().filter(one -> !one.leads()).toList();
    shown.put("entryName", cycles.entry(entry).name());
    shown.put("count", besides.size());
    shown.put(
        "named",
        besides.stream()
            .map(
                one ->
                    option(
                        one.work().isBlank() ? one.name() : one.name() + " (" + one.work() + ")",
                        one.id()))
            .toList());
    shown.put("stay", besides.stream().map(one -> Long.toString(one.id())).toList());
  }

  private static String label(Person person, Map<Person, Role> people) {
    Role role = people.get(person);
    return role == null ? person.name() : person.name() + " (" + Words.role(role) + ")";
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    GroupKey group = GroupKey.of(task.businessKey());
    try {
      switch (task.form()) {
        case CONFIRM_DAY ->
            days.confirm(
                group,
                LocalDate.parse(text(values, "day")),
                LocalTime.parse(text(values, "starts").substring(0, 5)),
                Mode.valueOf(text(values, "mode")),
                text(values, "venue"),
                text(values, "link"),
                text(values, "note"),
                author.username());
        case NAME_TEAM ->
            teams.name(
                group,
                entry(task),
                text(values, "leads"),
                texts(values, "people"),
                rows(values, "others").stream().map(DayForms::guest).toList(),
                author.username());
        default -> decide(group, entry(task), values, author);
      }
    } catch (Refused e) {
      throw new FormRejected(e.getMessage());
    }
  }

  private void decide(GroupKey group, EntryKey entry, Map<String, Object> values, Author author) {
    Set<Long> stay =
        "fewer".equals(text(values, "decision"))
            ? texts(values, "stay").stream().map(Long::valueOf).collect(Collectors.toSet())
            : teams.of(group, entry).stream().map(Attendee::id).collect(Collectors.toSet());
    teams.agree(group, entry, stay, text(values, "reason"), author.username());
  }

  private static Teams.Guest guest(Map<String, Object> row) {
    return new Teams.Guest(text(row, "name"), text(row, "email"), text(row, "work"));
  }

  private static EntryKey entry(FormTask task) {
    return EntryKey.of(task.variable("entry"));
  }
}
