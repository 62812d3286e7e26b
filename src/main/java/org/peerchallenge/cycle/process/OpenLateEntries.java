package org.peerchallenge.cycle.process;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.CycleStart;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Memoranda;
import org.peerchallenge.cycle.YearLetters;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/**
 * Starts whatever entry waits to be started. It reads the table and not the message: two entries
 * that join at once would overwrite each other's variable.
 */
@Component("openLateEntries")
@Step(
    key = Holds.YEAR,
    sets = {
      @Step.Sets(name = "lateEntries", holds = Holds.ENTRY, list = true),
      @Step.Sets(name = "lateSignatories", holds = Holds.CANDIDATES, list = true),
      @Step.Sets(name = "memorandumPriority", holds = Holds.NUMBER)
    })
class OpenLateEntries implements JavaDelegate {

  private final CycleStart start;
  private final Memoranda memoranda;
  private final YearLetters letters;

  OpenLateEntries(CycleStart start, Memoranda memoranda, YearLetters letters) {
    this.start = start;
    this.memoranda = memoranda;
    this.letters = letters;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    List<EntryKey> entries = start.startEntries(year);
    // Local to this sub-process: another may run beside it.
    execution.setVariableLocal("lateEntries", Keys.joined(entries));
    execution.setVariableLocal("lateSignatories", Keys.joined(memoranda.signatories(entries)));
    execution.setVariableLocal("memorandumPriority", memoranda.priority(year));
    letters.yearStarted(Steps.noticeKey(execution), entries);
  }
}
