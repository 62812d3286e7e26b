package org.peerchallenge.casechange.kind;

import java.util.List;
import org.peerchallenge.assessment.Carrying;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** An entry of two authorities becomes two: each carries writing, evidence and signatures. */
@Component
class SplitEntry extends NamedChange {

  private final Participation participation;
  private final Cycles cycles;
  private final Region region;
  private final Sessions sessions;
  private final Carrying carrying;
  private final Pauses pauses;

  SplitEntry(
      Participation participation,
      Cycles cycles,
      Region region,
      Sessions sessions,
      Carrying carrying,
      Pauses pauses) {
    super(
        "split",
        "Split into two entries",
        "The sharing of a director ends: each authority goes on with all that was written and signed.");
    this.participation = participation;
    this.cycles = cycles;
    this.region = region;
    this.sessions = sessions;
    this.carrying = carrying;
    this.pauses = pauses;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles)
        .filter(entry -> entry.authorities().size() == 2)
        .filter(entry -> sessions.notes(entry.key()).isEmpty())
        .isPresent();
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    for (String number : about.entry().orElseThrow().authorities()) {
      if (region.holders(Role.DCS, number).isEmpty()) {
        throw new Refused(
            region.authority(number).name()
                + " has no director of children’s services today: appoint one first.");
      }
      if (cycles.findEntry(EntryKey.of(about.cycle(), List.of(number))).isPresent()) {
        throw new Refused(
            region.authority(number).name() + " was an entry of its own in this year before.");
      }
    }
  }

  @Override
  public List<Told> tells(CaseKey about, Wanted wanted) {
    return List.of(new Told(Message.ENTRY_REPLACED, about.value()));
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "one for each of its two authorities";
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    EntryKey former = about.entry().orElseThrow();
    pauses.end(former);
    participation
        .replace(List.of(former), former.authorities().stream().map(List::of).toList(), reason)
        .forEach(next -> carrying.carry(former, next));
  }
}
