package org.peerchallenge.changelog;

import java.time.Instant;

/**
 * One line of the change log.
 *
 * @param caseKey business key of the year, entry or group; or {@code region} for a role
 * @param before empty text where there was nothing
 * @param changedBy username, or {@code system} for what happened by itself
 */
public record CaseChange(
    String caseKey,
    String what,
    String before,
    String after,
    String reason,
    String changedBy,
    Instant changed) {

  /** What changed, for people. */
  public String words() {
    return words(what, before, after);
  }

  /** The same of what was read elsewhere. */
  public static String words(String what, String before, String after) {
    if (before.isEmpty()) {
      return after.isEmpty() ? what : what + ": “" + after + "”";
    }
    return after.isEmpty()
        ? what + ": no longer “" + before + "”"
        : what + ", from “" + before + "” to “" + after + "”";
  }
}
