package org.peerchallenge.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.TextPosition;

/**
 * What a PDF of {@link PdfDocument} says, whatever its look: its letters without spaces, for lines
 * may end elsewhere, and without what only counts or repeats: headers, footers, the contents, the
 * heads of tables, which stand on each of their pages, and pictures, whose figures stand beside
 * them.
 */
public final class SaidInPdf extends MarkedText {

  private static final Set<String> NOT_SAID = Set.of("Artifact", "Figure");

  private final StringBuilder said = new StringBuilder();

  private SaidInPdf() {
    super(NOT_SAID);
  }

  /** Whether a PDF that was printed once, wherever its lines and pages end, says the content. */
  public static boolean says(byte[] pdf, Content content) {
    return of(pdf, content).equals(of(PdfDocument.write(content), content));
  }

  private static String of(byte[] pdf, Content content) {
    String said = of(pdf);
    for (Content.Section section : content.sections()) {
      for (Content.Block block : section.blocks()) {
        if (block instanceof Content.Table table) {
          said = said.replace(String.join("", table.head()).replaceAll("\\s", ""), "");
        }
      }
    }
    return said;
  }

  private static String of(byte[] bytes) {
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      SaidInPdf reader = new SaidInPdf();
      int begins = firstSection(pdf);
      // The cover, and all that follows its contents.
      reader.read(pdf, 1, 1);
      reader.read(pdf, Math.max(2, begins), pdf.getNumberOfPages());
      return reader.said.toString();
    } catch (IOException e) {
      throw new UncheckedIOException("A PDF that was kept cannot be read", e);
    }
  }

  private static int firstSection(PDDocument pdf) throws IOException {
    PDDocumentOutline outline = pdf.getDocumentCatalog().getDocumentOutline();
    PDOutlineItem first = outline == null ? null : outline.getFirstChild();
    return first == null ? 1 : pdf.getPages().indexOf(first.findDestinationPage(pdf)) + 1;
  }

  private void read(PDDocument pdf, int from, int until) throws IOException {
    setStartPage(from);
    setEndPage(until);
    getText(pdf);
  }

  @Override
  protected void letter(TextPosition letter) {
    said.append(letter.getUnicode().strip());
  }
}
