package org.peerchallenge.cycle.process;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.RoleHeld;

/** The memorandum, for those who begin with the year and for those who join late. */
@FormRef(
    value = {"accept-memorandum", "accept-memorandum-late"},
    key = Holds.YEAR,
    reads = "signatory")
class AcceptMemorandumForm
    implements TaskForm<AcceptMemorandumForm.Shown, AcceptMemorandumForm.Sent> {

  record Shown(String label, String capacity) {}

  record Sent(Decision answer, Optional<String> comment) {}

  enum Decision {
    @JsonProperty("accept")
    ACCEPT,
    @JsonProperty("decline")
    DECLINE
  }

  private final Memoranda memoranda;
  private final Region region;
  private final AskedSignatories asked;

  AcceptMemorandumForm(Memoranda memoranda, Region region, AskedSignatories asked) {
    this.memoranda = memoranda;
    this.region = region;
    this.asked = asked;
  }

  @Override
  public Shown show(FormTask task) {
    RoleHeld asked = Memoranda.signatory(task.variable("signatory"));
    return new Shown(
        CycleKey.of(task.businessKey()).label(),
        asked.role().words() + ", " + region.authority(asked.dfeNumber()).name());
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    CycleKey year = CycleKey.of(task.businessKey());
    String signatory = task.variable("signatory");
    memoranda.answer(
        year,
        Memoranda.signatory(signatory),
        sent.answer() == Decision.ACCEPT,
        sent.comment().orElse(null),
        author.username());
    asked.answered(year, signatory, task.taskId());
  }
}
