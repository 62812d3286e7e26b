package org.peerchallenge.challenge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Drawing;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.springframework.stereotype.Component;

/** Asks and offers by theme as bars, so that a theme without an offer is seen at once. */
@PrintsWords("register")
@Component
public class WishesPicture {

  /** In pixels; the whole is as wide as the text of a page. */
  private static final int LABELS = 250;

  private static final int BARS = 340;
  private static final int ROW = 34;
  private static final int BAR = 11;
  private static final int FOOT = 26;

  private static final String ASKS = "#ffffff";

  /** How many of a theme, which are not withdrawn. */
  private record Count(String theme, long asks, long offers) {}

  private final Register register;
  private final Wording words;

  WishesPicture(Register register, DocumentWords documentWords) {
    this.register = register;
    this.words = documentWords.of("register");
  }

  /** The picture and the same as a table, under a heading that the caller wrote. */
  public void addTo(Content.Builder content, CycleKey cycle) {
    addTo(content, register.of(cycle), words);
  }

  static void addTo(Content.Builder content, List<RegisterItem> items, Wording words) {
    List<Count> counts = counts(items, words);
    if (counts.isEmpty()) {
      content.paragraph(words.of("Nothing is asked for or offered yet."));
      return;
    }
    content
        .picture(svg(counts, words), alternative(counts, words))
        .table(
            List.of(words.of("Theme"), words.of("Asks"), words.of("Offers")),
            counts.stream()
                .map(
                    one ->
                        List.of(
                            one.theme(), String.valueOf(one.asks()), String.valueOf(one.offers())))
                .toList());
  }

  private static List<Count> counts(List<RegisterItem> items, Wording words) {
    Map<String, List<RegisterItem>> byTheme =
        items.stream()
            .filter(item -> item.state() != RegisterItem.State.WITHDRAWN)
            .collect(
                Collectors.groupingBy(
                    item ->
                        item.theme().isBlank() ? words.of("No theme") : Words.theme(item.theme()),
                    TreeMap::new,
                    Collectors.toList()));
    List<Count> counts = new ArrayList<>();
    byTheme.forEach(
        (theme, ofTheme) ->
            counts.add(
                new Count(
                    theme,
                    count(ofTheme, RegisterItem.Kind.ASK),
                    count(ofTheme, RegisterItem.Kind.OFFER))));
    return counts;
  }

  private static long count(List<RegisterItem> items, RegisterItem.Kind kind) {
    return items.stream().filter(item -> item.kind() == kind).count();
  }

  private static String svg(List<Count> counts, Wording words) {
    long most =
        counts.stream().mapToLong(one -> Math.max(one.asks(), one.offers())).max().orElse(1);
    int foot = counts.size() * ROW + 8;
    Drawing drawing = new Drawing(LABELS + BARS + 40, foot + FOOT);
    for (int at = 0; at < counts.size(); at++) {
      Count one = counts.get(at);
      int top = at * ROW + 6;
      drawing.text(LABELS - 10, top + ROW / 2, Drawing.Anchor.END, false, one.theme());
      bar(drawing, top, one.asks(), most, ASKS);
      bar(drawing, top + BAR + 2, one.offers(), most, Drawing.INK);
    }
    drawing
        .line(LABELS, 0, LABELS, foot)
        .bar(LABELS, foot + 8, 14, BAR, ASKS)
        .text(LABELS + 20, foot + 18, Drawing.Anchor.START, false, words.of("Asks"))
        .bar(LABELS + 90, foot + 8, 14, BAR, Drawing.INK)
        .text(LABELS + 110, foot + 18, Drawing.Anchor.START, false, words.of("Offers"));
    return drawing.svg();
  }

  private static void bar(Drawing drawing, int top, long count, long most, String fill) {
    int length = (int) (count * (BARS - 30) / Math.max(1, most));
    if (count > 0) {
      drawing.bar(LABELS, top, length, BAR, fill);
    }
    drawing.text(
        LABELS + length + 6, top + BAR - 1, Drawing.Anchor.START, false, String.valueOf(count));
  }

  private static String alternative(List<Count> counts, Wording words) {
    return words.of(
        "Asks and offers by theme: {counts}. The table below says the same.",
        Map.of(
            "counts",
            counts.stream()
                .map(one -> one.theme() + " " + one.asks() + ", " + one.offers())
                .collect(Collectors.joining("; "))));
  }
}
