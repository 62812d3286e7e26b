package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Bidi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;

class ScriptsTest {

  private static final String CHINESE = "我们的社会工作者每周与孩子会面。";
  private static final String JAPANESE = "子どもたちの声を聞きます。カタカナ";
  private static final String KOREAN = "아이들의 이야기를 듣습니다.";
  private static final String ARABIC = "نحن نعمل مع الأطفال (850) والأسر";
  private static final String URDU = "ہم بچوں کے ساتھ کام کرتے ہیں۔";
  private static final String HEBREW = "אנחנו עובדים עם ילדים (850)";
  private static final String EMOJI = "😀 🤝 👩‍👧 ❤️ ✅ 👍🏽 🇬🇧";

  private static final long SEED = Long.getLong("peerchallenge.seed", 1);
  private static final int LINES = 60;

  /** No letters that join, which a page has as other characters. */
  private static final String[] PIECES = {
    "(אבג)",
    "דה",
    "(שלום 850",
    "850",
    "CD)",
    "12%",
    "(Reading)",
    "\"הוא\",",
    "20/3 –",
    "a",
    "?",
    ")"
  };

  private static final Content EVERY_SCRIPT =
      Content.titled("Every script 中文 한국어")
          .subtitle(HEBREW)
          .section("Scripts 日本語")
          .paragraph(CHINESE + JAPANESE + KOREAN)
          .paragraph(ARABIC)
          .bullets(List.of(HEBREW, URDU))
          .paragraph("In English with " + ARABIC + " inside, 20% (x).")
          .paragraph("Ζωή, Жизнь, ਪੰਜਾਬੀ, বাংলা, தமிழ், ไทย, አማርኛ, Tiếng Việt, ქართული, հայերեն")
          .table(List.of(ARABIC, CHINESE), List.of(List.of(HEBREW, EMOJI)))
          .build();

  @Test
  void noLetterBecomesABoxAndBothStandardsAreKept() throws Exception {
    byte[] bytes = PdfDocument.write(EVERY_SCRIPT);
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents/scripts.pdf"), bytes);
    PdfRules.assertKept("scripts", bytes);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      String text = Normalizer.normalize(new PDFTextStripper().getText(pdf), Normalizer.Form.NFKC);
      assertThat(text)
          .doesNotContain("\u25a1")
          .contains(CHINESE, "カタカナ", "이야기를", "😀", "🤝", "الأطفال", "ילדים");
    }
  }

  @Test
  void wordSaysWhichTextRunsFromRightToLeft() throws Exception {
    byte[] bytes = WordDocument.write(EVERY_SCRIPT);
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes))) {
      assertThat(word.getParagraphs())
          .filteredOn(paragraph -> paragraph.getCTP().xmlText().contains("<w:bidi/>"))
          .extracting(XWPFParagraph::getText)
          .containsExactly(HEBREW, ARABIC, HEBREW, URDU);
      assertThat(word.getParagraphs())
          .filteredOn(paragraph -> paragraph.getText().startsWith("In English"))
          .singleElement()
          .satisfies(
              paragraph -> {
                assertThat(paragraph.getText())
                    .isEqualTo("In English with " + ARABIC + " inside, 20% (x).");
                assertThat(paragraph.getRuns())
                    .filteredOn(run -> run.getCTR().xmlText().contains("<w:rtl/>"))
                    .isNotEmpty();
              });
    }
  }

  /** Unicode's own algorithm for the whole line is the other opinion. */
  @Test
  void whatStandsRightToLeftWithinEnglishAndTheOtherWayRoundIsInUnicodesOrderOnThePage()
      throws Exception {
    Random random = new Random(SEED);
    List<String> lines = new ArrayList<>();
    Content.Builder content = Content.titled("Order");
    for (int line = 0; line < LINES; line++) {
      List<String> words = new ArrayList<>(List.of(line % 2 == 0 ? "We met" : "אנחנו"));
      random.ints(7, 0, PIECES.length).forEach(piece -> words.add(PIECES[piece]));
      words.add(line % 2 == 0 ? "and left." : "עם ילדים");
      lines.add(String.join(" ", words));
      content.paragraph(lines.get(line));
    }
    List<String> wanted =
        lines.stream()
            .map(
                line ->
                    new Bidi(line, Characters.isRightToLeft(line) ? Bidi.RTL : Bidi.LTR)
                        .writeReordered(Bidi.DO_MIRRORING))
            .map(line -> line.replace(" ", ""))
            .toList();
    assertThat(linesFromTheLeft(PdfDocument.write(content.build()))).containsAll(wanted);
  }

  private static List<String> linesFromTheLeft(byte[] bytes) throws IOException {
    Map<String, TreeMap<Float, String>> lines = new LinkedHashMap<>();
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition letter) {
          if (!letter.getUnicode().isBlank()) {
            lines
                .computeIfAbsent(getCurrentPageNo() + " " + letter.getY(), at -> new TreeMap<>())
                .put(letter.getX(), letter.getUnicode());
          }
        }
      }.getText(pdf);
    }
    return lines.values().stream().map(letters -> String.join("", letters.values())).toList();
  }
}
