package org.peerchallenge.cycle.process;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.cycle.Briefings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.region.Person;
import org.springframework.stereotype.Component;

/** The briefing, and the catch-up with those who missed it. */
@Component
class BriefingForms implements FormHandler {

  private static final String CATCH_UP = "record-catch-up";

  private final Briefings briefings;

  BriefingForms(Briefings briefings) {
    this.briefings = briefings;
  }

  @Override
  public Set<String> forms() {
    return Set.of("record-briefing", CATCH_UP);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    CycleKey year = CycleKey.of(task.businessKey());
    Map<Person, String> people =
        task.form().equals(CATCH_UP) ? briefings.missing(year) : briefings.people(year);
    Map<String, Object> shown = new HashMap<>();
    shown.put(
        "people",
        people.entrySet().stream()
            .map(
                one ->
                    Map.of(
                        "label",
                        one.getValue() + ": " + one.getKey().name(),
                        "value",
                        one.getKey().username()))
            .toList());
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    boolean catchUp = task.form().equals(CATCH_UP);
    List<String> briefed =
        values.get("briefed") instanceof List<?> ticked
            ? ticked.stream().map(Object::toString).toList()
            : List.of();
    LocalDate day = LocalDate.parse(values.get(catchUp ? "caughtUpOn" : "briefedOn").toString());
    briefings.record(CycleKey.of(task.businessKey()), briefed, day, catchUp);
  }
}
