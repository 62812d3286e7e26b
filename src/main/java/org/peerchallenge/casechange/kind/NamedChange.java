package org.peerchallenge.casechange.kind;

import java.time.Clock;
import java.util.Optional;
import org.peerchallenge.casechange.CaseKey;
import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.ChangeKind;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;

/** A kind of change with its name and what it is for. */
abstract class NamedChange implements ChangeKind {

  private final String id;
  private final String title;
  private final String help;

  NamedChange(String id, String title, String help) {
    this.id = id;
    this.title = title;
    this.help = help;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final String title() {
    return title;
  }

  @Override
  public final String help() {
    return help;
  }

  /** The entry that the change is about, if it takes part in its year. */
  static Optional<Entry> takesPart(CaseKey about, Cycles cycles) {
    return about.entry().map(cycles::entry).filter(Entry::isCurrent);
  }

  /** Whether anything was written down at the day of any of its members. */
  static boolean hasMet(Group group, Sessions sessions) {
    return group.members().stream().anyMatch(member -> !sessions.notes(member).isEmpty());
  }

  /**
   * Whoever joins a group wants a day to come.
   *
   * @throws Refused when the day of the group is past
   */
  static void isToCome(Group group, Clock clock) {
    if (group.day().isBefore(EnglandTime.today(clock))) {
      throw new Refused(
          "The day of group "
              + group.number()
              + ", "
              + EnglishText.day(group.day())
              + ", is past. Move that day first.");
    }
  }

  /** A group as an answer, by its number, with the day on which it meets. */
  static Option option(Group group, Cycles cycles) {
    return new Option(
        String.valueOf(group.number()),
        cycles.title(group.key()) + ", " + EnglishText.day(group.day()));
  }
}
