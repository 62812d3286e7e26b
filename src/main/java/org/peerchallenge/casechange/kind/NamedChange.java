package org.peerchallenge.casechange.kind;

import org.peerchallenge.casechange.ChangeField.Option;
import org.peerchallenge.casechange.ChangeKind;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.kernel.EnglishText;

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

  /** A group as an answer, by its number, with the day on which it meets. */
  static Option option(Group group, Cycles cycles) {
    return new Option(
        String.valueOf(group.number()),
        cycles.title(group.key()) + ", " + EnglishText.day(group.day()));
  }
}
