package org.peerchallenge.challenge.process;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    Optional<SessionNotes> notes = sessions.notes(entry);
    return new Shown(
        days.of(group).page(),
        cycles.entry(entry).name(),
        Optional.ofNullable(sessions.mostConcerned(entry)),
        peers(group, entry, notes),
        notes.orElse(null));
  }

  /** Whoever affirmed a strength stays an answer after leaving the group: it was said. */
  private List<Option> peers(GroupKey group, EntryKey entry, Optional<SessionNotes> notes) {
    List<EntryKey> members = cycles.group(group).members();
    Stream<Option> today =
        members.stream()
            .filter(peer -> !peer.equals(entry))
            .map(peer -> new Option(cycles.entry(peer).name(), peer.value()));
    Stream<Option> earlier =
        notes.stream()
            .flatMap(written -> written.strengths().stream())
            .flatMap(strength -> strength.affirmedBy().stream())
            .distinct()
            .map(EntryKey::of)
            .filter(peer -> !members.contains(peer))
            .map(
                peer ->
                    new Option(cycles.entry(peer).name() + " (has left the group)", peer.value()));
    return Stream.concat(today, earlier).toList();
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
