package org.peerchallenge.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/**
 * Shares a table's width out among its columns, for Word and PDF alike: first what each column's
 * longest ordinary word needs, then the rest by how much text stands in it.
 */
final class ColumnWidths {

  /** In thousandths of the type size. */
  private static final int PADDING = 1200;

  /** A longer word, such as a web address, may be broken, so it takes no room from the others. */
  private static final int LONGEST_WORD = 28;

  private static final int PIECE_OF_LONGER = 10;

  /** From about two lines of this many characters on, more text asks for more lines, not width. */
  private static final int LONGEST_TEXT = 120;

  /** A thousandth of 8.5 point type, which tables are set in, in twentieths of a point. */
  private static final double ROOM_PER_EM = 8.5 * 20 / 1000;

  private static final int UNKNOWN = 722;
  private static final int[] LATIN = latin();

  private ColumnWidths() {}

  /** Parts of the room, in twentieths of a point as it is; they add up to it. */
  static List<Integer> share(Content.Table table, int room) {
    List<Double> least = new ArrayList<>();
    List<Double> wished = new ArrayList<>();
    for (int column = 0; column < table.head().size(); column++) {
      int at = column;
      List<String> cells = new ArrayList<>(table.rows().stream().map(row -> row.get(at)).toList());
      cells.add(table.head().get(column));
      double word = 0;
      double text = 0;
      for (String cell : cells) {
        for (String one : cell.split("\\s+")) {
          // Headings are bold, so all are measured as bold.
          word =
              Math.max(
                  word, width(one, one.length() > LONGEST_WORD ? PIECE_OF_LONGER : LONGEST_WORD));
        }
        text = Math.max(text, width(cell, LONGEST_TEXT));
      }
      least.add(word + PADDING);
      wished.add(Math.max(0, text - word));
    }
    double needed = sum(least);
    double ems = room / ROOM_PER_EM;
    double spare = Math.max(0, ems - needed);
    double wishes = sum(wished);
    List<Integer> widths = new ArrayList<>();
    int left = room;
    for (int column = 0; column < least.size(); column++) {
      double share = wishes == 0 ? 1.0 / least.size() : wished.get(column) / wishes;
      int width =
          column == least.size() - 1
              ? left
              : (int) Math.floor(room * (least.get(column) + spare * share) / (needed + spare));
      widths.add(width);
      left -= width;
    }
    return widths;
  }

  private static double sum(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** What the text takes in bold Liberation Sans, in thousandths of the type size. */
  private static double width(String text, int most) {
    return text.codePoints().limit(most).mapToDouble(ColumnWidths::width).sum();
  }

  private static int width(int character) {
    if (character < LATIN.length) {
      return LATIN[character];
    }
    return character >= 0x1100 ? 1000 : UNKNOWN;
  }

  /** Of Helvetica, whose measures Liberation Sans has. */
  private static int[] latin() {
    PDType1Font bold = new PDType1Font(Standard14Fonts.FontName.HELVETICA_BOLD);
    int[] widths = new int[256];
    Arrays.fill(widths, UNKNOWN);
    for (int character = ' '; character < widths.length; character++) {
      try {
        widths[character] = (int) Math.ceil(bold.getStringWidth(Character.toString(character)));
      } catch (IllegalArgumentException notInTheFont) {
        widths[character] = UNKNOWN;
      } catch (IOException e) {
        throw new UncheckedIOException("A font of the library cannot be read", e);
      }
    }
    return widths;
  }
}
