package org.peerchallenge;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The LibreOffice of this machine, which opens what we write as somebody else's program would. */
public final class LibreOffice {

  private LibreOffice() {}

  /**
   * Opens files and saves each in another format; a machine without it fails here.
   *
   * @param format such as {@code pdf} or {@code xlsx}
   * @param folder an empty one, which holds a folder {@code saved} afterwards
   * @return the saved files, in the same order
   */
  public static List<Path> save(List<Path> files, String format, Path folder)
      throws IOException, InterruptedException {
    Path saved = folder.resolve("saved");
    List<String> command =
        new ArrayList<>(
            List.of(
                program(),
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--convert-to",
                format,
                "--outdir",
                saved.toString()));
    files.forEach(file -> command.add(file.toString()));
    Path said = folder.resolve("said.txt");
    Process office =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (!office.waitFor(10, TimeUnit.MINUTES)) {
      office.destroyForcibly();
      throw new AssertionError("LibreOffice did not end: " + Files.readString(said));
    }
    List<Path> results = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      Path result = saved.resolve(name.substring(0, name.lastIndexOf('.') + 1) + format);
      if (!Files.exists(result)) {
        throw new AssertionError("LibreOffice cannot open " + name + ": " + Files.readString(said));
      }
      results.add(result);
    }
    return results;
  }

  private static String program() {
    return Stream.concat(
            Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(path -> Stream.of(path + "/soffice", path + "/libreoffice")),
            Stream.of("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "-Pfull opens documents and workbooks with LibreOffice, and there is none on the"
                        + " PATH; on Debian: apt-get install libreoffice-writer-nogui"
                        + " libreoffice-calc-nogui"));
  }
}
