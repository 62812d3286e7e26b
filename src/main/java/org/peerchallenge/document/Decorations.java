package org.peerchallenge.document;

import com.openhtmltopdf.pdfboxout.PageSupplier;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * Pages on which lines and grounds share one mark as decoration (ISO 32000-1, 14.8.2.2: a layout
 * artifact). The library would describe the ground of every box, even of one that has none, by an
 * object of its own: two thirds of all objects of a reading pack.
 */
final class Decorations implements PageSupplier {

  private static final COSName BACKGROUND = COSName.getPDFName("Background");
  private static final COSName LAYOUT = COSName.getPDFName("Layout");

  private final COSDictionary mark = new COSDictionary();

  Decorations() {
    mark.setItem(COSName.TYPE, LAYOUT);
  }

  @Override
  public PDPage requestPage(PDDocument pdf, float width, float height, int number, int part) {
    COSDictionary resources = new COSDictionary();
    resources.setItem(COSName.PROPERTIES, new Marks(mark));
    PDPage page = new PDPage(new PDRectangle(width, height));
    page.setResources(new PDResources(resources));
    pdf.addPage(page);
    return page;
  }

  /** A page's marks; says of every ground that it is among them already. */
  private static final class Marks extends COSDictionary {
    Marks(COSDictionary mark) {
      setItem(LAYOUT, mark);
    }

    @Override
    public boolean containsValue(Object mark) {
      // Every other mark is new: it names a piece of this page's text.
      return mark instanceof COSDictionary one && BACKGROUND.equals(one.getCOSName(COSName.TYPE));
    }

    @Override
    public COSName getKeyForValue(Object mark) {
      return LAYOUT;
    }
  }
}
