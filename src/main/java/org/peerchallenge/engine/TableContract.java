package org.peerchallenge.engine;

import java.util.Collection;
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
 */
public record TableContract(
    String table,
    Map<String, Input> inputs,
    Map<String, Answer> answers,
    boolean staysWithTheYear,
    boolean alwaysAnswers,
    String onceFor) {

  /** A table of which the newest version answers, if one of its rules applies. */
  public static TableContract of(
      String table, Map<String, Input> inputs, Map<String, Answer> answers) {
    return new TableContract(table, Map.copyOf(inputs), Map.copyOf(answers), false, false, "");
  }

  /** The same for a table whose version stays with the year. */
  public TableContract stayingWithTheYear() {
    return new TableContract(table, inputs, answers, true, alwaysAnswers, onceFor);
  }

  /** The same for a table of which some rule must apply. */
  public TableContract alwaysAnswering() {
    return new TableContract(table, inputs, answers, staysWithTheYear, true, onceFor);
  }

  /** The same for a table whose answers, given again for the same input, do nothing. */
  public TableContract actingOnceFor(String input) {
    return new TableContract(table, inputs, answers, staysWithTheYear, alwaysAnswers, input);
  }

  /**
   * What one output may say.
   *
   * @param type of each answer
   * @param words all that is understood; empty when any text is
   * @param longest in characters; 0 when there is no limit
   * @param column where it is kept, such as {@code reminder.stage}; empty when it is not
   * @param several whether it is a list
   * @param needed whether a rule must fill it in
   */
  public record Answer(
      Type type, Set<String> words, int longest, String column, boolean several, boolean needed) {

    /** Any text, kept nowhere. */
    public static Answer text() {
      return new Answer(Type.TEXT, Set.of(), 0, "", false, true);
    }

    /** Any text that fits its column. */
    public static Answer text(int longest, String column) {
      return new Answer(Type.TEXT, Set.of(), longest, column, false, true);
    }

    public static Answer word(Set<String> words) {
      return new Answer(Type.TEXT, Set.copyOf(words), 0, "", false, true);
    }

    public static Answer words(Set<String> words) {
      return new Answer(Type.TEXT, Set.copyOf(words), 0, "", true, true);
    }

    /** A whole number; a rule may leave it empty. */
    public static Answer numberOrNothing() {
      return new Answer(Type.NUMBER, Set.of(), 0, "", false, false);
    }

    /** What is wrong with an answer, in words for an analyst; empty when it can be used. */
    public Optional<String> fault(Object answer) {
      if (several) {
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
        return answer instanceof Number
            ? Optional.empty()
            : Optional.of("“" + answer + "” is no number");
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
   */
  public record Input(String type, Set<String> words, boolean userTask, boolean withoutHoles) {

    public static Input of(String type) {
      return new Input(type, Set.of(), false, false);
    }

    public static Input word(Set<String> words) {
      return new Input("string", Set.copyOf(words), false, false);
    }

    public static Input idOfUserTask() {
      return new Input("string", Set.of(), true, false);
    }

    public static Input everyNumber() {
      return new Input("integer", Set.of(), false, true);
    }
  }

  /** What kind of value an answer is. */
  public enum Type {
    TEXT,
    NUMBER
  }
}
