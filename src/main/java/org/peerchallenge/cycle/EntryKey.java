package org.peerchallenge.cycle;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What takes one place in a group: {@code 2019/850-921}, one authority or two. */
public record EntryKey(String value) implements Comparable<EntryKey> {

  private static final Pattern ENTRY = Pattern.compile("20\\d{2}/\\d{3}(-\\d{3})*");

  public EntryKey {
    if (value == null || !ENTRY.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not an entry such as 2019/850-921");
    }
    List<String> numbers = List.of(value.substring(5).split("-"));
    if (new HashSet<>(numbers).size() < numbers.size()) {
      throw new IllegalArgumentException("'" + value + "' names an authority twice");
    }
  }

  /**
   * Reads the business key of an entry.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static EntryKey of(String value) {
    return new EntryKey(value);
  }

  public static EntryKey of(CycleKey cycle, List<String> dfeNumbers) {
    return new EntryKey(cycle + "/" + String.join("-", dfeNumbers));
  }

  public static boolean is(String value) {
    return value != null && ENTRY.matcher(value).matches();
  }

  public CycleKey cycle() {
    return CycleKey.within(value);
  }

  /** The DfE numbers, the one that the entry is called after first. */
  public List<String> authorities() {
    return List.of(value.substring(5).split("-"));
  }

  /** What stands behind the year, as addresses of pages use it: {@code 850-921}. */
  public String local() {
    return value.substring(5);
  }

  @Override
  public int compareTo(EntryKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
