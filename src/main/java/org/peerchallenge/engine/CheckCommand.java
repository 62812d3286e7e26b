package org.peerchallenge.engine;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.kernel.EnglishText;

/**
 * Checks the folders {@code processes}, {@code forms} and {@code documents} from the command line,
 * without a server or a database.
 */
public final class CheckCommand {

  private static final String CHECK = "--check";

  private CheckCommand() {}

  public static boolean isAsked(String[] arguments) {
    return Arrays.stream(arguments).anyMatch(a -> a.equals(CHECK) || a.startsWith(CHECK + "="));
  }

  /** Passes the time between two looks at the folders. */
  interface Pause {

    /** Whether there is another look. */
    boolean passed();
  }

  /**
   * Does what the arguments ask: {@code --check[=FOLDER] [--in-use=FOLDER] [--sarif=FILE]
   * [--watch]}. With {@code --watch} it checks again whenever a file was saved, until it is
   * stopped.
   *
   * @return the exit code: 0 may be deployed, 1 may not, 2 the folder cannot be read
   */
  public static int run(String[] arguments, PrintStream out) {
    return Arrays.asList(arguments).contains("--watch")
        ? watched(arguments, out, CheckCommand::aSecond)
        : checked(arguments, new FileCheck(new Catalogue()), out);
  }

  private static boolean aSecond() {
    try {
      Thread.sleep(1000);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What a file says is remembered by its content: the second check takes a part of the first. */
  static int watched(String[] arguments, PrintStream out, Pause pause) {
    FileCheck check = new FileCheck(new Catalogue());
    Path folder = Path.of(argument(arguments, CHECK).orElse("."));
    Optional<String> seen = Optional.empty();
    int code = 0;
    do {
      Optional<String> now = content(folder);
      // A file that is just being saved cannot be read: the next look finds it.
      if (now.isPresent() && !now.equals(seen)) {
        seen = now;
        code = checked(arguments, check, out);
        out.println(
            "Checked at "
                + EnglishText.time(LocalTime.now())
                + ". Waiting for the next save; end with Ctrl and C.");
      }
    } while (pause.passed());
    return code;
  }

  private static Optional<String> content(Path folder) {
    try {
      return Optional.of(
          FileSet.in(folder).hash()
              + FileSet.besides(folder)
              + saved(folder.resolve(DocumentWords.FOLDER)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<String> saved(Path documents) throws IOException {
    List<String> saved = new ArrayList<>();
    if (Files.isDirectory(documents)) {
      try (Stream<Path> files = Files.list(documents)) {
        for (Path file : files.sorted().toList()) {
          saved.add(file.getFileName() + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return saved;
  }

  private static int checked(String[] arguments, FileCheck check, PrintStream out) {
    Path folder = Path.of(argument(arguments, CHECK).orElse("."));
    FileSet files;
    FileSet inUse;
    List<FileCheck.Fault> faults = new ArrayList<>();
    List<FileCheck.Fault> words;
    try {
      files = FileSet.in(folder);
      FileNames.besides(FileSet.besides(folder)).forEach(name -> faults.add(name.by("file-name")));
      words = WordsCheck.faults(folder, files);
      Optional<String> other = argument(arguments, "--in-use");
      inUse = other.isPresent() ? FileSet.in(Path.of(other.get())) : FileSet.built();
    } catch (IOException e) {
      out.println(folder + " cannot be read: " + e.getMessage());
      return 2;
    }
    if (files.files().isEmpty()) {
      out.println(folder.toAbsolutePath() + " holds no folder “processes” and no folder “forms”");
      return 2;
    }
    faults.addAll(check.faults(files, inUse));
    words.forEach(word -> faults.add(word.by("words")));
    faults.addAll(ofDocuments(folder));
    faults.forEach(fault -> out.println(line(fault)));
    Optional<String> sarif = argument(arguments, "--sarif");
    if (sarif.isPresent()) {
      try {
        Files.writeString(Path.of(sarif.get()), Sarif.of(faults, folder));
      } catch (IOException e) {
        out.println(sarif.get() + " cannot be written: " + e.getMessage());
        return 2;
      }
    }
    long errors = faults.stream().filter(f -> f.severity() == FileCheck.Severity.ERROR).count();
    out.println(
        "%s checked: %s, %s"
            .formatted(
                EnglishText.count(files.files().size(), "file", "files"),
                EnglishText.count(errors, "mistake", "mistakes"),
                EnglishText.count(
                    faults.size() - errors, "thing to look at", "things to look at")));
    return errors == 0 ? 0 : 1;
  }

  /** A folder without Word files of its own prints the words of the package. */
  private static List<FileCheck.Fault> ofDocuments(Path folder) {
    Path documents = folder.resolve(DocumentWords.FOLDER);
    if (!Files.isDirectory(documents)) {
      return List.of();
    }
    return DocumentWords.faults(documents).stream()
        .map(
            fault ->
                new FileCheck.Fault(fault.file(), fault.line(), fault.problem(), fault.remedy())
                    .by("document"))
        .toList();
  }

  private static Optional<String> argument(String[] arguments, String name) {
    return Arrays.stream(arguments)
        .filter(a -> a.startsWith(name + "="))
        .map(a -> a.substring(name.length() + 1))
        .findFirst();
  }

  private static String line(FileCheck.Fault fault) {
    return "%s  %s%n    %s%n    %s%n    → %s"
        .formatted(
            fault.severity(),
            fault.file(),
            fault.element().isEmpty() ? "the whole file" : fault.element(),
            fault.problem(),
            fault.click());
  }
}
