package org.peerchallenge.cycle.process;

import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.EnglishText;

/** The form in which the office looks at what is open before the summit. */
@FormRef(value = "confirm-ready-for-summit", key = Holds.YEAR)
class ConfirmReadyForSummitForm
    implements TaskForm<ConfirmReadyForSummitForm.Shown, ConfirmReadyForSummitForm.Sent> {

  record Shown(String label, String summit, boolean anythingOpen, List<OpenWork.Line> open) {}

  /**
   * @param agreed what the office agreed about it; kept with the form
   */
  record Sent(Optional<String> agreed, boolean ready) {}

  private final Cycles cycles;
  private final OpenWork openWork;

  ConfirmReadyForSummitForm(Cycles cycles, OpenWork openWork) {
    this.cycles = cycles;
    this.openWork = openWork;
  }

  @Override
  public Shown show(FormTask task) {
    CycleKey year = CycleKey.of(task.businessKey());
    List<OpenWork.Line> open = openWork.of(year);
    return new Shown(
        year.label(), EnglishText.day(cycles.cycle(year).summit()), !open.isEmpty(), open);
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    // The answer is kept with the form, and the task goes on: nothing else depends on it.
  }
}
