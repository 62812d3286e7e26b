package org.peerchallenge.improvement.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.improvement.FollowUps;
import org.peerchallenge.improvement.FollowUps.Progress;
import org.peerchallenge.improvement.Followed;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.lang.Nullable;

/** The form in which the office follows up, once a quarter. */
@FormRef(value = "follow-up-actions", key = Holds.YEAR)
class FollowUpActionsForm implements TaskForm<FollowUpActionsForm.Shown, FollowUpActionsForm.Sent> {

  record Shown(String planPage, String quarter, List<ShownItem> items) {}

  record ShownItem(
      String ref, String owner, String due, String what, String progress, String note) {}

  record Sent(List<SentItem> items) {}

  record SentItem(String ref, HowFar progress, @Nullable String note) {}

  enum HowFar {
    @JsonProperty("not-started")
    NOT_STARTED("not-started"),
    @JsonProperty("on-track")
    ON_TRACK("on-track"),
    @JsonProperty("delayed")
    DELAYED("delayed"),
    @JsonProperty("done")
    DONE("done"),
    @JsonProperty("given-up")
    GIVEN_UP("given-up");

    private final String id;

    HowFar(String id) {
      this.id = id;
    }
  }

  private final FollowUps followUps;
  private final Cycles cycles;

  FollowUpActionsForm(FollowUps followUps, Cycles cycles) {
    this.followUps = followUps;
    this.cycles = cycles;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    return new Shown(
        "/plan/" + cycle,
        "quarter %d of %d after %s"
            .formatted(followUps.quarters(cycle) + 1, FollowUps.QUARTERS, cycle.label()),
        followUps.open(cycle).stream().map(this::row).toList());
  }

  private ShownItem row(Followed one) {
    return new ShownItem(
        one.ref(),
        one.entry()
            .map(entry -> one.owner() + ", " + cycles.entry(entry).name())
            .orElse(one.owner()),
        one.due().map(EnglishText::day).orElse("no date"),
        one.what(),
        one.progress(),
        one.note());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    CycleKey cycle = CycleKey.of(task.businessKey());
    List<Progress> progress =
        sent.items().stream()
            .map(
                row ->
                    new Progress(
                        row.ref(), row.progress().id, row.note() == null ? "" : row.note()))
            .toList();
    Set<String> open =
        followUps.open(cycle).stream().map(Followed::ref).collect(Collectors.toSet());
    Set<String> told = progress.stream().map(Progress::ref).collect(Collectors.toSet());
    if (!told.equals(open) || told.size() != progress.size()) {
      throw new Refused(
          "The list of open actions and commitments has changed since you opened it. Open the task"
              + " again. Nothing was changed.");
    }
    followUps.record(cycle, progress, author.username());
  }
}
