package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.peerchallenge.benchmark.Comparison;
import org.peerchallenge.benchmark.Figure;
import org.peerchallenge.benchmark.Indicator;
import org.peerchallenge.benchmark.Polarity;
import org.peerchallenge.benchmark.SheetRow;

class TrendLinesTest {

  private static final Pattern WIDTH = Pattern.compile("<svg [^>]*width=\"(\\d+)\"");
  private static final Pattern TEXT =
      Pattern.compile("<text x=\"(\\d+)\"[^>]*text-anchor=\"start\"[^>]*>([^<]*)<");

  @Test
  void theYearsOfALineEndWithinThePictureWhateverThePublisherCallsThem() {
    String svg = TrendLines.svg(List.of(row("2015-16 (OT)", "2017-18 (OT)"), row("2016", "2018")));

    MatchResult whole = WIDTH.matcher(svg).results().findFirst().orElseThrow();
    int width = Integer.parseInt(whole.group(1));
    List<MatchResult> texts = TEXT.matcher(svg).results().toList();
    assertThat(texts).extracting(one -> one.group(2)).contains("2015-16 – 2017-18", "2016 – 2018");
    assertThat(texts)
        .allSatisfy(
            one ->
                assertThat(Integer.parseInt(one.group(1)) + wide(one.group(2))).isLessThan(width));
  }

  /** In the font of the PDF. */
  private static double wide(String words) {
    return font()
        .deriveFont(11.5f)
        .getStringBounds(words, new FontRenderContext(null, true, true))
        .getWidth();
  }

  private static Font font() {
    try (InputStream file =
        TrendLinesTest.class.getResourceAsStream("/liberation/LiberationSans-Regular.ttf")) {
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (FontFormatException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SheetRow row(String first, String last) {
    List<Figure> history = List.of(figure(first, 2016), figure(last, 2018));
    return new SheetRow(
        new Comparison(
            new Indicator(
                "EXAMPLE", "Example", "Unit costs", Polarity.NONE, "£", "Year", "Example", false),
            0,
            Optional.of(history.get(1)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            history,
            List.of()));
  }

  private static Figure figure(String period, int year) {
    return new Figure(
        period, LocalDate.of(year, 3, 31), String.valueOf(year), Optional.of(new BigDecimal(year)));
  }
}
