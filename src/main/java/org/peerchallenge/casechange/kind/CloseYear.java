package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.State;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Arrangements;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** A year is closed today, with days that are still open. */
@Component
class CloseYear extends NamedChange {

  private final Arrangements arrangements;
  private final Cycles cycles;
  private final Assessments assessments;
  private final Pauses pauses;
  private final Messages messages;
  private final Clock clock;

  CloseYear(
      Arrangements arrangements,
      Cycles cycles,
      Assessments assessments,
      Pauses pauses,
      Messages messages,
      Clock clock) {
    super(
        "close-year",
        "Close the year today",
        "What is shared is complete; what is not signed ends as not finished; open days go on.");
    this.arrangements = arrangements;
    this.cycles = cycles;
    this.assessments = assessments;
    this.pauses = pauses;
    this.messages = messages;
    this.clock = clock;
  }

  @Override
  public boolean fits(CaseKey about) {
    return about.isYear() && cycles.cycle(about.cycle()).closes().isAfter(LocalDate.now(clock));
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    LocalDate summit = cycles.cycle(about.cycle()).summit();
    if (summit.isAfter(LocalDate.now(clock))) {
      throw new Refused(
          "The summit is still to come, on "
              + EnglishText.day(summit)
              + ": move it first, or call the year off.");
    }
  }

  @Override
  public List<Told> tells(CaseKey about, Wanted wanted) {
    return unfinished(about).stream()
        .map(entry -> new Told(Message.CLOSED_UNFINISHED, entry.value()))
        .toList();
  }

  private List<EntryKey> unfinished(CaseKey about) {
    return cycles.entries(about.cycle()).stream()
        .map(Entry::key)
        .filter(entry -> assessments.state(entry) == State.DRAFT)
        .toList();
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "the year " + about.cycle().label();
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    List<EntryKey> unfinished = unfinished(about);
    unfinished.forEach(pauses::end);
    var cycle = cycles.cycle(about.cycle());
    arrangements.moveDates(
        cycle.key(), cycle.assessmentDue(), cycle.summit(), LocalDate.now(clock));
    unfinished.forEach(entry -> messages.tell(Message.CLOSED_UNFINISHED, entry.value(), Map.of()));
  }
}
