package org.peerchallenge.assessment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.benchmark.Figure;
import org.peerchallenge.benchmark.SheetRow;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.Drawing;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;

/**
 * Trend lines of a topic's indicators over the years. Each is drawn between its own least and most:
 * a line says where a figure goes, never how good it is.
 */
@PrintsWords("data-sheet")
final class TrendLines {

  /** In pixels; the whole is as wide as the text of a page. */
  private static final int LABELS = 330;

  private static final int LINE = 180;
  private static final int WIDTH = 630;
  private static final int ROW = 24;
  private static final int EDGE = 5;

  /** Characters of a name that fit beside its line. */
  private static final int LONGEST = 58;

  private TrendLines() {}

  /** Nothing where no indicator has two years. */
  static void addTo(Content.Builder content, List<SheetRow> rows, Wording words) {
    List<SheetRow> drawn = rows.stream().filter(row -> numbers(row).size() > 1).toList();
    if (!drawn.isEmpty()) {
      content.picture(svg(drawn), alternative(drawn, words));
    }
  }

  private static List<BigDecimal> numbers(SheetRow row) {
    return row.comparison().history().stream().flatMap(one -> one.value().stream()).toList();
  }

  static String svg(List<SheetRow> rows) {
    Drawing drawing = new Drawing(WIDTH, rows.size() * ROW + 4);
    for (int at = 0; at < rows.size(); at++) {
      SheetRow row = rows.get(at);
      int top = at * ROW;
      String name = row.name();
      drawing.text(
          2,
          top + ROW / 2 + 4,
          Drawing.Anchor.START,
          false,
          name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1).strip() + "…");
      line(drawing, row, top);
      List<Figure> history = row.comparison().history();
      drawing.text(
          LABELS + LINE + 12,
          top + ROW / 2 + 4,
          Drawing.Anchor.START,
          false,
          year(history.get(0)) + " – " + year(history.get(history.size() - 1)));
    }
    return drawing.svg();
  }

  /** A period without the publisher's remark in brackets, which the table beside it keeps. */
  private static String year(Figure figure) {
    return figure.period().replaceAll("\\s*\\(.*?\\)", "");
  }

  /** A year whose figure the publisher holds back leaves a gap. */
  private static void line(Drawing drawing, SheetRow row, int top) {
    List<Figure> history = row.comparison().history();
    double least = numbers(row).stream().mapToDouble(BigDecimal::doubleValue).min().orElse(0);
    double most = numbers(row).stream().mapToDouble(BigDecimal::doubleValue).max().orElse(0);
    List<String> run = new ArrayList<>();
    for (int at = 0; at < history.size(); at++) {
      Optional<BigDecimal> value = history.get(at).value();
      if (value.isEmpty()) {
        draw(drawing, run);
        run = new ArrayList<>();
        continue;
      }
      double up = most == least ? 0.5 : (value.get().doubleValue() - least) / (most - least);
      int x = LABELS + EDGE + at * (LINE - 2 * EDGE) / (history.size() - 1);
      int y = (int) Math.round(top + ROW - EDGE - up * (ROW - 2 * EDGE));
      run.add(x + "," + y);
      if (at == history.size() - 1) {
        drawing.circle(x, y, 2.4, Drawing.INK);
      }
    }
    draw(drawing, run);
  }

  private static void draw(Drawing drawing, List<String> run) {
    if (run.size() > 1) {
      drawing.trend(run);
    }
  }

  private static String alternative(List<SheetRow> rows, Wording words) {
    return words.of(
        "How the figures went, by year. {figures}",
        Map.of(
            "figures",
            rows.stream()
                .map(row -> row.name() + ": " + row.trendWords())
                .collect(Collectors.joining(". "))));
  }
}
