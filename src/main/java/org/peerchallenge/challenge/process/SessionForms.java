package org.peerchallenge.challenge.process;

import static org.peerchallenge.challenge.process.FormValues.option;
import static org.peerchallenge.challenge.process.FormValues.text;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.challenge.Days;
import org.peerchallenge.challenge.Refused;
import org.peerchallenge.challenge.SessionNotes;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.springframework.stereotype.Component;

/** The forms of a day: the sessions, what the group learnt, and feedback on the day. */
@Component
class SessionForms implements FormHandler {

  private static final String RECORD_SESSION = "record-session";
  private static final String RECORD_LEARNING = "record-learning";
  private static final String GIVE_FEEDBACK = "give-feedback";
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  private final Cycles cycles;
  private final Days days;
  private final Sessions sessions;
  private final ObjectMapper json;

  SessionForms(Cycles cycles, Days days, Sessions sessions, ObjectMapper json) {
    this.cycles = cycles;
    this.days = days;
    this.sessions = sessions;
    this.json = json;
  }

  @Override
  public Set<String> forms() {
    return Set.of(RECORD_SESSION, RECORD_LEARNING, GIVE_FEEDBACK);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    GroupKey group = GroupKey.of(task.businessKey());
    Map<String, Object> shown = new HashMap<>();
    shown.put("dayPage", days.of(group).page());
    if (task.form().equals(RECORD_SESSION)) {
      EntryKey entry = EntryKey.of(task.variable("entry"));
      sessions.notes(entry).ifPresent(notes -> shown.putAll(json.convertValue(notes, VALUES)));
      shown.put("entryName", cycles.entry(entry).name());
      shown.put("mostConcerned", sessions.mostConcerned(entry));
      shown.put(
          "peers",
          cycles.group(group).members().stream()
              .filter(peer -> !peer.equals(entry))
              .map(peer -> option(cycles.entry(peer).name(), peer))
              .toList());
    }
    if (task.form().equals(RECORD_LEARNING)) {
      sessions
          .learning(group)
          .ifPresent(
              learning -> {
                shown.put("learning", learning.points());
                shown.put("nextTime", learning.nextTime());
              });
    }
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    GroupKey group = GroupKey.of(task.businessKey());
    try {
      switch (task.form()) {
        case RECORD_SESSION ->
            sessions.record(
                group,
                EntryKey.of(task.variable("entry")),
                json.convertValue(values, SessionNotes.class),
                author.username());
        case RECORD_LEARNING ->
            sessions.recordLearning(
                group,
                new Sessions.Learning(text(values, "learning"), text(values, "nextTime")),
                author.username());
        default ->
            sessions.giveFeedback(
                group, author.username(), text(values, "helped"), text(values, "hindered"));
      }
    } catch (Refused e) {
      throw new FormRejected(e.getMessage());
    }
  }
}
