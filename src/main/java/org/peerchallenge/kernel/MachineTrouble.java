package org.peerchallenge.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells the machine's own trouble, as a full or read-only disk or too many open files, from a file
 * that somebody brought and that is damaged: who brought it can do nothing about the first.
 *
 * <p>It is known by where it comes from, for its words are the system's and in the system's
 * language: a call of the system failed, and none that talks to somebody far away.
 */
public final class MachineTrouble {

  private MachineTrouble() {}

  /** What a disk or the system answered, in its own words; empty for every other failure. */
  public static Optional<String> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException file) {
        return Optional.of(file.getReason() == null ? kind(file) : file.getReason());
      }
      if (cause instanceof FileNotFoundException
          || cause.getClass() == IOException.class && isOfTheSystem(cause.getStackTrace())) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
    }
    return Optional.empty();
  }

  private static String kind(FileSystemException file) {
    return file.getClass().getSimpleName().replace("Exception", "") + ": " + file.getFile();
  }

  private static boolean isOfTheSystem(StackTraceElement[] from) {
    return from.length > 0
        && from[0].isNativeMethod()
        && Arrays.stream(from).noneMatch(frame -> frame.getClassName().contains("Socket"));
  }
}
