package org.peerchallenge.challenge.process;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.challenge.Attendee;
import org.peerchallenge.challenge.Day;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.challenge.Words;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;

/** The form in which an entry says who comes to its day, also one that joined its group late. */
@FormRef(
    value = {"name-team", "name-team-late"},
    key = Holds.GROUP,
    reads = "entry")
class NameTeamForm implements TaskForm<NameTeamForm.Shown, NameTeamForm.Sent> {

  record Shown(
      String dayPage,
      String dayWords,
      String entryName,
      List<Option> leaders,
      List<Option> colleagues,
      Optional<String> leads,
      List<String> people,
      List<Teams.Guest> others) {}

  record Sent(String leads, List<String> people, List<Teams.Guest> others) {}

  private final Cycles cycles;
  private final Days days;
  private final Teams teams;

  NameTeamForm(Cycles cycles, Days days, Teams teams) {
    this.cycles = cycles;
    this.days = days;
    this.teams = teams;
  }

  @Override
  public Shown show(FormTask task) {
    GroupKey group = GroupKey.of(task.businessKey());
    EntryKey entry = EntryKey.of(task.variable("entry"));
    Day day = days.of(group);
    List<Person> leaders = teams.leaders(entry);
    Map<Person, Role> people = teams.people(entry);
    List<Attendee> named = teams.of(group, entry);
    return new Shown(
        day.page(),
        EnglishText.weekday(day.date()) + ", " + EnglishText.time(day.starts()),
        cycles.entry(entry).name(),
        leaders.stream().map(one -> option(one, people)).toList(),
        people.keySet().stream().map(one -> option(one, people)).toList(),
        named.stream()
            .filter(Attendee::leads)
            .flatMap(one -> one.username().stream())
            .filter(one -> isAmong(leaders, one))
            .findFirst()
            .or(() -> leaders.stream().map(Person::username).findFirst()),
        named.stream()
            .filter(one -> !one.leads())
            .flatMap(one -> one.username().stream())
            .filter(one -> isAmong(people.keySet(), one))
            .toList(),
        named.stream()
            .filter(one -> one.username().isEmpty())
            .map(one -> new Teams.Guest(one.name(), one.email(), one.work()))
            .toList());
  }

  /** Whose role has ended since is chosen anew, not invited unseen. */
  private static boolean isAmong(Collection<Person> people, String username) {
    return people.stream().anyMatch(one -> one.username().equals(username));
  }

  private static Option option(Person person, Map<Person, Role> people) {
    Role role = people.get(person);
    return new Option(
        role == null ? person.name() : person.name() + " (" + Words.role(role) + ")",
        person.username());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    teams.name(
        GroupKey.of(task.businessKey()),
        EntryKey.of(task.variable("entry")),
        sent.leads(),
        sent.people(),
        sent.others(),
        author.username());
  }
}
