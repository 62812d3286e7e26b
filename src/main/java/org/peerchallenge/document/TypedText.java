package org.peerchallenge.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes real lists of the lists that people type with dashes or numbers. */
final class TypedText {

  private static final Pattern BULLET = Pattern.compile("\\s*[-–—•*·▪●◦]\\s+(\\S.*)");
  private static final Pattern STEP = Pattern.compile("\\s*\\(?(\\d{1,2})[.)]\\s+(\\S.*)");

  /** Under an item, indented: it goes on. */
  private static final Pattern CONTINUED = Pattern.compile("(?:\\t| {2,})\\s*(\\S.*)");

  private TypedText() {}

  /** Paragraphs, whose line breaks stay, and lists; blank lines divide. */
  static List<Content.Block> parts(String text) {
    List<Content.Block> parts = new ArrayList<>();
    List<String> plain = new ArrayList<>();
    List<String> lines = Content.lines(text.strip());
    int at = 0;
    while (at < lines.size()) {
      Run bullets = run(lines, at, false);
      Run list = bullets.items().size() > 1 ? bullets : run(lines, at, true);
      if (list.items().size() > 1) {
        paragraph(parts, plain);
        parts.add(
            list == bullets ? new Content.Bullets(list.items()) : new Content.Steps(list.items()));
        at = list.end();
      } else {
        if (lines.get(at).isBlank()) {
          paragraph(parts, plain);
        } else {
          plain.add(lines.get(at));
        }
        at++;
      }
    }
    paragraph(parts, plain);
    return parts;
  }

  /** The items of a list that begins at this line, and the line after it. */
  private record Run(List<String> items, int end) {}

  /** A numbered list counts from 1 without a gap: "2018. A year" begins none. */
  private static Run run(List<String> lines, int from, boolean numbered) {
    List<String> items = new ArrayList<>();
    int at = from;
    while (at < lines.size()) {
      Matcher item = (numbered ? STEP : BULLET).matcher(lines.get(at));
      Matcher continued = CONTINUED.matcher(lines.get(at));
      if (item.matches() && (!numbered || Integer.parseInt(item.group(1)) == items.size() + 1)) {
        items.add(item.group(numbered ? 2 : 1));
      } else if (!items.isEmpty() && continued.matches()) {
        items.set(items.size() - 1, items.get(items.size() - 1) + "\n" + continued.group(1));
      } else {
        break;
      }
      at++;
    }
    return new Run(items, at);
  }

  private static void paragraph(List<Content.Block> parts, List<String> lines) {
    if (!lines.isEmpty()) {
      parts.add(new Content.Paragraph(String.join("\n", lines)));
      lines.clear();
    }
  }
}
