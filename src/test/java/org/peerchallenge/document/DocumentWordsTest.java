package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The words of documents, as staff change them in Word. */
class DocumentWordsTest {

  /** Which class prints the words of which file. */
  private static final Map<String, String> PRINTERS =
      Map.of(
          "self-assessment", "assessment/AssessmentContent",
          "report-back", "challenge/ReportDocument",
          "reading-pack", "challenge/ReadingPackDocument",
          "register", "challenge/RegisterDocument");

  private static final Pattern USED =
      Pattern.compile("words\\s*\\.of\\(\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  @TempDir Path folder;

  @Test
  void everyWordThatIsPrintedStandsInItsFileAndNoOther() throws Exception {
    Map<String, Set<String>> used = new TreeMap<>();
    for (Map.Entry<String, String> printer : PRINTERS.entrySet()) {
      String source =
          Files.readString(
              Path.of("src/main/java/org/peerchallenge/" + printer.getValue() + ".java"));
      Set<String> words = new TreeSet<>();
      Matcher found = USED.matcher(source);
      while (found.find()) {
        words.add(found.group(1));
      }
      Matcher listed =
          Pattern.compile("QUESTIONS =\\s*List\\.of\\((.*?)\\);", Pattern.DOTALL).matcher(source);
      if (listed.find()) {
        Matcher one = Pattern.compile("\"([^\"]*)\"").matcher(listed.group(1));
        while (one.find()) {
          words.add(one.group(1));
        }
      }
      used.put(printer.getKey(), words);
    }
    assertThat(used.keySet()).isEqualTo(new TreeSet<>(DocumentWords.KINDS));
    used.forEach(
        (kind, words) ->
            assertThat(new TreeSet<>(new DocumentWords("").of(kind).words().keySet()))
                .as(kind)
                .isEqualTo(words));
  }

  @Test
  void whatIsChangedInWordIsPrintedWithoutJava() throws Exception {
    change("report-back", "Strengths", "What you do well 我们");
    DocumentWords words = new DocumentWords(folder.toString());
    assertThat(words.of("report-back").of("Strengths")).isEqualTo("What you do well 我们");
    assertThat(words.of("report-back").of("Insights")).isEqualTo("Insights");
    assertThat(words.of("register").of("Asks")).isEqualTo("Asks");
  }

  @Test
  void eachFaultIsToldAtTheStartWithFileAndLineAndWhatToDo() throws Exception {
    change("self-assessment", "Signature", " ");
    assertFault("line “Signature”: nothing stands on the right");
    change(
        "self-assessment",
        "The director of children’s services signed the whole self-assessment on {day}. This version is for everybody.",
        "Signed on {date}.");
    assertFault("the names in braces must be the same on both sides: {day}");
    change("self-assessment", "Signature", "x".repeat(2001));
    assertFault("more than 2,000 characters");
    rename("self-assessment", "Signature", "Signatur");
    assertFault("the line “Signature” is missing", "knows no line “Signatur”");
    Files.writeString(folder.resolve("self-assessment.docx"), "no Word file");
    assertFault("it is not a Word file (.docx) with a table");
    Files.delete(folder.resolve("self-assessment.docx"));
    Files.writeString(folder.resolve("selfassessment.docx"), "x");
    assertFault("no document is called so", "self-assessment.docx");
    Files.delete(folder.resolve("selfassessment.docx"));
    Files.writeString(folder.resolve("~$register.docx"), "Word has it open");
    assertThat(new DocumentWords(folder.toString()).of("register").of("Asks")).isEqualTo("Asks");
    assertThatThrownBy(() -> new DocumentWords(folder.resolve("none").toString()))
        .hasMessageContaining("is no folder");
  }

  private void assertFault(String... words) {
    assertThatThrownBy(() -> new DocumentWords(folder.toString()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining(folder.toString());
  }

  private void change(String kind, String plain, String printed) throws Exception {
    edit(kind, plain, 1, printed);
  }

  private void rename(String kind, String plain, String other) throws Exception {
    edit(kind, plain, 0, other);
  }

  private void edit(String kind, String plain, int column, String text) throws Exception {
    try (InputStream in =
            DocumentWords.class.getResourceAsStream("/document/words/" + kind + ".docx");
        XWPFDocument word = new XWPFDocument(in)) {
      boolean found = false;
      for (XWPFTableRow row : word.getTables().get(0).getRows()) {
        if (row.getCell(0).getText().strip().equals(plain)) {
          var paragraphs = row.getCell(column).getParagraphs();
          var runs = paragraphs.get(0).getRuns();
          for (int at = runs.size() - 1; at > 0; at--) {
            paragraphs.get(0).removeRun(at);
          }
          runs.get(0).setText(text, 0);
          found = true;
        }
      }
      assertThat(found).as(plain).isTrue();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      word.write(out);
      Files.write(folder.resolve(kind + ".docx"), out.toByteArray());
    }
  }
}
