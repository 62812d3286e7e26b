package org.peerchallenge.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.peerchallenge.kernel.FreePort;
import org.peerchallenge.kernel.Refused;

/**
 * The demo's home folder, claimed by a file lock that ends with the process: a second demo on the
 * same folder would stop the first one's database, so it refuses before anything is begun.
 */
final class DemoHome implements AutoCloseable {

  /** PostgreSQL's binaries, its first files and its log of changes. */
  private static final long NEEDED_BYTES = 500L << 20;

  private final FileChannel channel;

  private DemoHome(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Claims the folder and looks whether a demo can run.
   *
   * @param port where the demo will listen; 0 for any
   * @throws Refused when it cannot; nothing was changed then
   */
  static DemoHome claim(Path home, int port) {
    FreePort.mustBe(port);
    temporaryFolderMustRunPrograms(Path.of(System.getProperty("java.io.tmpdir")));
    FileChannel channel = null;
    try {
      Files.createDirectories(home);
      channel =
          FileChannel.open(
              home.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        spaceMustSuffice(home.toFile().getUsableSpace(), home);
        return new DemoHome(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held within this process: the same answer as for another one.
    } catch (IOException e) {
      close(channel);
      throw new Refused(
          "The demo cannot write to "
              + home
              + " ("
              + e.getMessage()
              + "): make the folder writable, or set PEERCHALLENGE_HOME to another one.");
    } catch (Refused e) {
      close(channel);
      throw e;
    }
    close(channel);
    throw new Refused(
        "A demo is already running on "
            + home
            + ": use that one, stop it first, or set PEERCHALLENGE_HOME to another folder.");
  }

  static void spaceMustSuffice(long usableBytes, Path home) {
    if (usableBytes < NEEDED_BYTES) {
      throw new Refused(
          "There are only %d MB free at %s, and the demo needs %d MB: make room, or set PEERCHALLENGE_HOME to another disk."
              .formatted(usableBytes >> 20, home, NEEDED_BYTES >> 20));
    }
  }

  /** The database's programs are unpacked there and started. */
  static void temporaryFolderMustRunPrograms(Path folder) {
    Path program = null;
    try {
      program = Files.createTempFile(folder, "peer-challenge", ".sh");
      Files.writeString(program, "#!/bin/sh\nexit 0\n");
      if (program.toFile().setExecutable(true)) {
        new ProcessBuilder(program.toString()).start().waitFor();
      }
    } catch (IOException e) {
      throw new Refused(
          "The temporary folder "
              + folder
              + " does not let programs run or files be written, and the demo's database starts there: set"
              + " another one, JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=/another/folder.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (program != null) {
        program.toFile().delete();
      }
    }
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing was written through it.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
