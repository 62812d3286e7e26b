package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.Drawing;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.peerchallenge.kernel.FormValues;

/**
 * Summary of the signatures of risk: where each stands on the scale, this year and last, and where
 * it goes. One table says the same in words.
 */
@PrintsWords("self-assessment")
final class RatingsPicture {

  private static final List<String> SCALE =
      List.of("noConcern", "watch", "concern", "seriousConcern");

  /** In pixels; the whole is as wide as the text of a page. */
  private static final int LABELS = 258;

  private static final int COLUMN = 76;
  private static final int TRENDS = 80;
  private static final int ROW = 24;
  private static final int HEAD = 38;

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
  static RatingsPicture of(FormValues content, Map<SignatureOfRisk, String> lastYear) {
    List<String> most = content.answers("mostConcerned");
    List<Row> rows = new ArrayList<>();
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      rows.add(
          new Row(
              signature,
              content.text(signature.id() + "Rating"),
              trend(content.text(signature.id() + "Trend")),
              lastYear.getOrDefault(signature, ""),
              most.contains(signature.id())));
    }
    return new RatingsPicture(rows);
  }

  boolean isEmpty() {
    return rows.stream().allMatch(row -> row.rating().isEmpty());
  }

  /** The picture, then the same as a table. */
  void addTo(Content.Builder content, Wording words) {
    boolean before = rows.stream().anyMatch(row -> !row.lastYear().isEmpty());
    content
        .picture(svg(before, words), alternative(words))
        .table(
            before
                ? List.of(
                    words.of("Signature of risk"),
                    words.of("Rating"),
                    words.of("Trend"),
                    words.of("Last year"))
                : List.of(words.of("Signature of risk"), words.of("Rating"), words.of("Trend")),
            rows.stream().map(row -> cells(row, before, words)).toList());
  }

  private static List<String> cells(Row row, boolean before, Wording words) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                row.most()
                    ? words.of(
                        "{signature} (most concerned)",
                        Map.of("signature", row.signature().title()))
                    : row.signature().title(),
                SideBySide.ratingWords(row.rating()),
                row.trend()));
    if (before) {
      cells.add(row.lastYear().isEmpty() ? "" : SideBySide.ratingWords(row.lastYear()));
    }
    return cells;
  }

  private String alternative(Wording words) {
    String scale =
        SCALE.stream()
            .map(
                rating ->
                    SideBySide.ratingWords(rating).toLowerCase(Locale.UK)
                        + " "
                        + rows.stream().filter(row -> row.rating().equals(rating)).count())
            .collect(Collectors.joining(", "));
    String worried =
        rows.stream()
            .filter(Row::most)
            .map(row -> row.signature().title())
            .collect(Collectors.joining("; "));
    return worried.isEmpty()
        ? words.of(
            "The signatures of risk on a scale of four: {counts}. The table below says the same.",
            Map.of("counts", scale))
        : words.of(
            "The signatures of risk on a scale of four: {counts}. Most concerned about: {signatures}. The table below says the same.",
            Map.of("counts", scale, "signatures", worried));
  }

  private String svg(boolean before, Wording words) {
    int width = LABELS + SCALE.size() * COLUMN + TRENDS;
    int height = HEAD + rows.size() * ROW + (before ? ROW : 4);
    Drawing drawn = new Drawing(width, height);
    for (int at = 0; at < SCALE.size(); at++) {
      String[] rating = SideBySide.ratingWords(SCALE.get(at)).split(" ");
      for (int line = 0; line < rating.length; line++) {
        drawn.text(
            middle(at),
            HEAD - 10 - 12 * (rating.length - 1 - line),
            Drawing.Anchor.MIDDLE,
            true,
            rating[line]);
      }
    }
    drawn.text(width - TRENDS + 8, HEAD - 10, Drawing.Anchor.START, true, words.of("Trend"));
    for (int at = 0; at < rows.size(); at++) {
      Row row = rows.get(at);
      int top = HEAD + at * ROW;
      int centre = top + ROW / 2;
      drawn.line(0, top, width, top);
      drawn.text(2, centre + 4, Drawing.Anchor.START, row.most(), label(row));
      // The scale, so that a dot is read without counting columns.
      drawn.line(middle(0), centre, middle(SCALE.size() - 1), centre);
      if (SCALE.contains(row.lastYear())) {
        drawn.circle(middle(SCALE.indexOf(row.lastYear())), centre, 8, "#ffffff");
      }
      if (SCALE.contains(row.rating())) {
        drawn.circle(middle(SCALE.indexOf(row.rating())), centre, 5.5, Drawing.INK);
      }
      drawn.text(width - TRENDS + 8, centre + 4, Drawing.Anchor.START, false, row.trend());
    }
    int foot = HEAD + rows.size() * ROW;
    drawn.line(0, foot, width, foot);
    if (before) {
      drawn.circle(LABELS + 8, foot + 14, 5.5, Drawing.INK);
      drawn.text(LABELS + 20, foot + 18, Drawing.Anchor.START, false, words.of("this year"));
      drawn.circle(LABELS + 98, foot + 14, 8, "#ffffff");
      drawn.text(LABELS + 112, foot + 18, Drawing.Anchor.START, false, words.of("last year"));
    }
    return drawn.svg();
  }

  private static String label(Row row) {
    return row.signature() == SignatureOfRisk.CHALLENGE_AND_FEEDBACK
        ? "External and internal challenge, feedback"
        : row.signature().title();
  }

  private static int middle(int column) {
    return LABELS + column * COLUMN + COLUMN / 2;
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
