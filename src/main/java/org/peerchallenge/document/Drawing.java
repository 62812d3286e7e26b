package org.peerchallenge.document;

import java.util.List;
import java.util.Locale;

/**
 * Drawing of a chart in SVG, of the shapes that both Word and PDF show. What it is given as text
 * may hold any character.
 */
public final class Drawing {

  public static final String INK = "#12353f";
  public static final String SOFT = "#47555f";
  public static final String LINE = "#c3ccd2";

  /** Where a text begins, or what of it stands at its place. */
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder drawn = new StringBuilder();

  /** In pixels, 96 an inch; a page is as wide as 642. */
  public Drawing(int width, int height) {
    drawn.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">"
            .formatted(width, height));
  }

  public Drawing text(int x, int y, Anchor anchor, boolean bold, String words) {
    drawn.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"11.5\" font-weight=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>"
            .formatted(
                x,
                y,
                bold ? "bold" : "normal",
                anchor.name().toLowerCase(Locale.ROOT),
                bold ? INK : SOFT,
                escaped(words)));
    return this;
  }

  public Drawing line(int x1, int y1, int x2, int y2) {
    drawn.append(
        "<polyline points=\"%d,%d %d,%d\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.8\"/>"
            .formatted(x1, y1, x2, y2, LINE));
    return this;
  }

  /** A line through points, each "x,y". */
  public Drawing trend(List<String> points) {
    drawn.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>"
            .formatted(String.join(" ", points), INK));
    return this;
  }

  public Drawing circle(int x, int y, double radius, String fill) {
    drawn.append(
        "<circle cx=\"%d\" cy=\"%d\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.4\"/>"
            .formatted(x, y, radius, fill, INK));
    return this;
  }

  public Drawing bar(int x, int y, int width, int height, String fill) {
    drawn.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"%s\" stroke-width=\"0.8\"/>"
            .formatted(x, y, width, height, fill, INK));
    return this;
  }

  /** The drawing as an {@code svg} element. */
  public String svg() {
    return drawn + "</svg>";
  }

  /** The words as they stand in the text of XML. */
  static String escaped(String words) {
    return Characters.readable(words)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
