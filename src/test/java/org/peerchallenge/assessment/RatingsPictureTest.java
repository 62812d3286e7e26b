package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Papers;
import org.peerchallenge.document.PdfDocument;
import org.peerchallenge.document.PdfRules;
import org.peerchallenge.document.WordDocument;
import org.peerchallenge.kernel.FormValues;

class RatingsPictureTest {

  private static final List<String> SCALE =
      List.of("noConcern", "watch", "concern", "seriousConcern");
  private static final List<String> TRENDS = List.of("improving", "stable", "worsening", "new");

  private static Map<String, Object> section() {
    Map<String, Object> written = new HashMap<>();
    int at = 0;
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      written.put(signature.id() + "Rating", SCALE.get(at % 4));
      written.put(signature.id() + "Trend", TRENDS.get(at++ % 4));
    }
    written.put("mostConcerned", List.of("budget", "workforce"));
    return written;
  }

  private static Content summary(Map<SignatureOfRisk, String> lastYear) {
    Content.Builder content =
        Content.titled("Self-assessment: Example, 2018-19")
            .cover(List.of(new Content.Fact("Signed by", "An Example")))
            .section("Summary: the signatures of risk");
    RatingsPicture.of(new FormValues(section()), lastYear)
        .addTo(content, new DocumentWords("").of("self-assessment"));
    return content.build();
  }

  @Test
  void picturesAndTableSayTheSameOnOnePageInBothFormats() throws Exception {
    Map<SignatureOfRisk, String> lastYear =
        Map.of(
            SignatureOfRisk.BUDGET, "watch",
            SignatureOfRisk.WORKFORCE, "seriousConcern",
            SignatureOfRisk.PERFORMANCE, "watch");
    byte[] bytes = PdfDocument.write(summary(lastYear));
    byte[] docx = WordDocument.write(summary(lastYear));
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents/ratings.pdf"), bytes);
    Files.write(Path.of("target/documents/ratings.docx"), docx);
    PdfRules.assertKept("ratings", bytes);
    Papers.assertSameWords("ratings", docx, bytes);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      assertThat(pdf.getNumberOfPages()).isEqualTo(3);
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Budget (most concerned)", "Workforce (most concerned)", "Last year")
          .contains("Broader political climate No concern Improving");
    }
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(docx))) {
      assertThat(word.getAllPictures()).hasSize(1);
      assertThat(word.getTables().get(1).getNumberOfRows()).isEqualTo(12);
      assertThat(word.getDocument().xmlText())
          .contains(
              "no concern 3, watch 3, concern 3, serious concern 2. Most concerned about: Budget;"
                  + " Workforce.");
    }
  }

  @Test
  void withoutAYearBeforeNothingIsSaidOfIt() {
    Content content = summary(Map.of());
    assertThat(content.sections().get(0).blocks())
        .filteredOn(Content.Table.class::isInstance)
        .singleElement()
        .satisfies(
            table ->
                assertThat(((Content.Table) table).head())
                    .containsExactly("Signature of risk", "Rating", "Trend"));
    assertThat(RatingsPicture.of(FormValues.NONE, Map.of()).isEmpty()).isTrue();
  }
}
