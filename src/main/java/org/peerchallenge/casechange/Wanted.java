package org.peerchallenge.casechange;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;

/** What a person wants changed, field by field as the page names them. */
public record Wanted(Map<String, String> values) {

  private static final int LONGEST = 400;

  public Wanted {
    Map<String, String> clean = new TreeMap<>();
    values.forEach((name, value) -> clean.put(name, value == null ? "" : value.strip()));
    clean.forEach(
        (name, value) -> {
          if (value.length() > LONGEST) {
            throw new Refused("At most 400 characters fit in each field.");
          }
        });
    values = Map.copyOf(clean);
  }

  /** Empty text where nothing was given. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  public Optional<String> choice(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /**
   * A choice that must be made.
   *
   * @throws Refused when it was not
   */
  public String chosen(String name, String label) {
    return choice(name).orElseThrow(() -> new Refused(label + " is needed."));
  }

  public boolean ticked(String name) {
    return !text(name).isEmpty();
  }

  /**
   * A day.
   *
   * @throws Refused when it is missing or none
   */
  public LocalDate day(String name, String label) {
    return dayIfGiven(name, label).orElseThrow(() -> new Refused(label + " is needed, as a date."));
  }

  /**
   * A day, if one was given.
   *
   * @throws Refused when it is none
   */
  public Optional<LocalDate> dayIfGiven(String name, String label) {
    try {
      return choice(name).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw new Refused(label + " is needed, as a date.");
    }
  }

  /**
   * A day from today on, if one was given.
   *
   * @throws Refused when it is none, or past
   */
  public Optional<LocalDate> dayToCome(String name, String label, LocalDate today) {
    Optional<LocalDate> day = dayIfGiven(name, label);
    day.filter(one -> one.isBefore(today))
        .ifPresent(
            past -> {
              throw new Refused(EnglishText.day(past) + " is past. Choose a day to come.");
            });
    return day;
  }

  /**
   * An hour of the day.
   *
   * @throws Refused when it is missing or none
   */
  public LocalTime time(String name, String label) {
    try {
      return LocalTime.parse(text(name));
    } catch (DateTimeParseException e) {
      throw new Refused(label + " is needed, as a time such as 09:30.");
    }
  }

  /**
   * One of an enumeration.
   *
   * @throws Refused when it is none of them
   */
  public <E extends Enum<E>> E one(Class<E> of, String name, String label) {
    try {
      return Enum.valueOf(of, text(name));
    } catch (IllegalArgumentException e) {
      throw new Refused(label + " is needed.");
    }
  }
}
