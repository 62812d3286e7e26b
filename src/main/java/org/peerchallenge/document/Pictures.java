package org.peerchallenge.document;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Draws the rectangles, polylines, circles and text of inline SVG: into a PDF as vectors, for Word
 * as a PNG. Batik would draw all of SVG, and bring a dozen libraries for four shapes.
 */
final class Pictures implements SVGDrawer {

  /** Of a PNG, in pixels for one of the SVG: 288 an inch. */
  private static final int SHARPNESS = 3;

  /** A self-assessment's pictures come again in each paper that holds it. */
  private static final RecentlyPrinted<String> DRAWN =
      RecentlyPrinted.byHash(Pictures::draw, 4_000_000);

  /** A picture as a PNG, with its size in points. */
  record Png(byte[] bytes, double width, double height) {}

  /** The same picture with the words that a screen reader says. */
  static String withWords(String svg, String alternative) {
    Element element = parse(svg);
    element.setAttribute("aria-label", alternative);
    StringWriter out = new StringWriter();
    try {
      Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      writer.transform(new DOMSource(element), new StreamResult(out));
    } catch (TransformerException e) {
      throw new IllegalStateException("A picture of our own cannot be written", e);
    }
    return out.toString();
  }

  /** The picture drawn on white, for a format that takes no SVG. */
  static Png png(String svg) {
    Element element = parse(svg);
    // CSS's pixel is 3/4 of a point.
    return new Png(
        DRAWN.of(svg),
        Shapes.number(element, "width") * 0.75,
        Shapes.number(element, "height") * 0.75);
  }

  private static byte[] draw(String svg) {
    Element element = parse(svg);
    double width = Shapes.number(element, "width");
    double height = Shapes.number(element, "height");
    BufferedImage image =
        new BufferedImage(
            (int) Math.ceil(width * SHARPNESS),
            (int) Math.ceil(height * SHARPNESS),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(SHARPNESS, SHARPNESS);
    Shapes.elements(element).forEach(one -> Shapes.draw(graphics, one));
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("A picture cannot be written", e);
    }
    return out.toByteArray();
  }

  private static Element parse(String svg) {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)))
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("Not the SVG of a picture", e);
    }
  }

  @Override
  public SVGImage buildSVGImage(
      Element svg,
      Box box,
      CssContext css,
      double cssWidth,
      double cssHeight,
      double dotsPerPixel) {
    if (svg.getAttribute("alt").isEmpty()) {
      // Where the library looks for a figure's alternative text.
      svg.setAttribute("alt", svg.getAttribute("aria-label"));
    }
    double width = cssWidth >= 0 ? cssWidth : Shapes.number(svg, "width") * dotsPerPixel;
    double height = cssHeight >= 0 ? cssHeight : Shapes.number(svg, "height") * dotsPerPixel;
    return new PdfPicture(svg, width, height, dotsPerPixel, box.getStyle().getFont(css).families);
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> fonts, SharedContext shared) {
    // Words are set in the fonts of the page.
  }

  @Override
  public void addFontFile(File file, String family, Integer weight, FontStyle style) {
    // Words are set in the fonts of the page.
  }

  @Override
  public void addFontStream(
      FSSupplier<InputStream> font, String family, Integer weight, FontStyle style) {
    // Words are set in the fonts of the page.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
