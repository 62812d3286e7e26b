package org.peerchallenge.improvement.process;

import org.peerchallenge.kernel.EnglishText;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.improvement.FollowUps;
import org.peerchallenge.improvement.FollowUps.Progress;
import org.peerchallenge.improvement.Followed;
import org.springframework.stereotype.Component;

/** The form in which the office follows up, once a quarter. */
@Component
class FollowUpForm implements FormHandler {


  private final FollowUps followUps;
  private final Cycles cycles;

  FollowUpForm(FollowUps followUps, Cycles cycles) {
    this.followUps = followUps;
    this.cycles = cycles;
  }

  @Override
  public Set<String> forms() {
    return Set.of("follow-up-actions");
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    return Map.of(
        "planPage",
        "/plan/" + cycle,
        "quarter",
        "quarter %d of %d after %s"
            .formatted(followUps.quarters(cycle) + 1, FollowUps.QUARTERS, cycle.label()),
        "items",
        followUps.open(cycle).stream().map(this::row).toList());
  }

  private Map<String, Object> row(Followed one) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ref", one.ref());
    row.put(
        "owner",
        one.entry()
            .map(entry -> one.owner() + ", " + cycles.entry(entry).name())
            .orElse(one.owner()));
    row.put("due", one.due().map(EnglishText::day).orElse("no date"));
    row.put("what", one.what());
    row.put("progress", one.progress());
    row.put("note", one.note());
    return row;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    List<Progress> progress =
        Rows.of(values, "items").stream()
            .map(
                row ->
                    new Progress(
                        Rows.text(row, "ref"), Rows.text(row, "progress"), Rows.text(row, "note")))
            .toList();
    Set<String> open =
        followUps.open(cycle).stream().map(Followed::ref).collect(Collectors.toSet());
    Set<String> told = progress.stream().map(Progress::ref).collect(Collectors.toSet());
    if (!told.equals(open) || told.size() != progress.size()) {
      throw new FormRejected(
          "The list of open actions and commitments has changed since you opened it. Open the task"
              + " again. Nothing was changed.");
    }
    followUps.record(cycle, progress, author.username());
  }
}
