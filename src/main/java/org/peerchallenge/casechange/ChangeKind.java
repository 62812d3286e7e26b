package org.peerchallenge.casechange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.engine.Message;
import org.peerchallenge.kernel.Refused;

/**
 * One kind of change to a running case: what it asks, whether it is possible, and how it is made
 * and taken back. What it would do is not told by the kind but tried out, see {@link Trial}.
 */
public interface ChangeKind {

  /**
   * How a change is taken back.
   *
   * @param kind the kind of change that does it
   */
  record Inverse(String kind, Map<String, String> wanted) {}

  /** Who may make it. */
  enum By {
    OFFICE,
    /** The director of the entry, and the office. */
    DIRECTOR
  }

  /** Short and for ever, such as {@code move-day}: it stands in addresses and in the table. */
  String id();

  /** A verb and what, as people say it. */
  String title();

  /** One sentence on what it is for. */
  String help();

  /** Whether it is offered for that case as it stands now. */
  boolean fits(CaseKey about);

  default By by() {
    return By.OFFICE;
  }

  /** What the page asks, filled in as it stands now; nothing but the reason where it is empty. */
  default List<ChangeField> fields(CaseKey about) {
    return List.of();
  }

  /**
   * Looks whether it can be made, and changes nothing. Left out where whatever fits may be made.
   *
   * @throws Refused with words for the person
   */
  default void check(CaseKey about, Wanted wanted) {}

  /** What to think of twice although it is possible; none of it blocks. */
  default List<String> warnings(CaseKey about, Wanted wanted) {
    return List.of();
  }

  /** A message that the change relies on, to the process of a case. */
  record Told(Message message, String businessKey) {}

  /** The messages without which a running process would not notice the change. */
  default List<Told> tells(CaseKey about, Wanted wanted) {
    return List.of();
  }

  /** Whether it can be chosen from the list; otherwise another page leads to it. */
  default boolean isOffered() {
    return true;
  }

  /** Says in a few words what is wanted: "Wednesday 13 February 2019". */
  String words(CaseKey about, Wanted wanted);

  /** How it would be taken back, read before it is made; empty where it cannot be. */
  default Optional<Inverse> inverse(CaseKey about, Wanted wanted) {
    return Optional.empty();
  }

  /** Makes it, in the caller's transaction; {@link #check} came before. */
  void make(CaseKey about, Wanted wanted, String reason, String by);
}
