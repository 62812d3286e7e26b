package org.peerchallenge.document;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.io.File;
import java.io.InputStream;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Draws the polylines and circles of inline SVG into a PDF as vectors. Batik would draw all of SVG,
 * and bring a dozen libraries for two shapes.
 */
final class SmallPictures implements SVGDrawer {

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
    return new Picture(svg, width, height, dotsPerPixel);
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> fonts, SharedContext shared) {
    // Pictures hold no text.
  }

  @Override
  public void addFontFile(File file, String family, Integer weight, FontStyle style) {
    // Pictures hold no text.
  }

  @Override
  public void addFontStream(
      FSSupplier<InputStream> font, String family, Integer weight, FontStyle style) {
    // Pictures hold no text.
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /** One picture, in the page's own units. */
  private record Picture(Element svg, double width, double height, double dotsPerPixel)
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
    }

    private void draw(Graphics2D graphics) {
      graphics.scale(
          width / dotsPerPixel / number(svg, "width"),
          height / dotsPerPixel / number(svg, "height"));
      for (Node child = svg.getFirstChild(); child != null; child = child.getNextSibling()) {
        if (child instanceof Element shape) {
          draw(graphics, shape);
        }
      }
    }

    private static void draw(Graphics2D graphics, Element element) {
      Shape shape =
          switch (element.getTagName()) {
            case "circle" -> circle(element);
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
