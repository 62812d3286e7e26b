package org.peerchallenge.casechange.kind;

import java.util.List;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.Pauses;
import org.springframework.stereotype.Component;

/** An entry leaves the year. */
@Component
class WithdrawEntry extends NamedChange {

  private final Participation participation;
  private final Cycles cycles;
  private final Pauses pauses;

  WithdrawEntry(Participation participation, Cycles cycles, Pauses pauses) {
    super(
        "withdraw",
        "Withdraw from the year",
        "Its open work ends and its history stays. The rest of the group go on, or change groups.");
    this.participation = participation;
    this.cycles = cycles;
    this.pauses = pauses;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles).isPresent();
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    return cycles
        .groupOf(about.entry().orElseThrow())
        .filter(group -> group.members().size() <= 2)
        .map(
            group ->
                List.of(
                    "One entry alone stays in group "
                        + group.number()
                        + ": let it join another group, or let one join it."))
        .orElse(List.of());
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "takes no part any more";
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    var entry = about.entry().orElseThrow();
    // A paused case would not hear that it leaves.
    pauses.end(entry);
    participation.withdraw(entry, cycles.cycle(entry.cycle()).version(), reason);
  }
}
