package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.SessionNotes;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;

/** The form in which a facilitator notes one session of a day. */
@FormRef(value = "record-session", key = Holds.GROUP, reads = "entry")
class RecordSessionForm implements TaskForm<RecordSessionForm.Shown, SessionNotes> {

  record Shown(
      String dayPage,
      String entryName,
      Optional<String> mostConcerned,
      List<Option> peers,
      @JsonUnwrapped SessionNotes notes) {}

  private final Cycles cycles;
  private final Days days;
  private final Sessions sessions;

  RecordSessionForm(Cycles cycles, Days days, Sessions sessions) {
    this.cycles = cycles;
    this.days = days;
    this.sessions = sessions;
  }

  @Override
  public Shown show(FormTask task) {
    GroupKey group = GroupKey.of(task.businessKey());
    EntryKey entry = EntryKey.of(task.variable("entry"));
    return new Shown(
        days.of(group).page(),
        cycles.entry(entry).name(),
        Optional.ofNullable(sessions.mostConcerned(entry)),
        cycles.group(group).members().stream()
            .filter(peer -> !peer.equals(entry))
            .map(peer -> new Option(cycles.entry(peer).name(), peer.value()))
            .toList(),
        sessions.notes(entry).orElse(null));
  }

  @Override
  public void submit(FormTask task, SessionNotes sent, Author author) {
    sessions.record(
        GroupKey.of(task.businessKey()),
        EntryKey.of(task.variable("entry")),
        sent,
        author.username());
  }
}
