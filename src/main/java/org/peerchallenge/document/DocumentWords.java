package org.peerchallenge.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Templates of the fixed words in documents: a Word file a kind, in one folder, which staff edit in
 * Word. Its table has the product's words on the left and on the right what is printed. All are
 * checked when the application starts.
 */
@Component
public class DocumentWords {

  static final List<String> KINDS =
      List.of("reading-pack", "register", "report-back", "self-assessment");

  /** What somebody types in Word's dialogs grows no larger. */
  private static final int LONGEST = 2000;

  private static final Pattern NAME = Pattern.compile("\\{[^{}]*}");

  private final Map<String, Wording> kinds = new LinkedHashMap<>();

  /**
   * Reads the folder.
   *
   * @param folder with files that replace those of the product; empty for none
   * @throws IllegalStateException with every fault by file and line, and what to do
   */
  DocumentWords(@Value("${peerchallenge.documents-folder:}") String folder) {
    List<String> faults = new ArrayList<>();
    for (String kind : KINDS) {
      Map<String, String> own = packaged(kind);
      Path changed = folder.isBlank() ? null : Path.of(folder, kind + ".docx");
      Map<String, String> words = own;
      if (changed != null && Files.exists(changed)) {
        words = changed(changed, own, faults);
      }
      kinds.put(kind, new Wording(kind, words));
    }
    if (!folder.isBlank()) {
      strangers(Path.of(folder), faults);
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "The words of documents cannot be used:\n" + String.join("\n", faults));
    }
  }

  /**
   * The words of a kind.
   *
   * @throws IllegalArgumentException when there is no such kind
   */
  public Wording of(String kind) {
    Wording wording = kinds.get(kind);
    if (wording == null) {
      throw new IllegalArgumentException("There are no words for a document “" + kind + "”");
    }
    return wording;
  }

  private static Map<String, String> packaged(String kind) {
    try (InputStream in =
        DocumentWords.class.getResourceAsStream("/document/words/" + kind + ".docx")) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> changed(
      Path file, Map<String, String> own, List<String> faults) {
    Map<String, String> words;
    try (InputStream in = Files.newInputStream(file)) {
      words = read(in);
    } catch (IOException | OpenXML4JRuntimeException | IllegalArgumentException e) {
      faults.add(file + ": it is not a Word file (.docx) with a table. Save it as .docx again.");
      return own;
    }
    for (String plain : own.keySet()) {
      if (!words.containsKey(plain)) {
        faults.add(
            file + ": the line “" + plain + "” is missing. Put it back on the left as it was.");
      } else {
        check(file, plain, words.get(plain), faults);
      }
    }
    for (String plain : words.keySet()) {
      if (!own.containsKey(plain)) {
        faults.add(
            file + ": the product knows no line “" + plain + "”. Change the right side alone.");
      }
    }
    return faults.isEmpty() ? words : own;
  }

  private static void check(Path file, String plain, String printed, List<String> faults) {
    if (printed.isBlank()) {
      faults.add(
          file + ", line “" + plain + "”: nothing stands on the right. Write what to print.");
    } else if (printed.length() > LONGEST) {
      faults.add(file + ", line “" + plain + "”: more than 2,000 characters. Shorten it.");
    } else if (!names(plain).equals(names(printed))) {
      faults.add(
          file
              + ", line “"
              + plain
              + "”: the names in braces must be the same on both sides: "
              + String.join(" ", names(plain)));
    }
  }

  private static Set<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A misspelt name of a file would change nothing, and nobody would know why. */
  private static void strangers(Path folder, List<String> faults) {
    if (!Files.isDirectory(folder)) {
      faults.add(folder + " is no folder. Name one, or none.");
      return;
    }
    try (var files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          // Word's own, while somebody has the file open.
          .filter(name -> !name.startsWith("~$"))
          .filter(name -> !KINDS.contains(name.replaceFirst("\\.docx$", "")))
          .sorted()
          .forEach(
              name ->
                  faults.add(
                      folder.resolve(name)
                          + ": no document is called so. There are: "
                          + String.join(".docx, ", KINDS)
                          + ".docx"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of all its tables, without each table's heading. */
  private static Map<String, String> read(InputStream in) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    try (XWPFDocument word = new XWPFDocument(in)) {
      for (XWPFTable table : word.getTables()) {
        for (XWPFTableRow row : table.getRows().subList(1, table.getNumberOfRows())) {
          if (row.getTableCells().size() == 2) {
            words.put(row.getCell(0).getText().strip(), row.getCell(1).getText().strip());
          }
        }
      }
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException("no table");
    }
    return words;
  }
}
