package org.peerchallenge.engine;

import java.util.regex.Pattern;

/** Cost of a FEEL expression: whether it could take longer than its own length explains. */
final class FeelCost {

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

  /** Loops, own functions, powers, patterns that track back, and lists by their ends alone. */
  private static final Pattern UNBOUNDED =
      Pattern.compile(
          "\\b(?:for|some|every|function)\\b"
              + "|\\b(?:matches|replace|split|extract|string join|partition)\\s*\\("
              + "|\\*\\*|(?<!\\bnot)\\(\\s*[\\[(]?[^()\\[\\]]*\\.\\.");

  private FeelCost() {}

  /** Words within quotation marks are no programme. */
  static boolean isUnbounded(String expression) {
    return UNBOUNDED.matcher(TEXT.matcher(expression).replaceAll("\"\"")).find();
  }
}
