package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
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
      assertThat(word.getTables()).hasSize(1);
      assertThat(word.getTables().get(0).getRow(1).getCell(2).getText())
          .contains("Line one", "Line two");
    }
  }

  @Test
  void pdfHoldsAllThatWasWritten() throws Exception {
    byte[] bytes = PdfDocument.write(EXAMPLE);
    keep("example.pdf", bytes);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains(
              "Self-assessment of Brighton and Hove",
              "Second paragraph, with <angle> & \"quotes\".")
          .contains("Ζωή, Жизнь, Łódź, naïve, ≥ 5, → next, ✓ done", "Page 1 of 1");
    }
  }

  @Test
  void theSameContentMakesTheSameBytes() throws Exception {
    byte[] word = WordDocument.write(EXAMPLE);
    byte[] pdf = PdfDocument.write(EXAMPLE);
    // Past the two seconds that a ZIP entry's time counts in.
    Thread.sleep(2_100);
    assertThat(WordDocument.write(EXAMPLE)).isEqualTo(word);
    assertThat(PdfDocument.write(EXAMPLE)).isEqualTo(pdf);
  }

  private static void keep(String name, byte[] bytes) throws Exception {
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents", name), bytes);
  }
}
