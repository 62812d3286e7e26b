package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

class WordAndPdfTest {

  private static final Content EXAMPLE =
      Content.titled("Self-assessment of Brighton and Hove, 2018-19")
          .subtitle("Signed by the director on 14 December 2018")
          .attribution("An example for the demo: it says nothing about the real authority.")
          .section("Quality and impact")
          .paragraph(
              "First paragraph.\nIts second line.\n\nSecond paragraph, with <angle> & \"quotes\".")
          .heading(2, "How we know it")
          .bullets(List.of("Audits", "Ζωή, Жизнь, Łódź, naïve, ≥ 5, → next, ✓ done"))
          .section("Signatures of risk")
          .table(
              List.of("Signature", "Rating", "Evidence"),
              List.of(
                  List.of("Budget", "Watch", "Line one\nLine two"),
                  List.of("Workforce", "No concern", "")))
          .build();

  @Test
  void wordHasRealHeadingsAndAllThatWasWritten() throws Exception {
    byte[] bytes = WordDocument.write(EXAMPLE);
    keep("example.docx", bytes);
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes))) {
      assertThat(
              word.getParagraphs().stream()
                  .filter(p -> p.getStyle() != null && p.getStyle().startsWith("Heading"))
                  .collect(Collectors.toMap(XWPFParagraph::getText, XWPFParagraph::getStyle)))
          .containsEntry("Quality and impact", "Heading1")
          .containsEntry("How we know it", "Heading2")
          .containsEntry("Signatures of risk", "Heading1");
      assertThat(word.getStyles().getStyle("Heading1").getName()).isEqualTo("heading 1");
      assertThat(word.getParagraphs())
          .extracting(XWPFParagraph::getText)
          .contains(
              "First paragraph.\nIts second line.", "Second paragraph, with <angle> & \"quotes\".")
          .contains("Ζωή, Жизнь, Łódź, naïve, ≥ 5, → next, ✓ done");
      assertThat(word.getTables()).hasSize(1);
      assertThat(word.getTables().get(0).getRow(0).isRepeatHeader()).isTrue();
      assertThat(word.getTables().get(0).getRow(1).getCell(2).getText())
          .isEqualTo("Line one\nLine two");
      assertThat(word.getProperties().getCoreProperties().getTitle())
          .isEqualTo("Self-assessment of Brighton and Hove, 2018-19");
      assertThat(word.getHeaderList().get(0).getText()).contains("Self-assessment of Brighton");
      assertThat(word.getFooterList().get(0).getParagraphs().get(1).getCTP().xmlText())
          .contains("w:instr=\"PAGE\"", "w:instr=\"NUMPAGES\"");
      assertThat(word.getStyle().getDocDefaults().xmlText()).contains("w:val=\"en-GB\"");
    }
  }

  @Test
  void pdfIsTaggedTitledInEnglishAndHasBookmarksAndItsOwnFonts() throws Exception {
    byte[] bytes = PdfDocument.write(EXAMPLE);
    keep("example.pdf", bytes);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Second paragraph, with <angle> & \"quotes\".")
          .contains("Ζωή, Жизнь, Łódź, naïve, ≥ 5, → next, ✓ done", "Page 1 of 1")
          .contains("An example for the demo");
      assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(pdf.getDocumentCatalog().getStructureTreeRoot().getKids()).isNotEmpty();
      assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
      assertThat(pdf.getDocumentCatalog().getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(pdf.getDocumentInformation().getTitle())
          .isEqualTo("Self-assessment of Brighton and Hove, 2018-19");
      assertThat(
              StreamSupport.stream(
                      pdf.getDocumentCatalog().getDocumentOutline().children().spliterator(), false)
                  .map(PDOutlineItem::getTitle))
          .containsExactly("Quality and impact", "How we know it", "Signatures of risk");
      for (PDPage page : pdf.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).as(font.getName()).isTrue();
        }
      }
    }
  }

  @Test
  void aYearInATitleIsNotBrokenAtTheEndOfALine() throws Exception {
    // So long that one of these lines must end within a year.
    Content.Builder content = Content.titled("Self-assessment of Brighton, 2018-19");
    for (int letters = 1; letters <= 60; letters++) {
      content.section("Of a long heading " + "m".repeat(letters) + " 2018-19");
    }
    Content built = content.build();
    try (PDDocument pdf = Loader.loadPDF(PdfDocument.write(built))) {
      assertThat(new PDFTextStripper().getText(pdf).lines())
          .noneMatch(line -> line.matches("19|.*2018\\p{Pd}"));
      assertThat(pdf.getDocumentInformation().getTitle()).endsWith("2018-19");
    }
    try (XWPFDocument word =
        new XWPFDocument(new ByteArrayInputStream(WordDocument.write(built)))) {
      assertThat(word.getParagraphs().get(0).getCTP().xmlText()).contains("<w:noBreakHyphen/>");
      assertThat(word.getParagraphs().get(0).getText()).endsWith("2018\u201119");
    }
  }

  /** The shape of the plan's and the pack's tables, with one cell that wants all the room. */
  @Test
  void noOrdinaryWordOfATableIsBrokenHoweverLongAnotherCellIs() throws Exception {
    Content.Builder content = Content.titled("Plan");
    List<String> row =
        List.of(
            "Portsmouth",
            "More time with children. ".repeat(25),
            "Jean-Luc",
            "21 July 2019",
            "Commitment",
            "Buckinghamshire",
            "");
    content.table(
        List.of("Place", "Action", "Owner", "Date", "Kind", "Sponsor", "Note"), List.of(row));
    byte[] bytes = PdfDocument.write(content.build());
    keep("plan-table.pdf", bytes);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Portsmouth", "Jean-Luc", "July", "Commitment", "Buckinghamshire", "children");
    }
  }

  @Test
  void wordOpensWithoutCompatibilityModeAndWithoutReorderingMarks() throws Exception {
    byte[] bytes = WordDocument.write(Content.titled("A\u202etxt.exe").paragraph("b").build());
    assertThat(new String(entry(bytes, "word/settings.xml"), StandardCharsets.UTF_8))
        .contains("w:name=\"compatibilityMode\"", "w:val=\"15\"");
    assertThat(new String(entry(bytes, "word/document.xml"), StandardCharsets.UTF_8))
        .contains("Atxt.exe");
  }

  private static byte[] entry(byte[] zipped, String name) throws Exception {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return zip.readAllBytes();
        }
      }
    }
    throw new AssertionError(name + " is missing");
  }

  @Test
  void aLongPdfRepeatsTitleAndTableHeadingsAndCountsItsPages() throws Exception {
    Content content =
        Content.titled("Reading pack")
            .attribution("Example attribution")
            .wide()
            .section("Figures")
            .table(
                List.of("Indicator", "Own figure"),
                Collections.nCopies(120, List.of("Percentage of re-referrals", "20.1")))
            .build();
    try (PDDocument pdf = Loader.loadPDF(PdfDocument.write(content))) {
      assertThat(pdf.getNumberOfPages()).isGreaterThan(2);
      assertThat(pdf.getPage(0).getMediaBox().getWidth())
          .isGreaterThan(pdf.getPage(0).getMediaBox().getHeight());
      PDFTextStripper second = new PDFTextStripper();
      second.setStartPage(2);
      second.setEndPage(2);
      assertThat(second.getText(pdf))
          .contains("Reading pack", "Indicator Own figure", "Example attribution")
          .contains("Page 2 of " + pdf.getNumberOfPages());
    }
  }

  @Test
  void noHeadingStandsAloneAtTheFootOfAPage() throws Exception {
    Content.Builder content = Content.titled("Report").attribution("Example attribution");
    // Sections of many lengths, so that page ends fall on every line of one.
    for (int i = 0; i < 150; i++) {
      content.section("Heading of a section");
      if (i % 3 > 0) {
        content.paragraph("A line.\n".repeat(i % 7) + "The last line.");
      }
      if (i % 2 == 0) {
        content.heading(2, "Heading of a table");
      } else {
        content.paragraph("Heading of a table in a sentence:");
      }
      content.table(
          List.of("Heading of a column"),
          Collections.nCopies(1 + i % 4, List.of("A row." + "\nIts next line.".repeat(i % 5))));
    }
    byte[] bytes = PdfDocument.write(content.build());
    keep("headings.pdf", bytes);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(pdf.getNumberOfPages()).isGreaterThan(30);
      for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
        PDFTextStripper text = new PDFTextStripper();
        text.setSortByPosition(true);
        text.setStartPage(page);
        text.setEndPage(page);
        List<String> lines =
            text.getText(pdf)
                .lines()
                .takeWhile(line -> !line.startsWith("Example attribution Page"))
                .toList();
        assertThat(lines.get(lines.size() - 1)).as("page " + page).doesNotStartWith("Heading");
      }
    }
  }

  @Test
  void theSameContentMakesTheSameBytes() throws Exception {
    byte[] word = WordDocument.write(EXAMPLE);
    assertThat(WordDocument.write(EXAMPLE)).isEqualTo(word);
    assertThat(PdfDocument.writeAnew(EXAMPLE)).isEqualTo(PdfDocument.writeAnew(EXAMPLE));
    // A ZIP entry's time counts in twos of seconds, so that two quick writings prove nothing of it.
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(word))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getTimeLocal().getYear()).as(entry.getName()).isEqualTo(1980);
      }
    }
  }

  @Test
  void noTextBreaksADocument() throws Exception {
    Random random = new Random(850);
    StringBuilder every =
        new StringBuilder("begin \u0000\u0001\u000b\u001f\u007f\ufffe\ufeff\ud800 \udc00 ");
    for (int i = 0; i < 1_500; i++) {
      // Every plane, with unpaired surrogates among them.
      int c = random.nextInt(0x110000);
      if (c < 0x10000) {
        every.append((char) c);
      } else {
        every.appendCodePoint(c);
      }
      if (i % 40 == 0) {
        every.append(i % 400 == 0 ? "\n\n" : "\t");
      }
    }
    String text = every.append(" 😀 e\u0301 \u202eabc\u202c ]]> end").toString();
    Content content =
        Content.titled("Any \u0007 text")
            .section(text.substring(0, 200))
            .paragraph(text)
            .bullets(List.of(text))
            .table(List.of("Cell"), List.of(List.of(text)))
            .build();
    try (XWPFDocument word =
        new XWPFDocument(new ByteArrayInputStream(WordDocument.write(content)))) {
      assertThat(word.getParagraphs().get(0).getText()).isEqualTo("Any  text");
      String written =
          word.getParagraphs().stream()
              .map(XWPFParagraph::getText)
              .collect(Collectors.joining("\n"));
      // An override would show what follows it backwards.
      assertThat(written).contains("begin ", " 😀 e\u0301 abc ]]> end");
    }
    try (PDDocument pdf = Loader.loadPDF(PdfDocument.write(content))) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("begin", "end");
    }
  }

  private static void keep(String name, byte[] bytes) throws Exception {
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents", name), bytes);
  }
}
