package org.peerchallenge.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Contract of one decision table: what it is given and what it may answer, told by whoever asks it.
 * A word that nobody understands, or that does not fit where it is kept, is found before the table
 * is deployed.
 *
 * @param table its id, which is the name of its file
 * @param inputs what it is given, by the names that its input expressions use
 * @param answers what each output may say, by its name; the table has these outputs and no others
 * @param staysWithTheYear whether a case keeps the version of the table that it began with
 * @param alwaysAnswers whether some rule must apply, whatever is asked
 * @param onceFor the input for which the same answers act only once, however many rules give them;
 *     empty when each rule acts
 * @param allRead whether every rule that applies is read; otherwise the first
 * @param examples what holds of every version of the table
 */
public record TableContract(
    String table,
    Map<String, Input> inputs,
    Map<String, Answer> answers,
    boolean staysWithTheYear,
    boolean alwaysAnswers,
    String onceFor,
    boolean allRead,
    List<Example> examples) {

  /** A table of which the newest version answers, if one of its rules applies. */
  public static TableContract of(
      String table, Map<String, Input> inputs, Map<String, Answer> answers) {
    return new TableContract(
        table, Map.copyOf(inputs), Map.copyOf(answers), false, false, "", false, List.of());
  }

  /** The same for a table whose version stays with the year. */
  public TableContract stayingWithTheYear() {
    return new TableContract(
        table, inputs, answers, true, alwaysAnswers, onceFor, allRead, examples);
  }

  /** The same for a table of which some rule must apply. */
  public TableContract alwaysAnswering() {
    return new TableContract(
        table, inputs, answers, staysWithTheYear, true, onceFor, allRead, examples);
  }

  /** The same for a table whose answers, given again for the same input, do nothing. */
  public TableContract actingOnceFor(String input) {
    return new TableContract(
        table, inputs, answers, staysWithTheYear, alwaysAnswers, input, allRead, examples);
  }

  /** The same for a table of which every rule that applies is read. */
  public TableContract readingAll() {
    return new TableContract(
        table, inputs, answers, staysWithTheYear, alwaysAnswers, onceFor, true, examples);
  }

  /** The same for a table of which each version must fit these examples. */
  public TableContract fitting(Example... all) {
    return new TableContract(
        table, inputs, answers, staysWithTheYear, alwaysAnswers, onceFor, allRead, List.of(all));
  }

  /**
   * An example that every version of a table must fit.
   *
   * @param when what is the case, in words for an analyst
   * @param facts the table's inputs
   * @param output the output that is looked at
   * @param answer a word that it must give, or must not give
   * @param must whether it must
   */
  public record Example(
      String when, Map<String, ?> facts, String output, String answer, boolean must) {}

  /**
   * What one output may say.
   *
   * @param type of each answer
   * @param words all that is understood; empty when any text is
   * @param longest in characters; 0 when there is no limit
   * @param column where it is kept, such as {@code reminder.stage}; empty when it is not
   * @param several whether it is a list
   * @param needed whether a rule must fill it in
   * @param awaited words of which each must be the answer of some rule
   * @param least the smallest number
   * @param most the greatest number
   */
  public record Answer(
      Type type,
      Set<String> words,
      int longest,
      String column,
      boolean several,
      boolean needed,
      Set<String> awaited,
      int least,
      int most) {

    private static Answer ofText(
        Set<String> words, int longest, String column, boolean several, Set<String> awaited) {
      return new Answer(Type.TEXT, words, longest, column, several, true, awaited, 0, 0);
    }

    /** Any text, kept nowhere. */
    public static Answer text() {
      return ofText(Set.of(), 0, "", false, Set.of());
    }

    /** Any text that fits its column. */
    public static Answer text(int longest, String column) {
      return ofText(Set.of(), longest, column, false, Set.of());
    }

    public static Answer word(Set<String> words) {
      return ofText(Set.copyOf(words), 0, "", false, Set.of());
    }

    public static Answer words(Set<String> words) {
      return ofText(Set.copyOf(words), 0, "", true, Set.of());
    }

    /** A whole number from one to another; a rule may leave it empty. */
    public static Answer numberOrNothing(int least, int most) {
      return new Answer(Type.NUMBER, Set.of(), 0, "", false, false, Set.of(), least, most);
    }

    /** The same, where some rule must be able to give each of these words. */
    public Answer awaiting(String... some) {
      return new Answer(type, words, longest, column, several, needed, Set.of(some), least, most);
    }

    /** What is wrong with an answer, in words for an analyst; empty when it can be used. */
    public Optional<String> fault(Object answer) {
      if (several) {
        if (answer instanceof Collection<?> none && none.isEmpty()) {
          return Optional.of("the list is empty, so the rule says nothing");
        }
        return answer instanceof Collection<?> list
            ? list.stream().map(this::faultOfOne).flatMap(Optional::stream).findFirst()
            : Optional.of("“" + answer + "” is no list: write [\"…\", \"…\"]");
      }
      return faultOfOne(answer);
    }

    private Optional<String> faultOfOne(Object answer) {
      if (answer == null) {
        return needed ? Optional.of("the answer is missing") : Optional.empty();
      }
      if (type == Type.NUMBER) {
        if (!(answer instanceof Number number)) {
          return Optional.of("“" + answer + "” is no number");
        }
        double value = number.doubleValue();
        return value % 1 == 0 && value >= least && value <= most
            ? Optional.empty()
            : Optional.of("“%s” is no whole number from %d to %d".formatted(answer, least, most));
      }
      if (!(answer instanceof String text)) {
        return Optional.of("“" + answer + "” is no text: put it in quotation marks");
      }
      if (!words.isEmpty() && !words.contains(text)) {
        return Optional.of(
            "“%s” is none of %s".formatted(text, String.join(", ", new TreeSet<>(words))));
      }
      if (text.isBlank()) {
        return Optional.of("the answer is empty");
      }
      if (!text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
        return Optional.of(
            "“%s” begins or ends with a blank, or has a new line in it".formatted(text));
      }
      int length = text.codePointCount(0, text.length());
      return longest > 0 && length > longest
          ? Optional.of(
              "“%s…” has %d characters, at most %d can be kept"
                  .formatted(
                      text.substring(0, text.offsetByCodePoints(0, Math.min(10, length))),
                      length,
                      longest))
          : Optional.empty();
    }
  }

  /**
   * What one input may be.
   *
   * @param type string, integer, double or boolean, as a table's column says it
   * @param words all that it may be; empty when it may be anything
   * @param userTask whether it is the id of a user task of the diagrams
   * @param withoutHoles whether the rules must leave no number out between the first and the last
   * @param least the smallest number that is ever asked
   * @param most the greatest number that is ever asked
   * @param usual all that it is here; elsewhere it may be more, so another word is only worth a
   *     look
   */
  public record Input(
      String type,
      Set<String> words,
      boolean userTask,
      boolean withoutHoles,
      double least,
      double most,
      Set<String> usual) {

    private static final double ANY = Double.POSITIVE_INFINITY;

    public static Input of(String type) {
      return new Input(type, Set.of(), false, false, -ANY, ANY, Set.of());
    }

    public static Input word(Set<String> words) {
      return new Input("string", Set.copyOf(words), false, false, -ANY, ANY, Set.of());
    }

    /** A word, usually one of these. */
    public static Input usually(Set<String> words) {
      return new Input("string", Set.of(), false, false, -ANY, ANY, Set.copyOf(words));
    }

    public static Input idOfUserTask() {
      return new Input("string", Set.of(), true, false, -ANY, ANY, Set.of());
    }

    public static Input everyNumber() {
      return new Input("integer", Set.of(), false, true, -ANY, ANY, Set.of());
    }

    /** How many of something there are. */
    public static Input count() {
      return from(0, ANY);
    }

    /** A whole number within limits. */
    public static Input from(double least, double most) {
      return new Input("integer", Set.of(), false, false, least, most, Set.of());
    }

    /** A part of a whole: 0.1 is a tenth. Above nine wholes nobody draws a line. */
    public static Input share() {
      return new Input("double", Set.of(), false, false, -ANY, 9, Set.of());
    }
  }

  /** What kind of value an answer is. */
  public enum Type {
    TEXT,
    NUMBER
  }
}
