package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which names a form's FEEL expressions and templates ask for. */
final class FormExpressions {

  /** A part of a template: a value asked for, or a loop over the rows of a list. */
  sealed interface Part {

    record Asks(String expression) implements Part {}

    record Loop(String list, List<Part> parts) implements Part {}
  }

  private static final Pattern TAG = Pattern.compile("\\{\\{\\s*(.*?)\\s*}}", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern FILTER = Pattern.compile("\\[[^\\[\\]]*]");
  private static final Pattern OF_THIS_ROW = Pattern.compile("(?<![\\w.])this\\.(?=[A-Za-z_])");
  private static final Pattern LOCAL = Pattern.compile("\\b(?:for|some|every)\\s+(\\w+)\\s+in\\b");
  private static final Pattern CALL =
      Pattern.compile(
          "\\b(?:string length|upper case|lower case|substring before|substring after|starts with"
              + "|ends with|string join|date and time|years and months duration|list contains"
              + "|index of|distinct values|insert before|day of \\w+|week of year|month of year"
              + "|get value|get entries|get or else|is defined|\\w+)\\s*\\(");
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*");
  private static final Set<String> WORDS =
      Set.of(
          "null",
          "true",
          "false",
          "not",
          "and",
          "or",
          "if",
          "then",
          "else",
          "for",
          "in",
          "return",
          "some",
          "every",
          "satisfies",
          "between",
          "instance",
          "of",
          "function",
          "item",
          "this",
          "parent");

  private FormExpressions() {}

  /**
   * The names that an expression asks for; of a path only its beginning, and what is of the row.
   */
  static Set<String> names(String expression) {
    String bare = TEXT.matcher(expression.replaceFirst("^=", "")).replaceAll(" ");
    bare = OF_THIS_ROW.matcher(bare).replaceAll("");
    String before;
    do {
      // What is asked of each item of a list is asked of the item.
      before = bare;
      bare = FILTER.matcher(bare).replaceAll(" ");
    } while (!bare.equals(before));
    Set<String> names = new TreeSet<>();
    String withoutCalls =
        CALL.matcher(bare)
            .replaceAll(
                call -> WORDS.contains(call.group().replaceAll("\\W", "")) ? call.group() : "(");
    NAME.matcher(withoutCalls).results().map(MatchResult::group).forEach(names::add);
    names.removeAll(WORDS);
    LOCAL.matcher(bare).results().map(local -> local.group(1)).forEach(names::remove);
    return names;
  }

  static boolean isTemplate(String text) {
    return text.contains("{{");
  }

  /** Reads a template. */
  static List<Part> template(String text) {
    Matcher tags = TAG.matcher(text);
    return parts(tags);
  }

  private static List<Part> parts(Matcher tags) {
    List<Part> parts = new ArrayList<>();
    while (tags.find()) {
      String tag = tags.group(1);
      if (tag.equals("/loop")) {
        break;
      }
      if (tag.startsWith("#loop ")) {
        parts.add(new Part.Loop(tag.substring(6).strip(), parts(tags)));
      } else if (tag.startsWith("#if ")) {
        parts.add(new Part.Asks(tag.substring(4)));
      } else if (!tag.startsWith("/")) {
        parts.add(new Part.Asks(tag));
      }
    }
    return parts;
  }
}
