package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.ShortForm;

/** The words of documents, as staff change them in Word. */
class DocumentWordsTest {

  private static final Path SOURCE = Path.of("src/main/java/org/peerchallenge");
  private static final Path LINES = Path.of("src/main/resources/document/lines.txt");

  private static final Pattern KIND = Pattern.compile("@PrintsWords\\(\"([a-z-]+)\"\\)");

  private static final String TEXT = "\"((?:[^\"\\\\]|\\\\.)*)\"";
  private static final Pattern USED = Pattern.compile("words\\s*\\.of\\(\\s*" + TEXT);
  private static final Pattern LISTED =
      Pattern.compile("List<String> [A-Z_]+ =\\s*List\\.of\\((.*?)\\);", Pattern.DOTALL);

  @TempDir Path folder;

  /** Fails once after a line was added or taken away, and writes list and Word files anew. */
  @Test
  void everyWordThatIsPrintedStandsInItsFileAndNoOther() throws Exception {
    Map<String, Set<String>> used = used();
    Map<String, Set<String>> written = new TreeMap<>();
    for (String kind : used.keySet()) {
      written.put(kind, table(kind).keySet());
    }
    String list =
        used.entrySet().stream()
            .flatMap(kind -> kind.getValue().stream().map(line -> kind.getKey() + "\t" + line))
            .collect(Collectors.joining("\n", "", "\n"));
    boolean right = written.equals(used) && Files.readString(LINES).equals(list);
    if (!right) {
      Files.writeString(LINES, list);
      for (String kind : used.keySet()) {
        if (!written.get(kind).equals(used.get(kind))) {
          writeTemplate(kind, used.get(kind));
        }
      }
    }
    assertThat(right).as("lists of words were written anew: run again, and look at them").isTrue();
    try (Stream<Path> files = Files.list(Path.of("documents"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".docx", "")))
          .containsExactlyInAnyOrderElementsOf(used.keySet());
    }
  }

  @Test
  void aWordChangedInWordIsPrintedInWordAndInPdf() throws Exception {
    change(
        "report-back",
        "Strengths",
        paragraph -> {
          // What Word makes of a few key presses: runs of their own, and a mark of its spelling.
          paragraph.getRuns().get(0).setText("What you do", 0);
          paragraph.getCTP().addNewProofErr();
          paragraph.createRun().setText(" w");
          paragraph.createRun().setText("ell & gladly 我们");
        });
    DocumentWords words = new DocumentWords(folder.toString());
    assertThat(words.of("report-back").of("Insights")).isEqualTo("Insights");
    assertThat(words.of("register").of("Asks")).isEqualTo("Asks");
    Content content =
        Content.titled("Report")
            .section(words.of("report-back").of("Strengths"))
            .paragraph("Text")
            .build();
    assertThat(content.sections().get(0).heading()).isEqualTo("What you do well & gladly 我们");
    try (XWPFDocument word =
            new XWPFDocument(new ByteArrayInputStream(WordDocument.write(content)));
        XWPFWordExtractor text = new XWPFWordExtractor(word)) {
      assertThat(text.getText()).contains("What you do well & gladly 我们");
    }
    try (PDDocument pdf = Loader.loadPDF(PdfDocument.write(content))) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("What you do well & gladly 我们");
    }
  }

  @Test
  void aValueStandsWhereTheMarkerWasMovedToAndItsOwnBracesAreNoMarkers() throws Exception {
    rewrite("report-back", "Version {version}, {day}", "{day}: version {version}");
    assertThat(
            new DocumentWords(folder.toString())
                .of("report-back")
                .of("Version {version}, {day}", Map.of("version", "{day} $1", "day", "Monday")))
        .isEqualTo("Monday: version {day} $1");
  }

  @Test
  void eachFaultIsToldWithFileAndLineAndWhatToDo() throws Exception {
    String two = "Version {version}, {day}";
    rewrite("report-back", "Strengths", " ");
    assertFault("line “Strengths”: nothing stands on the right");
    rewrite("report-back", two, "Version {version}");
    assertFault("line “" + two + "”: the marker {day} is missing on the right");
    rewrite("report-back", two, "Version {version}, {day} of {month}");
    assertFault("line “" + two + "”: the marker {month} means nothing here");
    rewrite("report-back", two, "Version {version}, {day} {");
    assertFault("line “" + two + "”: a brace stands alone");
    rewrite("report-back", "Strengths", "x".repeat(2001));
    assertFault("line “Strengths”: it is longer than 2,000 characters");
    edit("report-back", "Strengths", 0, paragraph -> set(paragraph, "Strenghts"));
    assertFault(
        "line “Strenghts”: the product has no such line", "line “Strengths”: the line is missing");
    edit("report-back", "Insights", 0, paragraph -> set(paragraph, "Strengths"));
    assertFault("line “Strengths”: it stands twice", "line “Insights”: the line is missing");
  }

  @Test
  void aTrackedChangeIsAcceptedOrRejectedByPeopleAndNotByChance() throws Exception {
    change(
        "report-back",
        "Strengths",
        paragraph -> {
          var deleted = paragraph.getCTP().addNewDel();
          deleted.setAuthor("Office");
          deleted.addNewR().addNewDelText().setStringValue("Strengths");
          var inserted = paragraph.getCTP().addNewIns();
          inserted.setAuthor("Office");
          inserted.addNewR().addNewT().setStringValue("What you do well");
        });
    assertFault("line “Strengths”: a tracked change is open", "Accept or reject all changes");
  }

  @Test
  void aFileThatIsNoTemplateIsNamedWhateverIsWrongWithIt() throws Exception {
    Files.writeString(folder.resolve("report-back.docx"), "no Word file");
    assertFault("report-back.docx: it is not a whole Word file");
    Files.write(folder.resolve("report-back.docx"), new byte[0]);
    assertFault("report-back.docx: it is not a whole Word file");
    Files.write(
        folder.resolve("report-back.docx"),
        WordDocument.write(Content.titled("A letter").paragraph("No table").build()));
    assertFault("report-back.docx: it is not a whole Word file");
    Files.delete(folder.resolve("report-back.docx"));
    Files.createDirectory(folder.resolve("report-back.docx"));
    assertFault("report-back.docx: it is not a whole Word file");
    Files.delete(folder.resolve("report-back.docx"));
    Files.writeString(folder.resolve("reportback.docx"), "x");
    assertFault("reportback.docx: no document is called so", "report-back.docx");
    Files.move(folder.resolve("reportback.docx"), folder.resolve("report-back.doc"));
    assertFault("report-back.doc: no document is called so");
    Files.move(folder.resolve("report-back.doc"), folder.resolve("~$port-back.docx"));
    assertThat(DocumentWords.faults(folder)).isEmpty();
    assertThat(DocumentWords.faults(folder.resolve("none")))
        .singleElement()
        .hasToString(folder.resolve("none") + ": it is no folder that can be read. Name another.");
  }

  /** A download that broke off, a stick that was pulled: the file as it was, or its name. */
  @Test
  void aDamagedFileIsReadAsItWasOrNamed() throws Exception {
    byte[] whole = Files.readAllBytes(Path.of("documents/report-back.docx"));
    Wording right = new DocumentWords("").of("report-back");
    Random random = new Random(20190322);
    int named = 0;
    int rounds = ShortForm.FULL ? 1000 : 12;
    for (int round = 0; round < rounds; round++) {
      byte[] damaged =
          round % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int at = 0; at < 3 && damaged.length > 0; at++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(folder.resolve("report-back.docx"), damaged);
      List<DocumentWords.Fault> faults = DocumentWords.faults(folder);
      if (faults.isEmpty()) {
        assertThat(new DocumentWords(folder.toString()).of("report-back"))
            .as("round " + round)
            .isEqualTo(right);
      } else {
        named++;
        assertThat(faults).allMatch(fault -> fault.file().endsWith("report-back.docx"));
      }
    }
    assertThat(named).isGreaterThan(rounds / 2);
  }

  private void assertFault(String... words) {
    assertThatThrownBy(() -> new DocumentWords(folder.toString()).afterSingletonsInstantiated())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(words)
        .hasMessageContaining(folder.toString());
  }

  private void rewrite(String kind, String line, String printed) throws Exception {
    change(kind, line, paragraph -> set(paragraph, printed));
  }

  private void change(String kind, String line, Consumer<XWPFParagraph> edit) throws Exception {
    edit(kind, line, 1, edit);
  }

  private static void set(XWPFParagraph paragraph, String text) {
    List<XWPFRun> runs = paragraph.getRuns();
    for (int at = runs.size() - 1; at > 0; at--) {
      paragraph.removeRun(at);
    }
    runs.get(0).setText(text, 0);
  }

  private void edit(String kind, String line, int column, Consumer<XWPFParagraph> edit)
      throws Exception {
    try (InputStream in = Files.newInputStream(Path.of("documents", kind + ".docx"));
        XWPFDocument word = new XWPFDocument(in)) {
      XWPFTableRow row =
          word.getTables().get(0).getRows().stream()
              .filter(one -> one.getCell(0).getText().equals(line))
              .findFirst()
              .orElseThrow();
      edit.accept(row.getCell(column).getParagraphs().get(0));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      word.write(out);
      Files.write(folder.resolve(kind + ".docx"), out.toByteArray());
    }
  }

  /** What the classes say that print the words of a kind. */
  private static Map<String, Set<String>> used() throws Exception {
    Map<String, Set<String>> used = new TreeMap<>();
    List<Path> sources;
    try (Stream<Path> files = Files.walk(SOURCE)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    for (Path file : sources) {
      String source = Files.readString(file);
      Matcher kind = KIND.matcher(source);
      if (kind.find()) {
        Set<String> lines = used.computeIfAbsent(kind.group(1), one -> new LinkedHashSet<>());
        USED.matcher(source).results().forEach(found -> lines.add(found.group(1)));
        if (source.contains("words::of")) {
          LISTED
              .matcher(source)
              .results()
              .flatMap(list -> Pattern.compile(TEXT).matcher(list.group(1)).results())
              .forEach(found -> lines.add(found.group(1)));
        }
      } else {
        assertThat(USED.matcher(source).find())
            .as(file + " prints words of a template: say of which kind with @PrintsWords")
            .isFalse();
      }
    }
    return used;
  }

  private static Map<String, String> table(String kind) throws Exception {
    Map<String, String> table = new TreeMap<>();
    Path file = Path.of("documents", kind + ".docx");
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file);
          XWPFDocument word = new XWPFDocument(in)) {
        List<XWPFTableRow> rows = word.getTables().get(0).getRows();
        rows.subList(1, rows.size())
            .forEach(row -> table.put(row.getCell(0).getText(), row.getCell(1).getText()));
      }
    }
    return table;
  }

  /** Keeps what is printed; a new line is printed as the product calls it. */
  private static void writeTemplate(String kind, Set<String> lines) throws Exception {
    Map<String, String> before = table(kind);
    List<List<String>> rows = new ArrayList<>();
    lines.forEach(line -> rows.add(List.of(line, before.getOrDefault(line, line))));
    Files.write(
        Path.of("documents", kind + ".docx"),
        WordDocument.write(
            Content.titled("Words of the document: " + kind)
                .paragraph(
                    "Change the right side alone, and save. A word in braces is a marker: the product puts a value there, so it stays as it is, though it may move. The product checks this file when it starts, and says what is wrong with it.")
                .table(List.of("Words of the product", "What is printed"), rows)
                .build()));
  }
}
