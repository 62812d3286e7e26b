package org.peerchallenge.access;

import java.util.Optional;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.FormShown;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs that somebody from elsewhere opened a task's form which is about an entry. */
@Component
class FormReadings {

  private final ReadingLog log;
  private final RelationshipResolver relationships;
  private final Cycles cycles;

  FormReadings(ReadingLog log, RelationshipResolver relationships, Cycles cycles) {
    this.log = log;
    this.relationships = relationships;
    this.cycles = cycles;
  }

  @EventListener
  void note(FormShown shown) {
    entry(shown)
        .filter(
            entry ->
                !relationships
                    .of(shown.reader(), entry)
                    .is(Relationship.DIRECTOR, Relationship.TEAM))
        .filter(entry -> cycles.findEntry(entry).isPresent())
        .ifPresent(entry -> log.note(entry, shown.reader(), What.FORM));
  }

  private static Optional<EntryKey> entry(FormShown shown) {
    Object one = shown.task().variables().get("entry");
    String key = one == null ? shown.task().businessKey() : one.toString();
    return EntryKey.is(key) ? Optional.of(EntryKey.of(key)) : Optional.empty();
  }
}
