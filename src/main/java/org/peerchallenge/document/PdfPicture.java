package org.peerchallenge.document;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.Color;
import java.awt.Graphics2D;
import org.w3c.dom.Element;

/** One picture, in the page's own units: shapes as vectors, words in the fonts of the page. */
record PdfPicture(Element svg, double width, double height, double dotsPerPixel, String[] fonts)
    implements SVGDrawer.SVGImage {

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
    for (Element text : Shapes.elements(svg).filter(Shapes::isText).toList()) {
      write(text, device, context, x, y);
    }
  }

  private void draw(Graphics2D graphics) {
    graphics.scale(
        width / dotsPerPixel / Shapes.number(svg, "width"),
        height / dotsPerPixel / Shapes.number(svg, "height"));
    Shapes.elements(svg)
        .filter(element -> !Shapes.isText(element))
        .forEach(shape -> Shapes.draw(graphics, shape));
  }

  private void write(
      Element text, OutputDevice device, RenderingContext context, double x, double y) {
    double scale = width / Shapes.number(svg, "width");
    FontSpecification wanted = new FontSpecification();
    wanted.families = fonts;
    wanted.size = (float) (Shapes.number(text, "font-size") * scale);
    wanted.fontWeight = Shapes.isBold(text) ? IdentValue.BOLD : IdentValue.NORMAL;
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
            (float) (x + Shapes.number(text, "x") * scale - Shapes.shift(text, wide)),
            (float) (y + Shapes.number(text, "y") * scale));
  }
}
