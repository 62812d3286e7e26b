package org.peerchallenge.benchmark;

import org.peerchallenge.benchmark.imports.CommandLine;

/**
 * Figures from the command line: {@code java -jar peer-challenge.jar --import=FILE --kind=ees …}.
 */
public final class ImportCommand {

  private ImportCommand() {}

  /** Whether the arguments ask for it, and not for the application. */
  public static boolean isAsked(String[] arguments) {
    return CommandLine.isAsked(arguments);
  }

  /**
   * Does what is asked, without the application.
   *
   * @return the exit code: 0 when done, 1 when refused, 2 when the arguments make no sense
   */
  public static int run(String[] arguments) {
    return CommandLine.run(arguments, System.out);
  }
}
