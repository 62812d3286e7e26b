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

/** Opens the year and tells the loops whom they run for. */
@Component("openYear")
@Step(
    key = Holds.YEAR,
    sets = {
      @Step.Sets(name = "year", holds = Holds.YEAR),
      @Step.Sets(name = "entries", holds = Holds.ENTRY, list = true),
      @Step.Sets(name = "groupKeys", holds = Holds.GROUP, list = true),
      @Step.Sets(name = "signatories", holds = Holds.CANDIDATES, list = true),
      @Step.Sets(name = "memorandumPriority", holds = Holds.NUMBER)
    })
class OpenYear implements JavaDelegate {

  private final CycleStart start;
  private final Memoranda memoranda;
  private final YearLetters letters;

  OpenYear(CycleStart start, Memoranda memoranda, YearLetters letters) {
    this.start = start;
    this.memoranda = memoranda;
    this.letters = letters;
  }

  @Override
  public void execute(DelegateExecution execution) {
    CycleKey year = CycleKey.of(execution.getProcessBusinessKey());
    start.open(year);
    List<EntryKey> entries = start.startEntries(year);
    execution.setVariable("year", year.value());
    execution.setVariable("entries", Keys.joined(entries));
    // Not "groups": that is the bean by which diagrams name candidate groups.
    execution.setVariable("groupKeys", Keys.joined(start.startGroups(year)));
    execution.setVariable("signatories", Keys.joined(memoranda.signatories(entries)));
    execution.setVariable("memorandumPriority", memoranda.priority(year));
    letters.yearStarted(Steps.noticeKey(execution), entries);
  }
}
