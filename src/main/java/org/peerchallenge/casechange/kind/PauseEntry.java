package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField;
import org.peerchallenge.casechange.Wanted;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Pauses;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.stereotype.Component;

/** A pause: the work of an entry rests, for an inspection or anything else. */
@Component
class PauseEntry extends NamedChange {

  private final Pauses pauses;
  private final Cycles cycles;
  private final Clock clock;

  PauseEntry(Pauses pauses, Cycles cycles, Clock clock) {
    super(
        "pause",
        "Pause the work",
        "Its tasks rest, nobody is reminded, no time runs out. What its group does goes on.");
    this.pauses = pauses;
    this.cycles = cycles;
    this.clock = clock;
  }

  @Override
  public By by() {
    return By.DIRECTOR;
  }

  @Override
  public boolean fits(CaseKey about) {
    return takesPart(about, cycles).filter(entry -> pauses.of(entry.key()).isEmpty()).isPresent();
  }

  @Override
  public List<ChangeField> fields(CaseKey about) {
    return List.of(
        ChangeField.tick("inspection", "Ofsted inspects")
            .help("Seen by your directors and the programme office alone."),
        ChangeField.date("until", "It will go on about", null).optional());
  }

  @Override
  public void check(CaseKey about, Wanted wanted) {
    wanted
        .dayIfGiven("until", "The day")
        .filter(until -> !until.isAfter(LocalDate.now(clock)))
        .ifPresent(
            until -> {
              throw new Refused("The work goes on after today, or say no day.");
            });
  }

  @Override
  public List<String> warnings(CaseKey about, Wanted wanted) {
    return cycles
        .groupOf(about.entry().orElseThrow())
        .map(
            group ->
                List.of(
                    "The challenge day of the group stays on "
                        + EnglishText.day(group.day())
                        + ": move it, or let the entry withdraw, if it cannot take part."))
        .orElse(List.of());
  }

  @Override
  public String words(CaseKey about, Wanted wanted) {
    return (wanted.ticked("inspection") ? "for an inspection" : "for a while")
        + wanted
            .dayIfGiven("until", "The day")
            .map(until -> ", about until " + EnglishText.day(until))
            .orElse("");
  }

  @Override
  public Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return Optional.of(new Inverse("resume", Map.of("due", "")));
  }

  @Override
  public void make(CaseKey about, Wanted wanted, String reason, String by) {
    pauses.begin(
        about.entry().orElseThrow(),
        wanted.ticked("inspection"),
        wanted.dayIfGiven("until", "The day"),
        reason,
        by);
  }
}
