package org.peerchallenge.cycle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peerchallenge.region.Role;

/**
 * Words for candidate groups of one piece of work, which the engine knows by their id alone: {@code
 * facilitator-2019-3}, {@code group-2019-3}, {@code reviewer-17}.
 */
public final class WorkGroups {

  private static final Pattern OF_A_GROUP = Pattern.compile("([a-z-]+)-(20\\d\\d)-(\\d{1,2})");
  private static final Pattern OF_A_REVIEW = Pattern.compile("reviewer-\\d+");

  private WorkGroups() {}

  /** Empty where the id is no such group. */
  public static Optional<String> words(String groupId) {
    if (OF_A_REVIEW.matcher(groupId).matches()) {
      return Optional.of(Role.REVIEWER.words());
    }
    Matcher of = OF_A_GROUP.matcher(groupId);
    if (!of.matches()) {
      return Optional.empty();
    }
    String who =
        switch (of.group(1)) {
          case "facilitator" -> Role.FACILITATOR.words();
          case "group" -> "Directors";
          default -> "";
        };
    return who.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s of group %s, %s".formatted(who, of.group(3), CycleKey.of(of.group(2)).label()));
  }
}
