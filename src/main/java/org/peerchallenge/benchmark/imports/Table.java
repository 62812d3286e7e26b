package org.peerchallenge.benchmark.imports;

import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;

/**
 * The rows of a CSV file under its heading; a row that does not fit the heading is named and left
 * out.
 */
final class Table {

  /**
   * One way in which a kind of file is published.
   *
   * @param needed the columns without which it is not such a file, as this layout calls them
   * @param names what they are called in the first layout, by their names in this one
   */
  record Layout(Set<String> needed, Map<String, String> names) {}

  /** Lines that may stand above the heading. */
  private static final int MOST_TITLES = 20;

  private static final String SEPARATORS = ",;\t|";

  private static final Pattern SEPARATOR =
      Pattern.compile("\"?sep=[,;\\t|]?\"?,*", Pattern.CASE_INSENSITIVE);

  private final Lines lines;
  private final List<String> heading;
  private final List<String> published;
  private final boolean firstLayout;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Set<String> twice = new HashSet<>();
  private final char separator;
  private final Fields fields;

  /**
   * Reads the heading.
   *
   * @param needed the columns without which it is not such a file
   * @param what what it should be, for the words of a refusal
   */
  Table(Lines lines, Set<String> needed, String what) throws IOException {
    this(lines, List.of(new Layout(needed, Map.of())), what);
  }

  /**
   * Reads the heading of a file that is published in several layouts; the columns are known by the
   * names of the first.
   */
  Table(Lines lines, List<Layout> layouts, String what) throws IOException {
    this(lines, layouts, what, UnaryOperator.identity());
  }

  /**
   * Reads the heading of a file whose columns have several names.
   *
   * @param standard our name of a column, by its name in small letters
   */
  Table(Lines lines, List<Layout> layouts, String what, UnaryOperator<String> standard)
      throws IOException {
    this.lines = lines;
    String first = firstOf(lines);
    if (first == null || first.isBlank()) {
      throw new LineRefused(
          Math.max(1, lines.number()), "The file is empty: there is no heading in its first line.");
    }
    long firstNumber = lines.number();
    first = headingBelowTitles(first, lines, layouts, standard);
    separator = separatorOf(first, layouts, standard);
    fields = new Fields(separator);
    published = Fields.of(first, separator).stream().map(String::strip).toList();
    List<String> names = names(first, separator, standard);
    Layout layout = fitting(layouts, names).orElse(layouts.get(0));
    firstLayout = layout == layouts.get(0);
    heading = names.stream().map(name -> layout.names().getOrDefault(name, name)).toList();
    Set<String> needed =
        layout.needed().stream()
            .map(name -> layout.names().getOrDefault(name, name))
            .collect(Collectors.toSet());
    for (int i = 0; i < heading.size(); i++) {
      if (columns.put(heading.get(i), i) != null && !heading.get(i).isEmpty()) {
        twice.add(heading.get(i));
        if (needed.contains(heading.get(i))) {
          refuseTwice(heading.get(i));
        }
      }
    }
    List<String> missing =
        needed.stream().filter(column -> !columns.containsKey(column)).sorted().toList();
    if (!missing.isEmpty()) {
      throw new LineRefused(
          firstNumber,
          "The heading lacks "
              + String.join(", ", missing)
              + ". "
              + what
              + " has these columns; bring the file as it was published, with its heading as the first line.");
    }
  }

  /** Excel may put the separator into a line of its own before the heading. */
  private static String firstOf(Lines lines) throws IOException {
    String first = lines.next();
    while (first != null && (first.isBlank() || SEPARATOR.matcher(first.strip()).matches())) {
      first = lines.next();
    }
    return first;
  }

  /**
   * Publishers write a title, a date and notes above the table: the heading is the first of the
   * first lines that has every column of a layout.
   *
   * @return the first line itself, whose fault is then said, when none has
   */
  private static String headingBelowTitles(
      String first, Lines lines, List<Layout> layouts, UnaryOperator<String> standard)
      throws IOException {
    String line = first;
    for (int titles = 0; line != null && titles <= MOST_TITLES; titles++) {
      char separator = separatorOf(line, layouts, standard);
      if (fitting(layouts, names(line, separator, standard)).isPresent()) {
        return line;
      }
      line = lines.next();
    }
    return first;
  }

  /** The one separator that makes the heading of the first line; a comma where none does. */
  private static char separatorOf(
      String first, List<Layout> layouts, UnaryOperator<String> standard) {
    return SEPARATORS
        .chars()
        .filter(one -> fitting(layouts, names(first, (char) one, standard)).isPresent())
        .mapToObj(one -> (char) one)
        .findFirst()
        .orElse(',');
  }

  private static List<String> names(String first, char separator, UnaryOperator<String> standard) {
    return Fields.of(first, separator).stream()
        .map(column -> standard.apply(column.strip().toLowerCase(Locale.UK)))
        .toList();
  }

  private static Optional<Layout> fitting(List<Layout> layouts, List<String> names) {
    return layouts.stream().filter(one -> names.containsAll(one.needed())).findFirst();
  }

  /** The fields of a line of this table; empty when its quotation marks are not in pairs. */
  List<String> fields(String line) {
    return Fields.of(line, separator);
  }

  /** Whether the file has the first of the layouts in which it may be published. */
  boolean isFirstLayout() {
    return firstLayout;
  }

  List<String> heading() {
    return heading;
  }

  /** A column's name as the file writes it. */
  String published(int column) {
    return published.get(column);
  }

  private void refuseTwice(String column) {
    throw new LineRefused(
        1,
        "The heading has the column "
            + Quoted.of(column)
            + " twice. Which of them is meant is not guessed: delete or rename the other.");
  }

  /**
   * The place of a column; -1 when the file lacks it.
   *
   * @throws Refused when it has two of that name
   */
  int column(String name) {
    if (twice.contains(name)) {
      refuseTwice(name);
    }
    return columns.getOrDefault(name, -1);
  }

  long line() {
    return lines.number();
  }

  /** Goes to the next row that fits the heading, naming those that do not; false at the end. */
  boolean next(Staging staging) throws IOException, SQLException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (isBlank(line)) {
        continue;
      }
      fields.read(line);
      if (fields.size() == 0) {
        staging.remark(
            line(),
            Remark.Kind.FAULT,
            "The quotation marks of this line are not in pairs, so its columns cannot be told"
                + " apart: "
                + Quoted.of(line));
      } else if (fields.size() != heading.size()) {
        staging.remark(
            line(),
            Remark.Kind.FAULT,
            "This line has "
                + EnglishText.count(fields.size(), "column", "columns")
                + ", the heading has "
                + heading.size()
                + ": a column is shifted, missing or too many");
      } else {
        return true;
      }
    }
    return false;
  }

  /** Whether a line has nothing, or nothing but separators: a spreadsheet's row without a cell. */
  private boolean isBlank(String line) {
    if (line.isBlank()) {
      return true;
    }
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != separator && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Asks somebody to look at a cell that may have lost its end: it is the last of a file that does
   * not end with a line break, as those do that did not arrive whole.
   */
  void askIfCutOff(int column, Staging staging) throws SQLException {
    if (column == heading.size() - 1 && lines.isUnended()) {
      staging.remark(
          line(),
          Remark.Kind.RANGE,
          "The file ends without a line break, as one does that was cut off on its way. Look whether "
              + Quoted.of(cell(column))
              + ", the last cell of its last line, is whole ("
              + heading.get(column)
              + ")");
    }
  }

  /** The cell of the current row, without blanks around it. */
  String cell(int column) {
    return fields.get(column);
  }
}
