package org.peerchallenge.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Personal copy of a kept document: the reader's name stands in small print on every page. */
public final class ReaderCopy {

  private static final float SIZE = 8;

  /** From the lower edge, in points: under the footer of our own documents. */
  private static final float HEIGHT = 22;

  private static final Pattern FOOTER = Pattern.compile("word/footer\\d*\\.xml");

  private static final String END_OF_FOOTER = "</w:ftr>";

  private ReaderCopy() {}

  /**
   * The PDF with these words at the foot of each page; what our fonts lack in them is left out.
   *
   * @param pdf one of our own
   */
  public static byte[] of(byte[] pdf, String words) {
    try (PDDocument copy = Loader.loadPDF(pdf);
        InputStream file =
            ReaderCopy.class.getResourceAsStream("/liberation/LiberationSans-Regular.ttf")) {
      PDType0Font font = PDType0Font.load(copy, file, true);
      String line = shown(Characters.readable(words), font);
      for (PDPage page : copy.getPages()) {
        try (PDPageContentStream print =
            new PDPageContentStream(copy, page, AppendMode.APPEND, true, true)) {
          // No part of the text, so screen readers pass it over.
          print.beginMarkedContent(COSName.ARTIFACT);
          print.beginText();
          print.setFont(font, SIZE);
          print.setNonStrokingColor(0.28f, 0.33f, 0.37f);
          float wide = font.getStringWidth(line) * SIZE / 1000;
          print.newLineAtOffset((page.getMediaBox().getWidth() - wide) / 2, HEIGHT);
          print.showText(line);
          print.endText();
          print.endMarkedContent();
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      copy.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("The PDF cannot be written", e);
    }
  }

  /**
   * The Word file with these words in each footer: on every page but a cover, which has none.
   *
   * @param word one of our own
   */
  public static byte[] ofWord(byte[] word, String words) {
    String line =
        "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>"
            + Drawing.escaped(words)
            + "</w:t></w:r></w:p>";
    try {
      return OfficePackage.changed(
          word,
          (name, bytes) ->
              FOOTER.matcher(name).matches()
                  ? new String(bytes, StandardCharsets.UTF_8)
                      .replace(END_OF_FOOTER, line + END_OF_FOOTER)
                      .getBytes(StandardCharsets.UTF_8)
                  : bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("The Word document cannot be written", e);
    }
  }

  private static String shown(String words, PDType0Font font) {
    StringBuilder shown = new StringBuilder();
    words.codePoints().filter(c -> canShow(font, c)).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean canShow(PDType0Font font, int character) {
    try {
      return !Character.isISOControl(character)
          && font.encode(Character.toString(character)).length > 0;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }
}
