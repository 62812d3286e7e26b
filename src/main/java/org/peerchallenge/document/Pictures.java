package org.peerchallenge.document;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
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
import org.w3c.dom.Node;
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
  private static final RecentlyPrinted DRAWN = new RecentlyPrinted(Pictures::draw, 4_000_000);

  private static final Font REGULAR = font("/liberation/LiberationSans-Regular.ttf");
  private static final Font BOLD = font("/liberation/LiberationSans-Bold.ttf");

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
        DRAWN.of(svg), number(element, "width") * 0.75, number(element, "height") * 0.75);
  }

  private static byte[] draw(String svg) {
    Element element = parse(svg);
    double width = number(element, "width");
    double height = number(element, "height");
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
    Picture.elements(element).forEach(one -> Picture.draw(graphics, one));
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

  private static Font font(String file) {
    try (InputStream in = Pictures.class.getResourceAsStream(file)) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException | IOException e) {
      throw new IllegalStateException("The font " + file + " is damaged", e);
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
    double width = cssWidth >= 0 ? cssWidth : number(svg, "width") * dotsPerPixel;
    double height = cssHeight >= 0 ? cssHeight : number(svg, "height") * dotsPerPixel;
    return new Picture(svg, width, height, dotsPerPixel, box.getStyle().getFont(css).families);
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

  /** One picture, in the page's own units: shapes as vectors, words in the fonts of the page. */
  private record Picture(
      Element svg, double width, double height, double dotsPerPixel, String[] fonts)
      implements SVGImage {

    @Override
    public int getIntrinsicWidth() {
      return (int) Math.round(width);
    }

    @Override
    public int getIntrinsicHeight() {
      return (int) Math.round(height);
    }

    @Override
    public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
      device.drawWithGraphics(
          (float) x,
          (float) y,
          (float) (width / dotsPerPixel),
          (float) (height / dotsPerPixel),
          this::draw);
      for (Element text : elements(svg).filter(Picture::isText).toList()) {
        write(text, device, context, x, y);
      }
    }

    private void draw(Graphics2D graphics) {
      graphics.scale(
          width / dotsPerPixel / number(svg, "width"),
          height / dotsPerPixel / number(svg, "height"));
      elements(svg).filter(element -> !isText(element)).forEach(shape -> draw(graphics, shape));
    }

    private void write(
        Element text, OutputDevice device, RenderingContext context, double x, double y) {
      double scale = width / number(svg, "width");
      FontSpecification wanted = new FontSpecification();
      wanted.families = fonts;
      wanted.size = (float) (number(text, "font-size") * scale);
      wanted.fontWeight = isBold(text) ? IdentValue.BOLD : IdentValue.NORMAL;
      wanted.fontStyle = IdentValue.NORMAL;
      wanted.variant = IdentValue.NORMAL;
      FSFont font = context.getFont(wanted);
      String words = text.getTextContent();
      int wide = context.getTextRenderer().getWidth(context.getFontContext(), font, words);
      Color color = Color.decode(text.getAttribute("fill"));
      device.setFont(font);
      device.setColor(new FSRGBColor(color.getRed(), color.getGreen(), color.getBlue()));
      context
          .getTextRenderer()
          .drawString(
              device,
              words,
              (float) (x + number(text, "x") * scale - shift(text, wide)),
              (float) (y + number(text, "y") * scale));
    }

    /** By how much a text begins before its place. */
    private static double shift(Element text, double wide) {
      return switch (text.getAttribute("text-anchor")) {
        case "middle" -> wide / 2;
        case "end" -> wide;
        default -> 0;
      };
    }

    private static boolean isText(Element element) {
      return element.getTagName().equals("text");
    }

    private static boolean isBold(Element text) {
      return "bold".equals(text.getAttribute("font-weight"));
    }

    private static Stream<Element> elements(Element svg) {
      Stream.Builder<Element> elements = Stream.builder();
      for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
        if (child instanceof Element element) {
          elements.add(element);
        }
      }
      return elements.build();
    }

    private static void draw(Graphics2D graphics, Element element) {
      Shape shape =
          switch (element.getTagName()) {
            case "circle" -> circle(element);
            case "rect" -> rectangle(element);
            case "text" -> text(element);
            case "polyline" -> polyline(element);
            default ->
                throw new IllegalArgumentException(
                    "Not drawn in a PDF: <" + element.getTagName() + ">");
          };
      if (isPaint(element, "fill")) {
        graphics.setPaint(Color.decode(element.getAttribute("fill")));
        graphics.fill(shape);
      }
      if (isPaint(element, "stroke")) {
        graphics.setPaint(Color.decode(element.getAttribute("stroke")));
        graphics.setStroke(stroke(element));
        graphics.draw(shape);
      }
    }

    private static boolean isPaint(Element element, String attribute) {
      return element.getAttribute(attribute).startsWith("#");
    }

    private static BasicStroke stroke(Element element) {
      float width = (float) number(element, "stroke-width");
      String dashes = element.getAttribute("stroke-dasharray");
      if (dashes.isEmpty()) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
      }
      String[] lengths = dashes.split(" ");
      float[] pattern = {Float.parseFloat(lengths[0]), Float.parseFloat(lengths[1])};
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
    }

    private static Shape rectangle(Element element) {
      return new Rectangle2D.Double(
          number(element, "x"),
          number(element, "y"),
          number(element, "width"),
          number(element, "height"));
    }

    /** As shapes, for a format that takes no fonts. */
    private static Shape text(Element element) {
      Font font =
          (isBold(element) ? BOLD : REGULAR).deriveFont((float) number(element, "font-size"));
      GlyphVector glyphs =
          font.createGlyphVector(new FontRenderContext(null, true, true), element.getTextContent());
      double wide = glyphs.getLogicalBounds().getWidth();
      return glyphs.getOutline(
          (float) (number(element, "x") - shift(element, wide)), (float) number(element, "y"));
    }

    private static Shape circle(Element element) {
      double radius = number(element, "r");
      return new Ellipse2D.Double(
          number(element, "cx") - radius, number(element, "cy") - radius, 2 * radius, 2 * radius);
    }

    private static Shape polyline(Element element) {
      Path2D path = new Path2D.Double();
      for (String point : element.getAttribute("points").trim().split("\\s+")) {
        String[] xy = point.split(",");
        double x = Double.parseDouble(xy[0]);
        double y = Double.parseDouble(xy[1]);
        if (path.getCurrentPoint() == null) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      return path;
    }
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
