package org.peerchallenge.document;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Draws the four shapes of {@link Pictures}, one by one: rectangle, polyline, circle and text. */
final class Shapes {

  private static final Font REGULAR = font("/liberation/LiberationSans-Regular.ttf");
  private static final Font BOLD = font("/liberation/LiberationSans-Bold.ttf");

  private Shapes() {}

  /** By how much a text begins before its place. */
  static double shift(Element text, double wide) {
    return switch (text.getAttribute("text-anchor")) {
      case "middle" -> wide / 2;
      case "end" -> wide;
      default -> 0;
    };
  }

  static boolean isText(Element element) {
    return element.getTagName().equals("text");
  }

  static boolean isBold(Element text) {
    return "bold".equals(text.getAttribute("font-weight"));
  }

  static Stream<Element> elements(Element svg) {
    Stream.Builder<Element> elements = Stream.builder();
    for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        elements.add(element);
      }
    }
    return elements.build();
  }

  static void draw(Graphics2D graphics, Element element) {
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

  static boolean isPaint(Element element, String attribute) {
    return element.getAttribute(attribute).startsWith("#");
  }

  static BasicStroke stroke(Element element) {
    float width = (float) number(element, "stroke-width");
    String dashes = element.getAttribute("stroke-dasharray");
    if (dashes.isEmpty()) {
      return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
    }
    String[] lengths = dashes.split(" ");
    float[] pattern = {Float.parseFloat(lengths[0]), Float.parseFloat(lengths[1])};
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, pattern, 0);
  }

  static Shape rectangle(Element element) {
    return new Rectangle2D.Double(
        number(element, "x"),
        number(element, "y"),
        number(element, "width"),
        number(element, "height"));
  }

  /** As shapes, for a format that takes no fonts. */
  static Shape text(Element element) {
    Font font = (isBold(element) ? BOLD : REGULAR).deriveFont((float) number(element, "font-size"));
    GlyphVector glyphs =
        font.createGlyphVector(new FontRenderContext(null, true, true), element.getTextContent());
    double wide = glyphs.getLogicalBounds().getWidth();
    return glyphs.getOutline(
        (float) (number(element, "x") - shift(element, wide)), (float) number(element, "y"));
  }

  static Shape circle(Element element) {
    double radius = number(element, "r");
    return new Ellipse2D.Double(
        number(element, "cx") - radius, number(element, "cy") - radius, 2 * radius, 2 * radius);
  }

  static Shape polyline(Element element) {
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

  private static Font font(String file) {
    try (InputStream in = Shapes.class.getResourceAsStream(file)) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (FontFormatException | IOException e) {
      throw new IllegalStateException("The font " + file + " is damaged", e);
    }
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
