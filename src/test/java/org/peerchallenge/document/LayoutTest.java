package org.peerchallenge.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.junit.jupiter.api.Test;
import org.peerchallenge.ShortForm;

class LayoutTest {

  private static final String PICTURE =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"><rect x="10" y="10" width="80"
      height="30" fill="#1d4f5f" stroke="#12353f" stroke-width="1"/><polyline points="0,50 300,50"
      fill="none" stroke="#c3ccd2" stroke-width="1"/><circle cx="150" cy="25" r="8" fill="#ffffff"
      stroke="#12353f" stroke-width="1"/><text x="180" y="30" font-size="12" font-weight="bold"
      text-anchor="start" fill="#12353f">Ratings</text></svg>""";

  private static Content everyBlock() {
    return Content.titled("Self-assessment: Brighton and Hove, 2018-19")
        .subtitle("Version 2")
        .attribution("An example: it says nothing about a real authority.")
        .cover(
            List.of(
                new Content.Fact("Signed by", "A Director"),
                new Content.Fact("Capacity", "interim director")))
        .section("Summary")
        .picture(PICTURE, "A rectangle, a line and a circle.")
        .table(List.of("Signature", "Rating"), List.of(List.of("Budget", "Watch")))
        .section("What people typed")
        .paragraph(
            "We did:\n- audits\n- visits\n  with families\n\n1. first\n2. second\n\nThe end.")
        .heading(2, "Again")
        .paragraph("1) one\n2) two")
        .heading(3, "A question")
        .paragraph("2018. No list.\n- not one either")
        .section("Signature")
        .facts(List.of(new Content.Fact("Version", "2"), new Content.Fact("Place", "Hove")))
        .build();
  }

  @Test
  void aDocumentWithACoverHasNumberedContentsWithPagesInBothFormats() throws Exception {
    byte[] pdf = PdfDocument.write(everyBlock());
    byte[] docx = WordDocument.write(everyBlock());
    keep("layout.pdf", pdf);
    keep("layout.docx", docx);
    PdfRules.assertKept("layout", pdf);
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(page(read, 1)).contains("Signed by", "interim director").doesNotContain("Summary");
      assertThat(page(read, 2))
          .containsSubsequence(
              "Contents", "1 Summary", "3", "2 What people typed", "4", "2.1 Again");
      assertThat(page(read, 3)).contains("1 Summary", "Budget");
      assertThat(page(read, 4)).contains("2 What people typed", "2.1 Again").contains("A question");
    }
    try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(docx))) {
      List<XWPFParagraph> lines =
          word.getParagraphs().stream()
              .filter(one -> one.getStyle() != null && one.getStyle().startsWith("TOC"))
              .toList();
      assertThat(lines)
          .extracting(XWPFParagraph::getStyle)
          .containsExactly("TOCHeading", "TOC1", "TOC1", "TOC2", "TOC1");
      assertThat(lines.get(1).getCTP().xmlText()).contains("TOC \\o", "PAGEREF _Toc100000", ">3<");
      assertThat(word.getParagraphs())
          .filteredOn(one -> "Heading1".equals(one.getStyle()))
          .allMatch(one -> one.getNumID() != null && one.isPageBreak());
      assertThat(word.getAllPictures()).hasSize(1);
      assertThat(word.getDocument().xmlText())
          .contains("descr=\"A rectangle, a line and a circle.\"");
    }
  }

  /** As outlines, the words of a pack's pictures were nine tenths of its file and of its time. */
  @Test
  void wordsInAPictureAreTextInTheFontsOfThePageAtTheirPlaces() throws Exception {
    String svg =
        new Drawing(400, 100)
            .text(100, 20, Drawing.Anchor.START, false, "Begins")
            .text(100, 40, Drawing.Anchor.MIDDLE, true, "Middle")
            .text(100, 60, Drawing.Anchor.END, false, "Endsz")
            .text(100, 80, Drawing.Anchor.START, false, "学校")
            .svg();
    byte[] pdf =
        PdfDocument.write(
            Content.titled("Pictures").section("One").picture(svg, "Four words.").build());
    PdfRules.assertKept("words in a picture", pdf);
    List<TextPosition> letters = new ArrayList<>();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      new PDFTextStripper() {
        @Override
        protected void processTextPosition(TextPosition letter) {
          letters.add(letter);
        }
      }.getText(read);
      assertThat(read.getPage(0).getResources().getFontNames()).hasSize(3);
    }
    // A pixel is three quarters of a point; the text of the page begins after 20 mm.
    double at = 20 / 25.4 * 72 + 100 * 0.75;
    assertThat(letter(letters, "B").getX()).isCloseTo((float) at, within(0.1f));
    TextPosition first = letter(letters, "M");
    TextPosition last = letters.get(letters.indexOf(first) + 5);
    assertThat((first.getX() + last.getX() + last.getWidth()) / 2)
        .isCloseTo((float) at, within(0.1f));
    TextPosition end = letter(letters, "z");
    assertThat(end.getX() + end.getWidth()).isCloseTo((float) at, within(0.1f));
    assertThat(letter(letters, "学").getX()).isCloseTo((float) at, within(0.1f));
    assertThat(first.getY() - letter(letters, "B").getY()).isCloseTo(15, within(0.1f));
    assertThat(first.getFont().getName()).contains("Bold");
    assertThat(end.getYScale()).isCloseTo(11.5f * 0.75f, within(0.1f));
  }

  @Test
  void whatAPdfSaysIsTheSameHoweverItsLinesAndPagesEnd() {
    byte[] upright = PdfDocument.write(figures("20.1").build());
    byte[] wide = PdfDocument.write(figures("20.1").wide().build());
    for (byte[] same : List.of(upright, wide, ReaderCopy.of(upright, "Copy of A"))) {
      assertThat(SaidInPdf.says(same, figures("20.1").build())).isTrue();
      assertThat(SaidInPdf.says(same, figures("20.2").build())).as("another figure").isFalse();
      assertThat(SaidInPdf.says(same, figures("20.1").paragraph("More.").build())).isFalse();
    }
  }

  private static Content.Builder figures(String last) {
    List<List<String>> rows =
        new ArrayList<>(Stream.generate(() -> List.of("2018-19", "1")).limit(60).toList());
    rows.add(List.of("2018-19", last));
    return Content.titled("Figures")
        .cover(List.of(new Content.Fact("Day", "Monday")))
        .section("Words")
        .paragraph("in the years 2017-18 and 2018-19 ".repeat(90))
        .section("A picture and a table")
        .picture(PICTURE, "Ratings.")
        .table(List.of("Year", "Figure"), rows);
  }

  private static TextPosition letter(List<TextPosition> letters, String letter) {
    return letters.stream()
        .filter(one -> one.getUnicode().equals(letter))
        .findFirst()
        .orElseThrow();
  }

  /** The library describes the ground of each box; two thirds of a pack's objects were these. */
  @Test
  void groundsAndLinesOfAPageShareOneMark() throws Exception {
    Content content =
        Content.titled("Table")
            .section("One")
            .table(List.of("A", "B"), Stream.generate(() -> List.of("a", "b")).limit(120).toList())
            .build();
    try (PDDocument read = Loader.loadPDF(PdfDocument.write(content))) {
      assertThat(read.getNumberOfPages()).isGreaterThan(1);
      List<COSDictionary> marks = new ArrayList<>();
      for (COSObjectKey key : read.getDocument().getXrefTable().keySet()) {
        if (read.getDocument().getObjectFromPool(key).getObject() instanceof COSDictionary one
            && List.of("Layout", "Background")
                .contains(String.valueOf(one.getNameAsString(COSName.TYPE)))) {
          marks.add(one);
        }
      }
      assertThat(marks).hasSize(1);
      String drawn = new String(read.getPage(1).getContents().readAllBytes(), ISO_8859_1);
      assertThat(drawn).contains("/Artifact /Layout BDC");
    }
  }

  @Test
  void listsThatPeopleTypeBecomeLists() throws Exception {
    assertThat(new Content.Paragraph("We did:\n- audits\n- visits\n  with families\n\nEnd").parts())
        .containsExactly(
            new Content.Paragraph("We did:"),
            new Content.Bullets(List.of("audits", "visits\nwith families")),
            new Content.Paragraph("End"));
    assertThat(new Content.Paragraph("1. one\n2. two\n\n1) again\n2) more").parts())
        .containsExactly(
            new Content.Steps(List.of("one", "two")), new Content.Steps(List.of("again", "more")));
    for (String none :
        List.of("- alone", "2018. A year\n2019. Another", "5 - 3\n- is two", "a-b\nc-d")) {
      assertThat(new Content.Paragraph(none).parts())
          .as(none)
          .containsExactly(new Content.Paragraph(none));
    }
    try (XWPFDocument word =
        new XWPFDocument(new ByteArrayInputStream(WordDocument.write(everyBlock())))) {
      List<XWPFParagraph> steps =
          word.getParagraphs().stream().filter(one -> "ListNumber".equals(one.getStyle())).toList();
      assertThat(steps).hasSize(4);
      // Each list begins at 1, so it has a number of its own.
      assertThat(steps).extracting(one -> one.getNumID().intValue()).containsExactly(3, 3, 4, 4);
    }
  }

  /** Words of many lengths and scripts in every place of a document, by a seed. */
  @Test
  void whateverIsWrittenNothingIsLostAndNoOrdinaryWordIsBroken() throws Exception {
    int documents = ShortForm.FULL ? 60 : 2;
    for (int seed = 0; seed < documents; seed++) {
      Random random = new Random(seed);
      TreeSet<String> words = new TreeSet<>();
      Content content = hostile(random, words);
      byte[] pdf = PdfDocument.write(content);
      String inPdf;
      try (PDDocument read = Loader.loadPDF(pdf)) {
        inPdf = new PDFTextStripper().getText(read);
        assertThat(read.getNumberOfPages()).as("pages of seed " + seed).isBetween(3, 60);
      }
      String inWord;
      try (XWPFWordExtractor word =
          new XWPFWordExtractor(
              new XWPFDocument(new ByteArrayInputStream(WordDocument.write(content))))) {
        inWord = word.getText();
      }
      for (String word : words) {
        assertThat(inWord).as("Word, seed " + seed).contains(word);
        assertThat(inPdf).as("PDF, seed " + seed).contains(word);
      }
      if (seed == 0) {
        PdfRules.assertKept("seed " + seed, pdf);
      }
    }
  }

  private static Content hostile(Random random, TreeSet<String> words) {
    Content.Builder content =
        Content.titled(text(random, words, 6))
            .subtitle(text(random, words, 4))
            .attribution(text(random, words, 10))
            .cover(List.of(new Content.Fact(text(random, words, 2), text(random, words, 12))));
    boolean wide = random.nextBoolean();
    if (wide) {
      content.wide();
    }
    for (int section = 0; section < 3 + random.nextInt(5); section++) {
      content.heading(1 + random.nextInt(3), text(random, words, 3 + random.nextInt(12)));
      content.paragraph(text(random, words, random.nextInt(200)));
      content.bullets(List.of(text(random, words, 3), text(random, words, 40)));
      // Six columns of the longest words are wider than an upright page.
      int columns = 1 + random.nextInt(wide ? 6 : 5);
      List<List<String>> rows = new ArrayList<>();
      for (int row = 0; row < random.nextInt(5); row++) {
        rows.add(cells(random, words, columns));
      }
      // Nobody types the heads of columns: they are a few words each.
      content.table(
          Stream.generate(() -> text(random, words, random.nextInt(4))).limit(columns).toList(),
          rows);
      content.facts(List.of(new Content.Fact(text(random, words, 1), text(random, words, 30))));
    }
    return content.build();
  }

  private static List<String> cells(Random random, TreeSet<String> words, int columns) {
    return Stream.generate(
            () -> text(random, words, random.nextInt(random.nextInt(8) == 0 ? 90 : 4)))
        .limit(columns)
        .toList();
  }

  /** Each word is one that no other text holds, so that a lost one is missed. */
  private static String text(Random random, TreeSet<String> words, int count) {
    String[] harmful = {
      "<b>",
      "&amp;",
      "${x}",
      "[[1]]",
      "=1+1",
      "]]>",
      "%s",
      "';--",
      "\t",
      "http://x/" + "y".repeat(60)
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.max(1, count); i++) {
      String word = letters(random, 4 + random.nextInt(11));
      words.add(word);
      text.append(word).append(random.nextInt(15) == 0 ? "\n" : " ");
      if (random.nextInt(12) == 0) {
        text.append(harmful[random.nextInt(harmful.length)]).append(' ');
      }
    }
    return text.toString().strip();
  }

  private static String letters(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  @Test
  void aReadersCopyNamesTheReaderOnEveryPageAndKeepsBothStandards() throws Exception {
    byte[] copy = ReaderCopy.of(PdfDocument.write(everyBlock()), "Copy of Zoë Łukasz 李");
    keep("copy.pdf", copy);
    PdfRules.assertKept("a reader's copy", copy);
    try (PDDocument read = Loader.loadPDF(copy)) {
      for (int page = 1; page <= read.getNumberOfPages(); page++) {
        assertThat(page(read, page)).contains("Copy of Zoë Łukasz");
      }
    }
  }

  @Test
  void aReadersCopyInWordNamesTheReaderInItsFooterAndIsOtherwiseTheSame() throws Exception {
    byte[] word = WordDocument.write(everyBlock());
    byte[] copy = ReaderCopy.ofWord(word, "Copy of Zoë <&> Łukasz 李");
    String text = Papers.text(copy);
    String line = "Copy of Zoë <&> Łukasz 李";
    assertThat(text).containsOnlyOnce(line);
    assertThat(text.replace(line, "")).isEqualToIgnoringWhitespace(Papers.text(word));
    keep("copy.docx", copy);
  }

  private static String page(PDDocument pdf, int number) throws Exception {
    PDFTextStripper text = new PDFTextStripper();
    text.setSortByPosition(true);
    text.setStartPage(number);
    text.setEndPage(number);
    return text.getText(pdf);
  }

  private static void keep(String name, byte[] bytes) throws Exception {
    Files.createDirectories(Path.of("target/documents"));
    Files.write(Path.of("target/documents", name), bytes);
  }
}
