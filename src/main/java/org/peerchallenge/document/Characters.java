package org.peerchallenge.document;

import java.text.Bidi;

/**
 * Filter of characters: takes out what neither Word's nor a PDF's XML may hold, such as the control
 * characters that copied text brings.
 */
final class Characters {

  private Characters() {}

  /** The text with LF line ends and only characters that XML 1.0 allows; null becomes empty. */
  static String readable(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder kept = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        // Line and paragraph separators, vertical tab and form feed are what Word makes of a line
        // break.
        .replaceAll("[\u2028\u2029\u000b\f]", "\n")
        .codePoints()
        .filter(Characters::isAllowed)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  /** True when the first letter with a direction of its own is Arabic, Hebrew or the like. */
  static boolean isRightToLeft(String text) {
    return Bidi.requiresBidi(text.toCharArray(), 0, text.length())
        && !new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT).baseIsLeftToRight();
  }

  /** Embeddings and overrides show what follows in another order than it is stored. */
  private static boolean reorders(int c) {
    return c >= 0x202a && c <= 0x202e;
  }

  private static boolean isAllowed(int c) {
    if (c == '\t' || c == '\n') {
      return true;
    }
    boolean control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    boolean halfOfAPair = c >= 0xd800 && c <= 0xdfff;
    boolean noCharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    return !control && !halfOfAPair && !noCharacter && c != 0xfeff && !reorders(c);
  }
}
