package org.peerchallenge.cockpit;

import java.util.regex.Pattern;

/**
 * What an incident's message means, and what the office can do: the machine's own words are for
 * whoever looks after it, and stay in Cockpit and the log.
 */
enum FailureWords {
  TWO_AT_ONCE(
      "OptimisticLocking|was updated by another|deadlock detected|could not serialize",
      "Two things happened at the same moment. Try it again."),
  MAIL(
      "mail|smtp",
      "The mail server did not take a mail. See that it runs and that the address is right, then"
          + " try it again."),
  FULL(
      "no space left|disk full|could not extend file",
      "There is no room left to store anything. Tell whoever looks after the application at once;"
          + " try it again when there is room."),
  MESSAGE(
      "correlate|does not have a subscription",
      "The step told another case something, and that case does not wait for it: it may have"
          + " ended, moved on or not begun. Look at that case; try it again when it has come so far,"
          + " or change the case if it no longer needs to be told."),
  DECISION(
      "decision|DMN|FEEL",
      "A decision table gave no answer: it is missing, or something that it asks is not known."
          + " Tell whoever looks after the diagrams, with the name of the step; try it again when"
          + " the table is mended."),
  VARIABLE(
      "Unknown property used in expression|Cannot resolve identifier|Unknown method used"
          + "|Error while evaluating expression|variable .* (is null|not found|does not exist)",
      "The diagram asks for something that this case does not have. Tell whoever looks after the"
          + " diagrams, with the name of the step; try it again when the diagram is mended."),
  UNREACHABLE(
      "connection|connect|timed out|timeout|unknown host|refused",
      "Something that the step needs, the database or another service, could not be reached. Wait"
          + " a little, then try it again."),
  DATABASE(
      "SQL|jdbc|database|relation \"|violates .*constraint|duplicate key",
      "The database did not take what the step wrote. Try it again once; if it fails again, tell"
          + " whoever looks after the application, with the number of the case."),
  DOCUMENT(
      "\\bPDF\\b|document|workbook|picture|\\bfont\\b|XML|XHTML|template",
      "A document could not be made. See whether a text, a table or a picture of the case is"
          + " unusual and try it again; if it fails again, tell whoever looks after the"
          + " application, with the number of the case."),
  OTHER(
      "",
      "The step met something that it does not expect. Try it again once; if it fails again,"
          + " tell whoever looks after the application, with the number of the case.");

  private final Pattern means;
  private final String words;

  FailureWords(String means, String words) {
    this.means = Pattern.compile(means, Pattern.CASE_INSENSITIVE);
    this.words = words;
  }

  /** The first kind that fits. */
  static FailureWords of(String message) {
    for (FailureWords kind : values()) {
      if (kind.means.matcher(message).find()) {
        return kind;
      }
    }
    return OTHER;
  }

  /** What happened, and what to do. */
  String words() {
    return words;
  }
}
