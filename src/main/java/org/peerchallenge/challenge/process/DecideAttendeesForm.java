package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.challenge.Attendee;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which the office decides on a team that is larger than is the custom. */
@FormRef(value = "decide-attendees", key = Holds.GROUP, reads = "entry")
class DecideAttendeesForm implements TaskForm<DecideAttendeesForm.Shown, DecideAttendeesForm.Sent> {

  record Shown(String entryName, int count, List<Option> named, List<Long> stay) {}

  record Sent(Decision decision, List<Long> stay, Optional<String> reason) {}

  enum Decision {
    @JsonProperty("all")
    ALL,
    @JsonProperty("fewer")
    FEWER
  }

  private final Cycles cycles;
  private final Teams teams;

  DecideAttendeesForm(Cycles cycles, Teams teams) {
    this.cycles = cycles;
    this.teams = teams;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = EntryKey.of(task.variable("entry"));
    List<Attendee> besides =
        teams.of(GroupKey.of(task.businessKey()), entry).stream()
            .filter(one -> !one.leads())
            .toList();
    return new Shown(
        cycles.entry(entry).name(),
        besides.size(),
        besides.stream().map(DecideAttendeesForm::option).toList(),
        besides.stream().map(Attendee::id).toList());
  }

  private static Option option(Attendee one) {
    return new Option(
        one.work().isBlank() ? one.name() : one.name() + " (" + one.work() + ")",
        Long.toString(one.id()));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    GroupKey group = GroupKey.of(task.businessKey());
    EntryKey entry = EntryKey.of(task.variable("entry"));
    Set<Long> stay =
        sent.decision() == Decision.FEWER
            ? Set.copyOf(sent.stay())
            : teams.of(group, entry).stream().map(Attendee::id).collect(Collectors.toSet());
    teams.agree(group, entry, stay, sent.reason().orElse(null), author.username());
  }
}
