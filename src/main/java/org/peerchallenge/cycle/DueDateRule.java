package org.peerchallenge.cycle;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * When something is due, as diagrams say it: "10 working days before assessmentDue", "90 days after
 * summit", "yearCloses".
 *
 * <p>A step may begin after its rule's day: "10 working days before assessmentDue, or 3 working
 * days after today" is the later of the two, so nobody is late before being asked.
 *
 * @param days signed: negative before the anchor, positive after it
 * @param working whether working days are counted, or calendar days
 * @param or the day that counts where it is later
 */
public record DueDateRule(int days, boolean working, Anchor anchor, Optional<DueDateRule> or) {

  /** The dates that a rule may start from. */
  public enum Anchor {
    /** The day on which the step began. */
    today,
    /** The entry's agreed date for its self-assessment, else the year's. */
    assessmentDue,
    /** The day on which the reading pack goes out: ten working days before the challenge day. */
    packDue,
    /** The day of the group, or of the entry's group; the summit for an entry without one. */
    challengeDay,
    summit,
    yearCloses
  }

  private static final Pattern TEXT =
      Pattern.compile("(?:(\\d{1,3}) (working )?days? (before|after) )?(\\w+)");

  /**
   * Reads a rule.
   *
   * @throws IllegalArgumentException naming the text and what is allowed, when it is no rule
   */
  public static DueDateRule parse(String text) {
    String[] rules = (text == null ? "" : text).split(", or ", 2);
    Optional<DueDateRule> or = rules.length == 2 ? Optional.of(parse(rules[1])) : Optional.empty();
    Matcher matcher = TEXT.matcher(rules[0].strip());
    if (!matcher.matches()) {
      throw wrong(text);
    }
    Anchor anchor =
        Arrays.stream(Anchor.values())
            .filter(a -> a.name().equals(matcher.group(4)))
            .findFirst()
            .orElseThrow(() -> wrong(text));
    if (matcher.group(1) == null) {
      return new DueDateRule(0, false, anchor, or);
    }
    int count = Integer.parseInt(matcher.group(1));
    return new DueDateRule(
        matcher.group(3).equals("before") ? -count : count, matcher.group(2) != null, anchor, or);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "'%s' is no rule for a date. Write, for example, '10 working days before"
                + " assessmentDue', '5 days after today' or only 'summit'; the last word is one of"
                + " %s",
            text,
            Arrays.stream(Anchor.values()).map(Enum::name).collect(Collectors.joining(", "))));
  }
}
