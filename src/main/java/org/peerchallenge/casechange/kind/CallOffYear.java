package org.peerchallenge.casechange.kind;

import java.util.List;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.engine.Message;
import org.springframework.stereotype.Component;

/** A whole year is called off. */
@Component
class CallOffYear extends NamedChange {

  private final Arrangements arrangements;
  private final Cycles cycles;
  private final Pauses pauses;

  CallOffYear(Arrangements arrangements, Cycles cycles, Pauses pauses) {
    super(
        "call-off-year",
        "Call the year off",
        "Everything open in it ends, calendars are emptied, everybody is told; what was written stays.");
    this.arrangements = arrangements;
    this.cycles = cycles;
    this.pauses = pauses;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear() && cycles.cycle(about.cycle()).isOpen();
  }

  @Override
  public List<Told> tells(CaseKey about, Wanted wanted) {
    return List.of(new Told(Message.YEAR_CANCELLED, about.value()));
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "the whole year " + about.cycle().label();
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    cycles.entries(about.cycle()).forEach(entry -> pauses.end(entry.key()));
    arrangements.callOff(about.cycle(), reason);
  }
}
