package org.peerchallenge.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Templates of the fixed words in documents: one Word file for each kind, in the folder {@code
 * documents}, which staff edit in Word. A table has the product's words on the left and on the
 * right what is printed. All are checked when the application starts, and by {@code --check}.
 */
@Component
public class DocumentWords implements SmartInitializingSingleton {

  /** The folder beside {@code processes} and {@code forms}. */
  public static final String FOLDER = "documents";

  /** Characters of one line: nobody prints more as a fixed text. */
  private static final int LONGEST = 2000;

  private static final Pattern MARKER = Pattern.compile("\\{[^{}]*}");

  /**
   * What is wrong with a template.
   *
   * @param line the words on its left; empty when the whole file is meant
   * @param remedy what to do in Word
   */
  public record Fault(String file, String line, String problem, String remedy) {
    @Override
    public String toString() {
      return file
          + (line.isEmpty() ? "" : ", line “" + line + "”")
          + ": "
          + problem
          + ". "
          + remedy
          + ".";
    }
  }

  private final FutureTask<Map<String, Wording>> kinds;

  /**
   * Reads the templates, by a thread of its own while the rest starts.
   *
   * @param folder with files that take the place of those in the package; empty for none
   */
  public DocumentWords(@Value("${peerchallenge.documents-folder:}") String folder) {
    kinds = new FutureTask<>(() -> read(folder.isBlank() ? null : Path.of(folder)));
    Thread thread = new Thread(kinds, "document-words");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Waits for the templates: nothing starts with one that cannot be printed.
   *
   * @throws IllegalStateException with every fault by file and line, and what to do
   */
  @Override
  public void afterSingletonsInstantiated() {
    kinds();
  }

  private Map<String, Wording> kinds() {
    try {
      return kinds.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Wording> read(Path folder) {
    List<Fault> faults = new ArrayList<>();
    Map<String, Wording> kinds = read(folder, faults);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          faults.stream()
              .map(Fault::toString)
              .collect(
                  Collectors.joining("\n", "The words of documents cannot be printed:\n", "")));
    }
    return kinds;
  }

  /** What is wrong with the templates in a folder; nothing when they may be used. */
  public static List<Fault> faults(Path folder) {
    List<Fault> faults = new ArrayList<>();
    read(folder, faults);
    return faults;
  }

  /**
   * The words of a kind.
   *
   * @throws IllegalArgumentException when there is no such kind
   */
  public Wording of(String kind) {
    Wording wording = kinds().get(kind);
    if (wording == null) {
      throw new IllegalArgumentException("There are no words for a document “" + kind + "”");
    }
    return wording;
  }

  private static Map<String, Wording> read(Path folder, List<Fault> faults) {
    Map<String, Set<String>> known = known();
    Map<String, Wording> kinds = new LinkedHashMap<>();
    known.forEach(
        (kind, lines) -> {
          Path changed = folder == null ? null : folder.resolve(kind + ".docx");
          kinds.put(
              kind,
              new Wording(
                  kind,
                  changed != null && Files.exists(changed)
                      ? read(changed.toString(), lines, bytes(changed), faults)
                      : read(FOLDER + "/" + kind + ".docx", lines, packaged(kind), faults)));
        });
    if (folder != null) {
      faults.addAll(strangers(folder, known.keySet()));
    }
    return kinds;
  }

  /** The lines that the product prints, by kind: a test writes them down from the source. */
  static Map<String, Set<String>> known() {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    try (InputStream in = DocumentWords.class.getResourceAsStream("/document/lines.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        String[] parts = line.split("\t", 2);
        known.computeIfAbsent(parts[0], kind -> new LinkedHashSet<>()).add(parts[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }

  private static byte[] packaged(String kind) {
    try (InputStream in =
        DocumentWords.class.getResourceAsStream("/" + FOLDER + "/" + kind + ".docx")) {
      return in == null ? new byte[0] : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      // A folder of that name, or a file that may not be read, is no Word file either.
      return new byte[0];
    }
  }

  /** The words of a file, as far as they may be printed. */
  private static Map<String, String> read(
      String file, Set<String> lines, byte[] bytes, List<Fault> faults) {
    Map<String, String> words = new LinkedHashMap<>();
    try {
      for (WordRows.Row row : WordRows.of(bytes)) {
        if (!lines.contains(row.plain())) {
          faults.add(
              new Fault(
                  file,
                  row.plain(),
                  "the product has no such line",
                  "Write the left side as it was, and change the right side alone"));
        } else if (words.putIfAbsent(row.plain(), row.printed()) != null) {
          faults.add(new Fault(file, row.plain(), "it stands twice", "Delete one of the rows"));
        }
        if (row.tracked()) {
          faults.add(
              new Fault(
                  file,
                  row.plain(),
                  "a tracked change is open, so nobody can tell what to print",
                  "Accept or reject all changes (Review, Accept), and save"));
        }
      }
    } catch (IOException | RuntimeException e) {
      // For a file that is damaged or is none of Word's, POI throws one of a dozen kinds.
      faults.add(
          new Fault(
              file,
              "",
              "it is not a whole Word file (.docx) with a table of two columns",
              "Take the file as it was and change it again, or save it as “Word document (*.docx)”"));
      return words;
    }
    for (String line : lines) {
      if (words.containsKey(line)) {
        check(file, line, words.get(line), faults);
      } else {
        faults.add(
            new Fault(
                file, line, "the line is missing", "Add a row with it on the left, as it was"));
      }
    }
    return words;
  }

  private static void check(String file, String line, String printed, List<Fault> faults) {
    if (printed.isBlank()) {
      faults.add(
          new Fault(file, line, "nothing stands on the right", "Write there what is printed"));
    }
    if (printed.length() > LONGEST) {
      faults.add(new Fault(file, line, "it is longer than 2,000 characters", "Shorten it"));
    }
    Set<String> missing = markers(line);
    missing.removeAll(markers(printed));
    Set<String> unknown = markers(printed);
    unknown.removeAll(markers(line));
    if (!missing.isEmpty()) {
      faults.add(
          new Fault(
              file,
              line,
              "the marker " + String.join(", ", missing) + " is missing on the right",
              "Write it where its value is to stand"));
    }
    if (!unknown.isEmpty()) {
      faults.add(
          new Fault(
              file,
              line,
              "the marker " + String.join(", ", unknown) + " means nothing here",
              "Use those that stand on the left"));
    } else if (MARKER.matcher(printed).replaceAll("").matches("(?s).*[{}].*")) {
      faults.add(
          new Fault(
              file,
              line,
              "a brace stands alone on the right",
              "A marker is a word between { and }, without anything else"));
    }
  }

  private static Set<String> markers(String text) {
    return MARKER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A misspelt name of a file would change nothing, and nobody would know why. */
  private static List<Fault> strangers(Path folder, Set<String> kinds) {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          // Word's own while somebody has the file open, and what a system hides.
          .filter(name -> !name.startsWith("~$") && !name.startsWith("."))
          .filter(name -> !name.endsWith(".docx") || !kinds.contains(name.replace(".docx", "")))
          .sorted()
          .map(
              name ->
                  new Fault(
                      folder.resolve(name).toString(),
                      "",
                      "no document is called so",
                      "Name it as one of: " + String.join(".docx, ", kinds) + ".docx"))
          .toList();
    } catch (IOException e) {
      return List.of(
          new Fault(folder.toString(), "", "it is no folder that can be read", "Name another"));
    }
  }
}
