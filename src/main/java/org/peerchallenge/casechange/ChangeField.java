package org.peerchallenge.casechange;

import java.time.LocalDate;
import java.util.List;

/**
 * What the page asks for one change.
 *
 * @param name key in {@link Wanted}
 * @param value what stands there now; empty text for nothing
 * @param options for a choice; empty otherwise
 */
public record ChangeField(
    String name,
    String label,
    String help,
    Type type,
    boolean required,
    String value,
    List<Option> options) {

  /** How it is asked. */
  public enum Type {
    DATE,
    TIME,
    TEXT,
    CHOICE,
    TICK
  }

  /** One answer of a choice. */
  public record Option(String value, String label) {}

  public static ChangeField date(String name, String label, LocalDate now) {
    return new ChangeField(
        name, label, "", Type.DATE, true, now == null ? "" : now.toString(), List.of());
  }

  public static ChangeField text(String name, String label, String now) {
    return new ChangeField(name, label, "", Type.TEXT, false, now, List.of());
  }

  public static ChangeField tick(String name, String label) {
    return new ChangeField(name, label, "", Type.TICK, false, "", List.of());
  }

  public static ChangeField choice(String name, String label, String now, List<Option> options) {
    return new ChangeField(name, label, "", Type.CHOICE, true, now, options);
  }

  /** Whether a choice has that answer. */
  public boolean offers(String answer) {
    return options.stream().anyMatch(option -> option.value().equals(answer));
  }

  public ChangeField optional() {
    return new ChangeField(name, label, help, type, false, value, options);
  }

  public ChangeField mustBeSaid() {
    return new ChangeField(name, label, help, type, true, value, options);
  }

  public ChangeField help(String words) {
    return new ChangeField(name, label, words, type, required, value, options);
  }
}
