package org.peerchallenge.cycle;

import java.util.regex.Pattern;

/** A year of the peer challenge by the year in which its days are: {@code 2019} is 2018-19. */
public record CycleKey(String value) implements Comparable<CycleKey> {

  private static final Pattern YEAR = Pattern.compile("20\\d{2}");

  public CycleKey {
    if (value == null || !YEAR.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not a year such as 2019");
    }
  }

  /**
   * Reads the business key of a year.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static CycleKey of(String value) {
    return new CycleKey(value);
  }

  /** The year of any business key: of a cycle, an entry or a group. */
  public static CycleKey within(String businessKey) {
    int slash = businessKey == null ? -1 : businessKey.indexOf('/');
    return of(slash < 0 ? businessKey : businessKey.substring(0, slash));
  }

  public int year() {
    return Integer.parseInt(value);
  }

  /** As people write it: 2018-19. */
  public String label() {
    return (year() - 1) + "-" + value.substring(2);
  }

  public CycleKey previous() {
    return new CycleKey(String.valueOf(year() - 1));
  }

  public CycleKey next() {
    return new CycleKey(String.valueOf(year() + 1));
  }

  @Override
  public int compareTo(CycleKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
