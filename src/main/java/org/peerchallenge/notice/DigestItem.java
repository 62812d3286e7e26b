package org.peerchallenge.notice;

import java.util.Objects;

/**
 * One task in a digest of tasks.
 *
 * @param whose the business title, such as "Brighton and Hove, 2018-19"
 * @param due as it is to be read, such as "17 December 2018"
 * @param optional welcome, but nobody misses it: it is never overdue
 * @param linkPath where the task is, as a path on our own server
 */
public record DigestItem(
    String name, String whose, String due, String linkPath, boolean overdue, boolean optional) {

  public DigestItem {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(whose, "whose");
    Objects.requireNonNull(due, "due");
    if (optional && overdue) {
      throw new IllegalArgumentException("What is optional is never overdue: " + name);
    }
    if (linkPath == null || !linkPath.startsWith("/") || linkPath.startsWith("//")) {
      throw new IllegalArgumentException(
          "A task links to a path on our own server, not to \"" + linkPath + "\"");
    }
  }
}
