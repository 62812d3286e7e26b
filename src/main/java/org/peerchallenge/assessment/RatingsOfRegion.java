package org.peerchallenge.assessment;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.document.Content;
import org.peerchallenge.document.DocumentWords;
import org.peerchallenge.document.Drawing;
import org.peerchallenge.document.PrintsWords;
import org.peerchallenge.document.Wording;
import org.springframework.stereotype.Component;

/**
 * How the region's shared self-assessments rate each signature of risk, this year and the year
 * before: counts alone, which name no authority.
 */
@PrintsWords("region-pack")
@Component
public class RatingsOfRegion {

  private static final List<String> SCALE =
      List.of("noConcern", "watch", "concern", "seriousConcern");

  /** From light to dark, so that they are told apart without colours too. */
  private static final List<String> SHADES = List.of("#ffffff", "#c9dbe0", "#5f93a3", "#12353f");

  /** In pixels; the whole is as wide as the text of a page. */
  private static final int LABELS = 262;

  private static final int BARS = 330;
  private static final int ROW = 34;
  private static final int BAR = 11;

  private final Assessments assessments;
  private final Cycles cycles;
  private final Wording words;

  RatingsOfRegion(Assessments assessments, Cycles cycles, DocumentWords documentWords) {
    this.assessments = assessments;
    this.cycles = cycles;
    this.words = documentWords.of("region-pack");
  }

  /** The picture and the same as a table; a sentence when nothing is shared yet. */
  public void addTo(Content.Builder content, CycleKey cycle) {
    Map<SignatureOfRisk, int[]> now = counts(cycle);
    Optional<CycleKey> previous = cycles.previous(cycle).map(before -> before.key());
    Map<SignatureOfRisk, int[]> before = previous.map(this::counts).orElse(Map.of());
    if (isEmpty(now)) {
      content.paragraph(words.of("No self-assessment is shared yet."));
      return;
    }
    boolean both = !isEmpty(before);
    content.picture(svg(now, both ? before : Map.of()), alternative(now));
    List<String> head = new ArrayList<>(List.of(words.of("Signature of risk")));
    if (both) {
      head.add(words.of("Year"));
    }
    SCALE.forEach(rating -> head.add(SideBySide.ratingWords(rating)));
    List<List<String>> rows = new ArrayList<>();
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      rows.add(row(signature, both ? words.of("this year") : "", now.get(signature)));
      if (both) {
        rows.add(row(signature, words.of("last year"), before.get(signature)));
      }
    }
    content.table(head, rows);
  }

  private static List<String> row(SignatureOfRisk signature, String year, int[] counts) {
    List<String> row = new ArrayList<>(List.of(signature.title()));
    if (!year.isEmpty()) {
      row.add(year);
    }
    for (int count : counts) {
      row.add(String.valueOf(count));
    }
    return row;
  }

  private Map<SignatureOfRisk, int[]> counts(CycleKey cycle) {
    Map<SignatureOfRisk, int[]> counts = new EnumMap<>(SignatureOfRisk.class);
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      counts.put(signature, new int[SCALE.size()]);
    }
    for (Entry entry : cycles.entries(cycle)) {
      if (assessments.shared(entry.key()).isPresent()) {
        assessments
            .ratings(entry.key())
            .forEach(
                (signature, rating) -> {
                  if (SCALE.contains(rating)) {
                    counts.get(signature)[SCALE.indexOf(rating)]++;
                  }
                });
      }
    }
    return counts;
  }

  private static boolean isEmpty(Map<SignatureOfRisk, int[]> counts) {
    return counts.values().stream().allMatch(each -> sum(each) == 0);
  }

  private static int sum(int[] counts) {
    int sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }

  private String svg(Map<SignatureOfRisk, int[]> now, Map<SignatureOfRisk, int[]> before) {
    int most = 1;
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      most = Math.max(most, sum(now.get(signature)));
      most = Math.max(most, before.isEmpty() ? 0 : sum(before.get(signature)));
    }
    int height = before.isEmpty() ? ROW - BAR - 2 : ROW;
    int foot = SignatureOfRisk.values().length * height + 8;
    Drawing drawing = new Drawing(LABELS + BARS + 40, foot + 46);
    int top = 6;
    for (SignatureOfRisk signature : SignatureOfRisk.values()) {
      drawing.text(2, top + BAR - 1, Drawing.Anchor.START, false, signature.title());
      bars(drawing, top, now.get(signature), most);
      if (!before.isEmpty()) {
        bars(drawing, top + BAR + 2, before.get(signature), most);
      }
      top += height;
    }
    for (int at = 0; at < SCALE.size(); at++) {
      int left = LABELS + at * 84;
      drawing.bar(left, foot + 6, 12, BAR, SHADES.get(at));
      String[] rating = SideBySide.ratingWords(SCALE.get(at)).split(" ");
      for (int line = 0; line < rating.length; line++) {
        drawing.text(left + 17, foot + 15 + 13 * line, Drawing.Anchor.START, false, rating[line]);
      }
    }
    if (!before.isEmpty()) {
      drawing.text(
          2,
          foot + 15,
          Drawing.Anchor.START,
          false,
          words.of("above: this year, below: last year"));
    }
    return drawing.svg();
  }

  private static void bars(Drawing drawing, int top, int[] counts, int most) {
    int left = LABELS;
    for (int at = 0; at < counts.length; at++) {
      int length = counts[at] * BARS / most;
      if (length > 0) {
        drawing.bar(left, top, length, BAR, SHADES.get(at));
      }
      left += length;
    }
    drawing.text(left + 6, top + BAR - 1, Drawing.Anchor.START, false, String.valueOf(sum(counts)));
  }

  private String alternative(Map<SignatureOfRisk, int[]> now) {
    return words.of(
        "How many self-assessments are concerned or seriously concerned: {counts}. The table below has every rating.",
        Map.of(
            "counts",
            now.entrySet().stream()
                .map(
                    one ->
                        one.getKey().title().toLowerCase(Locale.UK)
                            + " "
                            + (one.getValue()[2] + one.getValue()[3]))
                .collect(Collectors.joining("; "))));
  }
}
