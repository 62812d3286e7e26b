package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws a trend and a position as small SVG, from lines and circles alone, so that page and PDF
 * show the same picture. Ink only: a picture says where, never how good.
 */
final class Pictures {

  private static final String INK = "#16222c";
  private static final String SOFT = "#47555f";
  private static final String LINE = "#8796a1";

  private static final int TREND_WIDTH = 96;
  private static final int TREND_HEIGHT = 24;
  private static final int STRIP_WIDTH = 160;
  private static final int STRIP_HEIGHT = 18;
  private static final int YEARS_WIDTH = 220;
  private static final int YEARS_HEIGHT = 80;
  private static final double EDGE = 5;

  private Pictures() {}

  /** A line through the years; a symbol of the publisher leaves a gap. */
  static String trend(List<Figure> history, String words) {
    StringBuilder drawn = begin("trend", TREND_WIDTH, TREND_HEIGHT, words);
    List<Double> numbers = numbers(history.stream().flatMap(f -> f.value().stream()).toList());
    List<String> run = new ArrayList<>();
    double x = 0;
    double y = 0;
    for (int i = 0; i < history.size(); i++) {
      Optional<BigDecimal> value = history.get(i).value();
      if (value.isEmpty()) {
        line(drawn, run);
        run = new ArrayList<>();
        continue;
      }
      x = EDGE + share(i, 0, history.size() - 1) * (TREND_WIDTH - 2 * EDGE);
      double up = share(value.get().doubleValue(), least(numbers), most(numbers));
      y = TREND_HEIGHT - EDGE - up * (TREND_HEIGHT - 2 * EDGE);
      run.add(at(x) + "," + at(y));
    }
    line(drawn, run);
    if (!run.isEmpty()) {
      circle(drawn, x, y, 2.6, INK, INK);
    }
    return drawn.append("</svg>").toString();
  }

  /**
   * A strip with a stroke for each authority of the region and a large dot for the own one. Right
   * is better, or higher where an indicator has no good direction.
   */
  static String strip(Comparison comparison, String words) {
    StringBuilder drawn = begin("strip", STRIP_WIDTH, STRIP_HEIGHT, words);
    List<Double> numbers = numbers(comparison.numbersInRegion());
    double middle = STRIP_HEIGHT / 2.0;
    stroke(drawn, EDGE, middle, STRIP_WIDTH - EDGE, middle, LINE, 1);
    boolean mirrored = comparison.indicator().polarity() == Polarity.LOW;
    for (double number : numbers) {
      double x = along(number, numbers, mirrored);
      stroke(drawn, x, middle - 5, x, middle + 5, SOFT, 1.2);
    }
    comparison
        .own()
        .flatMap(Figure::value)
        .ifPresent(
            own ->
                circle(
                    drawn,
                    along(own.doubleValue(), numbers, mirrored),
                    middle,
                    4.2,
                    INK,
                    "#ffffff"));
    return drawn.append("</svg>").toString();
  }

  /** One of many charts on one scale: the own line in ink, England's dashed beside it. */
  static String years(List<Figure> own, RegionFigures.Scale scale, String words) {
    StringBuilder drawn = begin("years", YEARS_WIDTH, YEARS_HEIGHT, words);
    double floor = YEARS_HEIGHT - EDGE;
    stroke(drawn, EDGE, floor, YEARS_WIDTH - EDGE, floor, LINE, 1);
    path(drawn, scale.england(), scale, SOFT, 1, "3 3");
    path(drawn, own, scale, INK, 2.2, null);
    return drawn.append("</svg>").toString();
  }

  private static void path(
      StringBuilder drawn,
      List<Figure> figures,
      RegionFigures.Scale scale,
      String colour,
      double thick,
      String dashes) {
    List<String> run = new ArrayList<>();
    for (Figure figure : figures) {
      if (figure.value().isEmpty()) {
        polyline(drawn, run, colour, thick, dashes);
        run = new ArrayList<>();
        continue;
      }
      double along = share(scale.periods().indexOf(figure.period()), 0, scale.periods().size() - 1);
      double up = share(figure.value().get().doubleValue(), scale.least(), scale.most());
      run.add(
          at(EDGE + along * (YEARS_WIDTH - 2 * EDGE))
              + ","
              + at(YEARS_HEIGHT - EDGE - up * (YEARS_HEIGHT - 2 * EDGE)));
    }
    polyline(drawn, run, colour, thick, dashes);
  }

  private static StringBuilder begin(String kind, int width, int height, String words) {
    return new StringBuilder("<svg class=\"")
        .append(kind)
        .append("\" width=\"")
        .append(width)
        .append("\" height=\"")
        .append(height)
        .append("\" viewBox=\"0 0 ")
        .append(width)
        .append(' ')
        .append(height)
        .append("\" role=\"img\" aria-label=\"")
        .append(escaped(words))
        .append("\">");
  }

  private static void line(StringBuilder drawn, List<String> run) {
    polyline(drawn, run, INK, 1.6, null);
  }

  /** A single point between two gaps is a dot, or nobody would see it. */
  private static void polyline(
      StringBuilder drawn, List<String> run, String colour, double thick, String dashes) {
    if (run.size() == 1) {
      String[] point = run.get(0).split(",");
      circle(
          drawn, Double.parseDouble(point[0]), Double.parseDouble(point[1]), thick, colour, colour);
    } else if (run.size() > 1) {
      drawn
          .append("<polyline points=\"")
          .append(String.join(" ", run))
          .append("\" fill=\"none\" stroke=\"")
          .append(colour)
          .append("\" stroke-width=\"")
          .append(at(thick))
          .append(dashes == null ? "" : "\" stroke-dasharray=\"" + dashes)
          .append("\"/>");
    }
  }

  private static void stroke(
      StringBuilder drawn,
      double x1,
      double y1,
      double x2,
      double y2,
      String colour,
      double thick) {
    polyline(drawn, List.of(at(x1) + "," + at(y1), at(x2) + "," + at(y2)), colour, thick, null);
  }

  private static void circle(
      StringBuilder drawn, double x, double y, double radius, String fill, String edge) {
    drawn
        .append("<circle cx=\"")
        .append(at(x))
        .append("\" cy=\"")
        .append(at(y))
        .append("\" r=\"")
        .append(at(radius))
        .append("\" fill=\"")
        .append(fill)
        .append("\" stroke=\"")
        .append(edge)
        .append("\" stroke-width=\"1\"/>");
  }

  private static double along(double number, List<Double> numbers, boolean mirrored) {
    double share = share(number, least(numbers), most(numbers));
    return EDGE + (mirrored ? 1 - share : share) * (STRIP_WIDTH - 2 * EDGE);
  }

  /** Where a number lies between two others, 0 to 1; in the middle when they are one. */
  private static double share(double number, double least, double most) {
    return most == least ? 0.5 : (number - least) / (most - least);
  }

  private static List<Double> numbers(List<BigDecimal> values) {
    return values.stream().map(BigDecimal::doubleValue).toList();
  }

  private static double least(List<Double> numbers) {
    return numbers.stream().mapToDouble(n -> n).min().orElse(0);
  }

  private static double most(List<Double> numbers) {
    return numbers.stream().mapToDouble(n -> n).max().orElse(0);
  }

  /**
   * To a tenth; by hand, since a page of pictures has thousands, and a format is read anew each.
   */
  private static String at(double coordinate) {
    long tenths = Math.round(Math.abs(coordinate) * 10);
    return (coordinate < 0 && tenths > 0 ? "-" : "") + tenths / 10 + "." + tenths % 10;
  }

  private static String escaped(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
