package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peerchallenge.document.Content;

/**
 * Summary of the signatures of risk: where each stands on the scale, this year and last, and where
 * it goes. One table says the same in words.
 */
final class RatingsPicture {

  private static final List<String> SCALE =
      List.of("noConcern", "watch", "concern", "seriousConcern");

  /** In pixels; the whole is as wide as the text of a page. */
  private static final int LABELS = 258;

  private static final int COLUMN = 76;
  private static final int TRENDS = 80;
  private static final int ROW = 24;
  private static final int HEAD = 38;

  private static final String INK = "#12353f";
  private static final String SOFT = "#47555f";
  private static final String LINE = "#c3ccd2";

  /**
   * What a self-assessment says of one signature.
   *
   * @param rating as the form writes it, empty when none was given
   * @param trend in words
   * @param lastYear as the form writes it, empty when there was none
   */
  record Row(
      SignatureOfRisk signature, String rating, String trend, String lastYear, boolean most) {}

  private final List<Row> rows;

  private RatingsPicture(List<Row> rows) {
    this.rows = rows;
  }

  /**
   * Reads a section.
   *
   * @param content what was written of the signatures of risk
   * @param lastYear the ratings of the year before, as the form writes them
   */
  static RatingsPicture of(Map<String, Object> content, Map<SignatureOfRisk, String> lastYear) {
    List<?> most = content.get("mostConcerned") instanceof List<?> named ? named : List.of();
    List<Row> rows = new ArrayList<>();
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      rows.add(
          new Row(
              signature,
              Json.text(content, signature.id() + "Rating"),
              trend(Json.text(content, signature.id() + "Trend")),
              lastYear.getOrDefault(signature, ""),
              most.contains(signature.id())));
    }
    return new RatingsPicture(rows);
  }

  boolean isEmpty() {
    return rows.stream().allMatch(row -> row.rating().isEmpty());
  }

  /** The picture, then the same as a table. */
  void addTo(Content.Builder content) {
    boolean before = rows.stream().anyMatch(row -> !row.lastYear().isEmpty());
    content
        .picture(svg(before), alternative())
        .table(
            before
                ? List.of("Signature of risk", "Rating", "Trend", "Last year")
                : List.of("Signature of risk", "Rating", "Trend"),
            rows.stream().map(row -> cells(row, before)).toList());
  }

  private static List<String> cells(Row row, boolean before) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.signature().title() + (row.most() ? " (most concerned)" : ""),
                SideBySide.ratingWords(row.rating()),
                row.trend()));
    if (before) {
      cells.add(row.lastYear().isEmpty() ? "" : SideBySide.ratingWords(row.lastYear()));
    }
    return cells;
  }

  private String alternative() {
    List<String> worried =
        rows.stream().filter(Row::most).map(row -> row.signature().title()).toList();
    StringBuilder words = new StringBuilder("The signatures of risk on a scale of four: ");
    for (String rating : SCALE) {
      long count = rows.stream().filter(row -> row.rating().equals(rating)).count();
      words
          .append(SideBySide.ratingWords(rating).toLowerCase(Locale.UK))
          .append(' ')
          .append(count)
          .append(rating.equals("seriousConcern") ? ". " : ", ");
    }
    if (!worried.isEmpty()) {
      words.append("Most concerned about: ").append(String.join("; ", worried)).append(". ");
    }
    return words.append("The table below says the same.").toString();
  }

  private String svg(boolean before) {
    int width = LABELS + SCALE.size() * COLUMN + TRENDS;
    int height = HEAD + rows.size() * ROW + (before ? ROW : 4);
    StringBuilder drawn =
        new StringBuilder(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\">"
                .formatted(width, height));
    for (int at = 0; at < SCALE.size(); at++) {
      String[] words = SideBySide.ratingWords(SCALE.get(at)).split(" ");
      for (int line = 0; line < words.length; line++) {
        text(
            drawn,
            middle(at),
            HEAD - 10 - 12 * (words.length - 1 - line),
            "middle",
            "bold",
            words[line]);
      }
    }
    text(drawn, width - TRENDS + 8, HEAD - 10, "start", "bold", "Trend");
    for (int at = 0; at < rows.size(); at++) {
      Row row = rows.get(at);
      int top = HEAD + at * ROW;
      int centre = top + ROW / 2;
      line(drawn, 0, top, width, top);
      text(drawn, 2, centre + 4, "start", row.most() ? "bold" : "normal", label(row));
      // The scale, so that a dot is read without counting columns.
      line(drawn, middle(0), centre, middle(SCALE.size() - 1), centre);
      if (SCALE.contains(row.lastYear())) {
        circle(drawn, middle(SCALE.indexOf(row.lastYear())), centre, 8, "#ffffff");
      }
      if (SCALE.contains(row.rating())) {
        circle(drawn, middle(SCALE.indexOf(row.rating())), centre, 5.5, INK);
      }
      text(drawn, width - TRENDS + 8, centre + 4, "start", "normal", row.trend());
    }
    int foot = HEAD + rows.size() * ROW;
    line(drawn, 0, foot, width, foot);
    if (before) {
      circle(drawn, LABELS + 8, foot + 14, 5.5, INK);
      text(drawn, LABELS + 20, foot + 18, "start", "normal", "this year");
      circle(drawn, LABELS + 98, foot + 14, 8, "#ffffff");
      text(drawn, LABELS + 112, foot + 18, "start", "normal", "last year");
    }
    return drawn.append("</svg>").toString();
  }

  private static String label(Row row) {
    return row.signature() == SignatureOfRisk.CHALLENGE_AND_FEEDBACK
        ? "External and internal challenge, feedback"
        : row.signature().title();
  }

  private static int middle(int column) {
    return LABELS + column * COLUMN + COLUMN / 2;
  }

  private static void text(
      StringBuilder drawn, int x, int y, String anchor, String weight, String words) {
    drawn.append(
        "<text x=\"%d\" y=\"%d\" font-size=\"11.5\" font-weight=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>"
            .formatted(x, y, weight, anchor, weight.equals("bold") ? INK : SOFT, words));
  }

  private static void line(StringBuilder drawn, int x1, int y1, int x2, int y2) {
    drawn.append(
        "<polyline points=\"%d,%d %d,%d\" fill=\"none\" stroke=\"%s\" stroke-width=\"0.8\"/>"
            .formatted(x1, y1, x2, y2, LINE));
  }

  private static void circle(StringBuilder drawn, int x, int y, double radius, String fill) {
    drawn.append(
        "<circle cx=\"%d\" cy=\"%d\" r=\"%s\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.4\"/>"
            .formatted(x, y, radius, fill, INK));
  }

  private static String trend(String trend) {
    return switch (trend) {
      case "improving" -> "Improving";
      case "stable" -> "Stable";
      case "worsening" -> "Worsening";
      case "new" -> "New";
      default -> "";
    };
  }
}
