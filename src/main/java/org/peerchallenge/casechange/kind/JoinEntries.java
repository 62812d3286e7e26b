package org.peerchallenge.casechange.kind;

import java.util.ArrayList;
import java.util.List;
import org.peerchallenge.assessment.Carrying;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Participation;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** Two entries become one, because their authorities share a director from now on. */
@Component
class JoinEntries extends NamedChange {

  private final Participation participation;
  private final Cycles cycles;
  private final Sessions sessions;
  private final Carrying carrying;
  private final Pauses pauses;

  JoinEntries(
      Participation participation,
      Cycles cycles,
      Sessions sessions,
      Carrying carrying,
      Pauses pauses) {
    super(
        "join-entries",
        "Join with another entry",
        "Two authorities share a director: this entry’s text goes on, the other’s is there to choose from.");
    this.participation = participation;
    this.cycles = cycles;
    this.sessions = sessions;
    this.carrying = carrying;
    this.pauses = pauses;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles).filter(this::isFree).isPresent();
  }

  private boolean isFree(Entry entry) {
    return entry.authorities().size() == 1 && sessions.notes(entry.key()).isEmpty();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.choice(
            "with",
            "With",
            "",
            cycles.entries(about.cycle()).stream()
                .filter(entry -> !entry.key().equals(about.entry().orElseThrow()) && isFree(entry))
                .map(entry -> new Option(entry.key().value(), entry.name()))
                .toList()));
  }

  private EntryKey joined(CaseKey about, Wanted wanted) {
    List<String> both = new ArrayList<>(about.entry().orElseThrow().authorities());
    both.addAll(EntryKey.of(wanted.text("with")).authorities());
    return EntryKey.of(about.cycle(), both);
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    String with = wanted.chosen("with", "The other entry");
    if (!fields(about).get(0).offers(with)) {
      throw new Refused("This entry cannot be joined with.");
    }
    if (cycles.findEntry(joined(about, wanted)).isPresent()) {
      throw new Refused("The two were one entry in this year before.");
    }
  }

  @Override
  public List<Told> tells(CaseKey about, Wanted wanted) {
    return List.of(
        new Told(Message.ENTRY_REPLACED, about.value()),
        new Told(Message.ENTRY_REPLACED, wanted.text("with")));
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return "with " + cycles.entry(EntryKey.of(wanted.text("with"))).name();
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    EntryKey first = about.entry().orElseThrow();
    EntryKey second = EntryKey.of(wanted.text("with"));
    List.of(first, second).forEach(pauses::end);
    EntryKey next =
        participation
            .replace(List.of(first, second), List.of(joined(about, wanted).authorities()), reason)
            .get(0);
    carrying.carry(first, next);
    carrying.offer(second, next);
  }
}
