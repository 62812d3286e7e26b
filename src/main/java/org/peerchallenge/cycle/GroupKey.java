package org.peerchallenge.cycle;

import java.util.regex.Pattern;

/** A group of entries that challenge each other on one day: {@code 2019/group-3}. */
public record GroupKey(String value) implements Comparable<GroupKey> {

  private static final Pattern GROUP = Pattern.compile("20\\d{2}/group-[1-9]\\d?");

  public GroupKey {
    if (value == null || !GROUP.matcher(value).matches()) {
      throw new IllegalArgumentException("'" + value + "' is not a group such as 2019/group-3");
    }
  }

  /**
   * Reads the business key of a group.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static GroupKey of(String value) {
    return new GroupKey(value);
  }

  public static GroupKey of(CycleKey cycle, int number) {
    return new GroupKey(cycle + "/group-" + number);
  }

  public static boolean is(String value) {
    return value != null && GROUP.matcher(value).matches();
  }

  public CycleKey cycle() {
    return CycleKey.within(value);
  }

  public int number() {
    return Integer.parseInt(value.substring("2019/group-".length()));
  }

  /** Path of the page of its challenge day: {@code /days/2019/3}. */
  public String page() {
    return "/days/" + cycle() + "/" + number();
  }

  /** The engine's group of the group's directors: {@code group-2019-3}. */
  public String directors() {
    return "group-" + cycle() + "-" + number();
  }

  /** The engine's group of its facilitator: {@code facilitator-2019-3}. */
  public String facilitators() {
    return "facilitator-" + cycle() + "-" + number();
  }

  @Override
  public int compareTo(GroupKey other) {
    int years = cycle().compareTo(other.cycle());
    return years != 0 ? years : Integer.compare(number(), other.number());
  }

  @Override
  public String toString() {
    return value;
  }
}
