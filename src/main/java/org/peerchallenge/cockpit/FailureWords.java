package org.peerchallenge.cockpit;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.lang.Nullable;

/**
 * What an incident means, and what the office can do: the machine's own words are for whoever looks
 * after it, and stay in Cockpit and the log. Kinds are told by the exceptions' names and the
 * engine's fixed phrases, never by common words: a statement that writes an e-mail address is no
 * failure of mail.
 */
enum FailureWords {
  TWO_AT_ONCE(
      "(Optimistic|Pessimistic)Locking|CannotAcquireLock|updated by another transaction"
          + "|deadlock detected|could not serialize|LockTimeout|lock timeout",
      "Two things happened at the same moment. Try it again."),
  FULL(
      "no space left|disk full|could not extend file|OutOfMemoryError|: out of memory",
      "There is no room left, on disk or in memory. Tell whoever looks after the application at"
          + " once; try it again when there is room."),
  MAIL(
      "springframework\\.mail\\.|jakarta\\.mail\\.|Mail\\w*Exception|MessagingException",
      "The mail server did not take a mail. See that it runs and that the address is right, then"
          + " try it again."),
  REFUSED(
      "kernel\\.Refused|FormRejected",
      "The rules refuse what the step wants to do: the case has changed since the step was"
          + " planned. Look at the case and at what changed there; try it again when it fits, or"
          + " change the case."),
  MESSAGE(
      "MismatchingMessageCorrelation|does not have a subscription",
      "The step told another case something, and that case does not wait for it: it may have"
          + " ended, moved on or not begun. Look at that case; try it again when it has come so far,"
          + " or change the case if it no longer needs to be told."),
  DECISION(
      "bpm\\.dmn\\.|DecisionFailed|no decision definition|camunda\\.feel",
      "A decision table gave no answer: it is missing, or something that it asks is not known."
          + " Tell whoever looks after the diagrams, with the name of the step; try it again when"
          + " the table is mended."),
  WAY(
      "No outgoing sequence flow|no processes? deployed|ENGINE-02004",
      "The diagram does not say how to go on: no way fits, or another diagram that it calls is"
          + " missing. Tell whoever looks after the diagrams, with the name of the step; try it"
          + " again when the diagram is mended."),
  GONE(
      "EmptyResultDataAccess|NoSuchElement|kernel\\.web\\.NotFound|No value present|NoSuchFile",
      "The step looks for something that is not there, such as a person, a date or a file of the"
          + " case. Look at the case and at what changed there; try it again when it is there again,"
          + " or change the case."),
  UNREACHABLE(
      "java\\.net\\.\\w*Exception|Http\\w*Timeout|TimeoutException|CannotGetJdbcConnection|CannotCreateTransaction"
          + "|DataAccessResourceFailure|SQLTransientConnection|connection refused|QueryTimeout"
          + "|statement timeout",
      "Something that the step needs, the database or another service, could not be reached or did"
          + " not answer in time. Wait a little, then try it again."),
  DATABASE(
      "springframework\\.(dao|jdbc)\\.|SQLException|PSQLException|PersistenceException",
      "The database did not take what the step wrote. Try it again once; if it fails again, tell"
          + " whoever looks after the application, with the number of the case."),
  VARIABLE(
      "Unknown property used in expression|Cannot resolve identifier|Unknown method used"
          + "|Error while evaluating expression|Variable '[^']*' is not found|Due date is (not|neither)"
          + "|resolve collection|is not open to diagrams",
      "The diagram asks for something that this case does not have. Tell whoever looks after the"
          + " diagrams, with the name of the step; try it again when the diagram is mended."),
  DOCUMENT(
      "at org\\.peerchallenge\\.document\\.|apache\\.(poi|pdfbox|fop)|openhtmltopdf|SAXParseException",
      "A document could not be made. See whether a text, a table or a picture of the case is"
          + " unusual and try it again; if it fails again, tell whoever looks after the"
          + " application, with the number of the case."),
  OTHER(
      "",
      "The step met something that it does not expect. Try it again once; if it fails again,"
          + " tell whoever looks after the application, with the number of the case.");

  /** Where the exceptions passed, as against what they say: read for documents alone. */
  private static final Pattern FRAME = Pattern.compile("\\s+(at |\\.\\.\\. ).*");

  private final Pattern means;
  private final String words;

  FailureWords(String means, String words) {
    this.means = Pattern.compile(means, Pattern.CASE_INSENSITIVE);
    this.words = words;
  }

  /**
   * The first kind that fits.
   *
   * @param message of the incident
   * @param trace the job's stack trace; null where it is not kept any more
   */
  static FailureWords of(@Nullable String message, @Nullable String trace) {
    String whole = (message == null ? "" : message) + "\n" + (trace == null ? "" : trace);
    String said =
        whole
            .lines()
            .filter(line -> !FRAME.matcher(line).matches())
            .collect(Collectors.joining("\n"));
    for (FailureWords kind : values()) {
      if (kind.means.matcher(kind == DOCUMENT ? whole : said).find()) {
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
