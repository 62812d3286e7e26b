package org.peerchallenge;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a test begins a Java process of its own: it lives for a minute, so that compiling for longer
 * and verifying what the compiler made cost more than they gain.
 */
public final class ShortLivedJava {

  private static final List<String> COMMAND =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=256m",
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private ShortLivedJava() {}

  /**
   * @param arguments what follows: options, the class path, the class, its arguments
   */
  public static List<String> command(List<String> arguments) {
    return Stream.concat(COMMAND.stream(), arguments.stream()).toList();
  }
}
