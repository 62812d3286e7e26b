package org.peerchallenge.engine.web;

/** Lets other tests ask which calls of the engine's web interface stand on the list. */
public final class TheList {

  private TheList() {}

  /**
   * Whether a call is answered at all, for some kind of user.
   *
   * @param path with {@code /camunda/api} at its beginning
   */
  public static boolean has(String method, String path) {
    return path.startsWith("/camunda/api")
        && !AllowedCalls.of(method, path.substring("/camunda/api".length())).isEmpty();
  }

  /** Whether not even an administrator is answered. */
  public static boolean isNever(String path) {
    return AllowedCalls.isNever(path.substring("/camunda/api".length()));
  }
}
