package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Finished documents as their readers get them: their words, their pages, their pictures. */
public final class Papers {

  /** Numbers are counted by the program that shows the page; scripts meet without a space. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\p{IsLatin}{3,}|\\p{IsArabic}{3,}|\\p{IsHebrew}{3,}"
              + "|[\\p{L}&&[^\\p{IsLatin}\\p{IsArabic}\\p{IsHebrew}]]{3,}");

  private static final int SHOWN = 2;
  private static final float DOTS_PER_INCH = 60;

  private Papers() {}

  /** All text of a Word or PDF file, headers and footers included, the words of pictures not. */
  public static String text(byte[] document) throws IOException {
    if (isPdf(document)) {
      try (PDDocument pdf = Loader.loadPDF(document)) {
        return Normalizer.normalize(
            new MarkedText(Set.of("Figure")).getText(pdf), Normalizer.Form.NFKC);
      }
    }
    try (XWPFWordExtractor word =
        new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(document)))) {
      return Normalizer.normalize(word.getText(), Normalizer.Form.NFKC);
    }
  }

  /** Fails when one of two files of the same content lacks a word of the other. */
  public static void assertSameWords(String what, byte[] one, byte[] other) throws IOException {
    assertNothingLost(what, one, other);
    assertNothingLost(what, other, one);
  }

  /** Fails when a word of the first is not in the second; a table may break a long one. */
  public static void assertNothingLost(String what, byte[] one, byte[] other) throws IOException {
    String found = squeezed(text(other));
    Set<String> lost =
        WORD.matcher(text(one))
            .results()
            .map(MatchResult::group)
            .filter(word -> !found.contains(word))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(lost).as("%s: words of the %s that are lost", what, kind(one)).isEmpty();
  }

  private static String kind(byte[] document) {
    return isPdf(document) ? "PDF" : "Word file";
  }

  private static boolean isPdf(byte[] document) {
    return document[0] == '%';
  }

  private static String squeezed(String text) {
    return text.replaceAll("[^\\p{L}]", "");
  }

  public static int pages(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return document.getNumberOfPages();
    }
  }

  /** Keeps pictures of the first pages of a PDF as {@code name-1.png}, … in a folder. */
  public static void picture(Path folder, String name, byte[] pdf) throws IOException {
    Files.createDirectories(folder);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFRenderer renderer = new PDFRenderer(document);
      for (int page = 0; page < Math.min(SHOWN, document.getNumberOfPages()); page++) {
        BufferedImage drawn = renderer.renderImageWithDPI(page, DOTS_PER_INCH);
        ImageIO.write(drawn, "png", folder.resolve(name + "-" + (page + 1) + ".png").toFile());
      }
    }
  }
}
