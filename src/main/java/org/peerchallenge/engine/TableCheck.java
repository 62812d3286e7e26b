package org.peerchallenge.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.peerchallenge.engine.FileCheck.Fault;

/**
 * Checks one decision table as a whole: what it is asked, of what type, and whether its rules leave
 * gaps, overlap, or can never apply.
 */
final class TableCheck {

  private static final String AT_ONCE = "A change acts at once, also on years that run.";
  private static final String STAYS = "A year that runs keeps the version it began with.";

  /** What is not a plain word, number or range, and is not looked into. */
  private static final Cell OPAQUE = new Cell(null, null, true);

  private static final Cell ANY = new Cell(null, null, false);
  private static final double STEP = 1e-9;

  /** The values of one cell: words, or ranges of numbers; both null for any value. */
  private record Cell(Set<String> words, List<double[]> ranges, boolean opaque) {

    boolean any() {
      return words == null && ranges == null && !opaque;
    }

    boolean covers(Cell other) {
      if (any()) {
        return true;
      }
      if (opaque || other.opaque() || other.any()) {
        return false;
      }
      if (words != null) {
        return other.words() != null && words.containsAll(other.words());
      }
      return other.ranges() != null
          && other.ranges().stream()
              .allMatch(r -> ranges.stream().anyMatch(o -> o[0] <= r[0] && r[1] <= o[1]));
    }

    boolean meets(Cell other) {
      if (any() || other.any()) {
        return true;
      }
      if (opaque || other.opaque()) {
        return false;
      }
      if (words != null) {
        return other.words() != null && words.stream().anyMatch(other.words()::contains);
      }
      return other.ranges() != null
          && ranges.stream()
              .anyMatch(r -> other.ranges().stream().anyMatch(o -> o[0] <= r[1] && r[0] <= o[1]));
    }
  }

  private static final Set<String> FEEL_WORDS =
      Set.of(
          "and",
          "or",
          "not",
          "null",
          "true",
          "false",
          "if",
          "then",
          "else",
          "in",
          "between",
          "instance",
          "of",
          "item");

  private static final Set<HitPolicy> SEVERAL =
      Set.of(HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER);

  private static final Set<HitPolicy> UNKNOWN = Set.of(HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER);

  private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern COMPARISON = Pattern.compile("(<=|>=|<|>)\\s*(-?\\d+(?:\\.\\d+)?)");
  private static final Pattern RANGE =
      Pattern.compile(
          "([\\[\\](])\\s*(-?\\d+(?:\\.\\d+)?)\\s*\\.\\.\\s*(-?\\d+(?:\\.\\d+)?)\\s*([\\[\\])])");

  private final FileSet.File file;
  private final TableContract contract;
  private final Set<String> userTasks;
  private final List<Fault> faults;

  TableCheck(FileSet.File file, TableContract contract, Set<String> userTasks, List<Fault> faults) {
    this.file = file;
    this.contract = contract;
    this.userTasks = userTasks;
    this.faults = faults;
  }

  void check() {
    for (DecisionTable table :
        Dmn.readModelFromStream(new ByteArrayInputStream(file.bytes()))
            .getModelElementsByType(DecisionTable.class)) {
      List<Input> inputs = List.copyOf(table.getInputs());
      List<Output> outputs = List.copyOf(table.getOutputs());
      checkDescription(table);
      if (!isWhole(inputs, outputs)) {
        return;
      }
      checkInputs(inputs);
      checkOutputs(outputs);
      List<List<Cell>> rules = new ArrayList<>();
      int number = 0;
      for (Rule rule : table.getRules()) {
        number++;
        rules.add(cells(rule, number, inputs, outputs));
      }
      if (rules.stream().allMatch(rule -> rule.size() == inputs.size())) {
        if (rules.isEmpty()) {
          fault("the table", "has no rule: it answers nothing", "add a rule under the headers");
        }
        checkPolicy(table, outputs);
        checkRules(table, rules);
        checkAwaited(outputs, List.copyOf(table.getRules()));
        checkExamples();
        checkGaps(inputs, rules);
        checkOnce(inputs, List.copyOf(table.getRules()), rules);
      }
    }
  }

  /** Whoever changes a table must read there on whom it acts. */
  private void checkDescription(DecisionTable table) {
    Decision decision = (Decision) table.getParentElement();
    String said =
        decision.getDescription() == null ? "" : decision.getDescription().getTextContent();
    if (isBlank(decision.getName())) {
      fault(decision.getId(), "has no name", "write its name above the table");
    }
    String wanted = contract.staysWithTheYear() ? STAYS : AT_ONCE;
    if (!said.contains(wanted)) {
      fault(
          "“" + decision.getName() + "”",
          "its description does not say whether running years are touched",
          "write “" + wanted + "” into it");
    }
  }

  /** What is missing in the head of the table would be missed by every rule. */
  private boolean isWhole(List<Input> inputs, List<Output> outputs) {
    boolean whole = true;
    Stream.concat(
            inputs.stream().filter(one -> isBlank(one.getLabel())).map(Input::getId),
            outputs.stream().filter(one -> isBlank(one.getLabel())).map(Output::getId))
        .forEach(
            id ->
                fault(
                    "column " + id,
                    "has no heading, so nobody knows what it is about",
                    "double-click its header and write it"));
    for (Input input : inputs) {
      if (input.getInputExpression() == null || input.getInputExpression().getText() == null) {
        whole = false;
        fault(
            "column “" + input.getLabel() + "”",
            "asks for nothing",
            "write what it asks for under its header, Expression");
      }
    }
    for (Output output : outputs) {
      if (output.getName() == null) {
        whole = false;
        fault(
            "column “" + output.getLabel() + "”",
            "has no name, so nobody can read it",
            "call the output " + String.join(" or ", new TreeSet<>(contract.answers().keySet())));
      }
    }
    return whole;
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private void checkInputs(List<Input> inputs) {
    Set<String> before = new HashSet<>();
    for (Input input : inputs) {
      String asked = input.getInputExpression().getText().getTextContent().strip();
      String title = "column “" + input.getLabel() + "”";
      if (!before.add(asked)) {
        fault(
            title,
            "asks “" + asked + "”, as a column before it does",
            "write what this column is about under its header, Expression");
      }
      TableContract.Input known = contract.inputs().get(asked);
      if (known == null) {
        String like =
            contract.inputs().keySet().stream()
                .filter(name -> VariableCheck.distance(name, asked) <= 3)
                .findFirst()
                .map(name -> "; do you mean " + name + "?")
                .orElse("");
        fault(
            title,
            "asks for “" + asked + "”, which nobody gives it" + like,
            "write one of "
                + String.join(", ", new TreeSet<>(contract.inputs().keySet()))
                + " as its expression");
      } else {
        String type = input.getInputExpression().getTypeRef();
        if (!known.type().equals(type)) {
          fault(
              title,
              "is of type %s, and “%s” is %s".formatted(type, asked, known.type()),
              "choose the type " + known.type());
        }
      }
    }
  }

  private void checkOutputs(List<Output> outputs) {
    Set<String> there = outputs.stream().map(Output::getName).collect(Collectors.toSet());
    for (Output output : outputs) {
      TableContract.Answer known = contract.answers().get(output.getName());
      String title = "column “" + output.getLabel() + "”";
      if (known == null) {
        fault(
            title,
            "answers “" + output.getName() + "”, which nobody reads",
            "call the output " + String.join(" or ", new TreeSet<>(contract.answers().keySet())));
      } else if (output.getTypeRef() != null && !known.several()) {
        String wanted = known.type() == TableContract.Type.NUMBER ? "integer" : "string";
        if (!output.getTypeRef().equals(wanted)) {
          fault(title, "is of type " + output.getTypeRef(), "choose the type " + wanted);
        }
      }
    }
    for (String missing : contract.answers().keySet()) {
      if (!there.contains(missing)) {
        fault("", "has no output “" + missing + "” any more", "add an output called " + missing);
      }
    }
  }

  private List<Cell> cells(Rule rule, int number, List<Input> inputs, List<Output> outputs) {
    List<InputEntry> entries = List.copyOf(rule.getInputEntries());
    List<OutputEntry> answers = List.copyOf(rule.getOutputEntries());
    if (entries.size() != inputs.size() || answers.size() != outputs.size()) {
      fault(
          "rule " + number,
          "has %d cells for %d columns"
              .formatted(entries.size() + answers.size(), inputs.size() + outputs.size()),
          "delete this rule and write it again");
      return List.of();
    }
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < inputs.size(); column++) {
      String asked = inputs.get(column).getInputExpression().getText().getTextContent().strip();
      String text = entries.get(column).getTextContent().strip();
      String title = "rule %d, column “%s”".formatted(number, inputs.get(column).getLabel());
      Cell cell = cell(text);
      cells.add(cell);
      TableContract.Input known = contract.inputs().get(asked);
      if (known == null) {
        continue;
      }
      checkCell(title, text, cell, known);
    }
    for (int column = 0; column < outputs.size(); column++) {
      String text = answers.get(column).getTextContent().strip();
      String answer = "rule %d, column “%s”".formatted(number, outputs.get(column).getLabel());
      if (!text.matches("[A-Za-z][\\w ]*")) {
        checkNames(answer, text);
      }
      // A name without quotation marks is a variable that nobody sets: the answer would be nothing.
      if (text.matches("[A-Za-z][\\w ]*")
          && !Set.of("true", "false", "null").contains(text)
          && !contract.inputs().containsKey(text)) {
        fault(answer, "“" + text + "” is a name and no text", "put it in quotation marks");
      }
    }
    return cells;
  }

  private void checkCell(String title, String text, Cell cell, TableContract.Input known) {
    checkNumbers(title, text, cell, known);
    boolean words = known.type().equals("string");
    boolean numbers = known.type().equals("integer") || known.type().equals("double");
    if (words && cell.ranges() != null) {
      fault(
          title, "“" + text + "” is a number, and a word is compared", "put it in quotation marks");
    }
    if (cell.opaque() && text.matches("[A-Za-z]\\w*")) {
      fault(
          title,
          "“" + text + "” is the name of nothing that is asked, and no word",
          words ? "put it in quotation marks" : "write a number, or a range such as [1..5]");
    }
    boolean truth = cell.words() != null && Set.of("true", "false").containsAll(cell.words());
    if (numbers && cell.words() != null) {
      fault(title, "“" + text + "” is no number", "write a number, or a range such as [1..5]");
    }
    if (known.type().equals("boolean")
        && (text.contains("\"") || !cell.any() && !cell.opaque() && !truth)) {
      fault(title, "“" + text + "” is neither true nor false", "write true or false");
    }
    if (cell.ranges() != null && cell.ranges().stream().anyMatch(r -> r[0] > r[1])) {
      fault(
          title,
          "the range “" + text + "” begins after its end: nothing is in it",
          "turn it round");
    }
    if (words && cell.words() != null && !known.usual().isEmpty()) {
      for (String word : cell.words()) {
        if (!known.usual().contains(word)) {
          String like =
              known.usual().stream()
                  .filter(one -> VariableCheck.distance(one, word) <= 2)
                  .findFirst()
                  .map(one -> "; do you mean " + one + "?")
                  .orElse("");
          faults.add(
              new Fault(
                  file.name(),
                  title,
                  "“%s” is no word that figures come with%s".formatted(word, like),
                  "write it as the page of the indicators does",
                  FileCheck.Severity.WARNING));
        }
      }
    }
    if (words && cell.words() != null) {
      Set<String> allowed = known.userTask() ? userTasks : known.words();
      for (String word : cell.words()) {
        if (!allowed.isEmpty() && !allowed.contains(word)) {
          fault(
              title,
              known.userTask()
                  ? "“" + word + "” is the id of no task"
                  : "“" + word + "” is never asked: the row would never apply",
              known.userTask()
                  ? "copy the task's id from the panel of its diagram"
                  : "write one of " + String.join(", ", new TreeSet<>(allowed)));
        }
      }
    }
  }

  /** What a column of numbers may ask, and what is never or always so. */
  private void checkNumbers(String title, String text, Cell cell, TableContract.Input known) {
    boolean whole = known.type().equals("integer");
    if (!whole && !known.type().equals("double")) {
      checkNames(title, text);
      return;
    }
    if (text.matches("(?s).*\\d,\\d.*") && !text.contains("\"")) {
      fault(
          title,
          "“" + text + "” has a comma inside a number: FEEL reads two numbers there",
          "write a point, such as 0.5; between two numbers, a comma and a blank");
      return;
    }
    if (whole && text.matches("(?s).*\\d\\.\\d.*")) {
      fault(
          title,
          "“" + text + "” has a part of a whole, and whole numbers are asked",
          "write a whole number");
      return;
    }
    if (cell.opaque()) {
      if (text.replaceAll("//.*|(?s)/\\*.*?\\*/", "").matches("[^?]*")
          && !asksAnInput(text)
          && !text.matches("[A-Za-z]\\w*|not\\(.*\\)|(?s).*//.*|(?s).*/\\*.*")) {
        fault(
            title,
            "“" + text + "” is neither a number nor a range",
            "write a number, a comparison such as >= 3, or a range such as [3..7]");
      } else if (!text.matches("[A-Za-z]\\w*")) {
        checkNames(title, text);
      }
      return;
    }
    if (cell.ranges() == null || cell.ranges().stream().anyMatch(r -> r[0] > r[1])) {
      return;
    }
    if (cell.ranges().stream().noneMatch(r -> r[0] <= known.most() && known.least() <= r[1])) {
      fault(
          title,
          "“%s” is never so: %s".formatted(text, limits(known)),
          "write a number or a range that can be");
    } else if (Double.isFinite(known.least())
        && cell.ranges().stream().anyMatch(r -> r[0] <= known.least() && known.most() <= r[1])) {
      fault(
          title,
          "“%s” is always so: %s".formatted(text, limits(known)),
          "leave the cell empty if this is meant, or write another number");
    }
  }

  private static String limits(TableContract.Input known) {
    if (known.type().equals("double")) {
      return "it is a part of a whole, 0.1 is a tenth";
    }
    return Double.isFinite(known.most())
        ? "it is from %.0f to %.0f".formatted(known.least(), known.most())
        : "it is %.0f or more".formatted(known.least());
  }

  private boolean asksAnInput(String text) {
    return contract.inputs().keySet().stream()
        .anyMatch(name -> text.matches("(?s).*\\b" + name + "\\b.*"));
  }

  /** A name that nobody gives makes a cell say nothing. */
  private void checkNames(String title, String text) {
    String code =
        text.replaceAll("\"[^\"]*\"", " ")
            .replaceAll("//.*", " ")
            .replaceAll("(?s)/\\*.*?\\*/", " ");
    Matcher name = Pattern.compile("(?<![\\w.])[A-Za-z_]\\w*(?!\\w*\\s*\\()").matcher(code);
    while (name.find()) {
      if (!FEEL_WORDS.contains(name.group()) && !contract.inputs().containsKey(name.group())) {
        String like =
            contract.inputs().keySet().stream()
                .filter(one -> VariableCheck.distance(one, name.group()) <= 3)
                .findFirst()
                .map(one -> "; do you mean " + one + "?")
                .orElse("");
        fault(
            title,
            "asks for “%s”, which nobody gives it%s".formatted(name.group(), like),
            "write one of %s, or words in quotation marks"
                .formatted(String.join(", ", new TreeSet<>(contract.inputs().keySet()))));
        return;
      }
    }
  }

  private static Cell cell(String written) {
    // A cell that asks first whether anything is known asks the same as one that does not.
    String text = written.replaceFirst("^(\\? != null and )?\\? (= )?", "");
    if (text.isEmpty() || text.equals("-")) {
      return ANY;
    }
    Matcher quoted = TEXT.matcher(text);
    if (text.matches("\"[^\"]*\"(\\s*,\\s*\"[^\"]*\")*")) {
      Set<String> words = new HashSet<>();
      while (quoted.find()) {
        words.add(quoted.group(1));
      }
      return new Cell(words, null, false);
    }
    if (text.equals("true") || text.equals("false")) {
      return new Cell(Set.of(text), null, false);
    }
    List<double[]> ranges = new ArrayList<>();
    for (String part : text.split("\\s*,\\s*")) {
      Matcher comparison = COMPARISON.matcher(part);
      Matcher range = RANGE.matcher(part);
      if (NUMBER.matcher(part).matches()) {
        double value = Double.parseDouble(part);
        ranges.add(new double[] {value, value});
      } else if (comparison.matches()) {
        double value = Double.parseDouble(comparison.group(2));
        ranges.add(
            switch (comparison.group(1)) {
              case "<" -> new double[] {Double.NEGATIVE_INFINITY, value - STEP};
              case "<=" -> new double[] {Double.NEGATIVE_INFINITY, value};
              case ">" -> new double[] {value + STEP, Double.POSITIVE_INFINITY};
              default -> new double[] {value, Double.POSITIVE_INFINITY};
            });
      } else if (range.matches()) {
        double from = Double.parseDouble(range.group(2));
        double to = Double.parseDouble(range.group(3));
        ranges.add(
            new double[] {
              range.group(1).equals("[") ? from : from + STEP,
              range.group(4).equals("]") ? to : to - STEP
            });
      } else {
        return OPAQUE;
      }
    }
    return new Cell(null, ranges, false);
  }

  private void checkPolicy(DecisionTable table, List<Output> outputs) {
    if (table.getAggregation() != null
        && outputs.stream()
            .map(output -> contract.answers().get(output.getName()))
            .anyMatch(known -> known == null || known.type() != TableContract.Type.NUMBER)) {
      fault(
          "“" + ((Decision) table.getParentElement()).getName() + "”",
          "counts or adds up its answers, and they are words",
          "choose no aggregator beside the hit policy");
    }
    if (UNKNOWN.contains(table.getHitPolicy())) {
      fault(
          "“" + ((Decision) table.getParentElement()).getName() + "”",
          "has a hit policy that the engine does not know",
          "choose the hit policy FIRST, UNIQUE or COLLECT");
      return;
    }
    boolean several = SEVERAL.contains(table.getHitPolicy());
    if (!contract.allRead() && several) {
      fault(
          "“" + ((Decision) table.getParentElement()).getName() + "”",
          "may give several answers, and one is read",
          "choose the hit policy FIRST or UNIQUE");
    } else if (contract.allRead() && !several) {
      fault(
          "“" + ((Decision) table.getParentElement()).getName() + "”",
          "gives one answer alone, and every rule that applies is meant",
          "choose the hit policy COLLECT, without an aggregator");
    }
  }

  /** Asked only of a table that has no other fault. */
  private void checkExamples() {
    if (!faults.isEmpty()) {
      return;
    }
    for (TableContract.Example example : contract.examples()) {
      Optional<Boolean> said =
          EngineParsers.answers(file, example.facts())
              .map(
                  all ->
                      all.stream()
                          .anyMatch(one -> example.answer().equals(one.get(example.output()))));
      if (said.filter(one -> one != example.must()).isPresent()) {
        fault(
            "the table",
            "%s “%s” when %s"
                .formatted(
                    example.must() ? "does not answer" : "answers",
                    example.answer(),
                    example.when()),
            "look at the comparisons in the rules, above all at <, > and what stands behind them");
        return;
      }
    }
  }

  /** Words that somebody waits for, and those that a column says are all that it can be. */
  private void checkAwaited(List<Output> outputs, List<Rule> rules) {
    for (int column = 0; column < outputs.size(); column++) {
      Output output = outputs.get(column);
      String title = "column “" + output.getLabel() + "”";
      Set<String> said = new TreeSet<>();
      boolean computed = false;
      Set<String> listed =
          output.getOutputValues() == null || output.getOutputValues().getText() == null
              ? Set.of()
              : quoted(output.getOutputValues().getText().getTextContent());
      for (int number = 0; number < rules.size(); number++) {
        String text = answers(rules.get(number)).get(column);
        Matcher word = TEXT.matcher(text);
        if (!word.matches()) {
          computed |= !text.isEmpty();
          continue;
        }
        said.add(word.group(1));
        if (!listed.isEmpty() && !listed.contains(word.group(1))) {
          fault(
              "rule %d, %s".formatted(number + 1, title),
              "“%s” is not among the answers that the column lists".formatted(word.group(1)),
              "write one of %s, or add it to the column's predefined values"
                  .formatted(String.join(", ", new TreeSet<>(listed))));
        }
      }
      TableContract.Answer known = contract.answers().get(output.getName());
      for (String awaited : known == null || computed ? Set.<String>of() : known.awaited()) {
        if (!said.contains(awaited)) {
          fault(
              title,
              "no rule answers “%s”, and what comes after waits for this word".formatted(awaited),
              "let the rule that means it answer \"%s\"".formatted(awaited));
        }
      }
    }
  }

  private static Set<String> quoted(String text) {
    return TEXT.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toSet());
  }

  private void checkRules(DecisionTable table, List<List<Cell>> rules) {
    HitPolicy policy = table.getHitPolicy();
    List<Rule> written = List.copyOf(table.getRules());
    boolean one = policy == HitPolicy.UNIQUE || policy == HitPolicy.ANY;
    for (int later = 1; later < rules.size(); later++) {
      for (int earlier = 0; earlier < later; earlier++) {
        List<Cell> a = rules.get(earlier);
        List<Cell> b = rules.get(later);
        if (policy == HitPolicy.FIRST && all(a, b, Cell::covers)) {
          fault(
              "rule " + (later + 1),
              "can never apply: rule %d is asked before it and always fits where it does"
                  .formatted(earlier + 1),
              "move it above rule " + (earlier + 1) + ", or delete it");
          break;
        }
        boolean agree =
            policy == HitPolicy.ANY
                && answers(written.get(earlier)).equals(answers(written.get(later)));
        if (one && !agree && all(a, b, Cell::meets)) {
          fault(
              "rules %d and %d".formatted(earlier + 1, later + 1),
              "both can apply, and the table allows one: the step would fail",
              "make one of them narrower, or choose another hit policy");
        }
      }
    }
  }

  private static boolean all(
      List<Cell> a, List<Cell> b, java.util.function.BiPredicate<Cell, Cell> test) {
    for (int i = 0; i < a.size(); i++) {
      if (!test.test(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Where the same answers act once, a second rule that gives them is never heard. */
  private void checkOnce(List<Input> inputs, List<Rule> written, List<List<Cell>> rules) {
    for (int column = 0; column < inputs.size(); column++) {
      String asked = inputs.get(column).getInputExpression().getText().getTextContent().strip();
      if (!asked.equals(contract.onceFor())) {
        continue;
      }
      for (int later = 1; later < rules.size(); later++) {
        for (int earlier = 0; earlier < later; earlier++) {
          if (answers(written.get(earlier)).equals(answers(written.get(later)))
              && rules.get(earlier).get(column).meets(rules.get(later).get(column))) {
            fault(
                "rules %d and %d".formatted(earlier + 1, later + 1),
                "give the same answers for the same %s, and these act once: the second does nothing"
                    .formatted(inputs.get(column).getLabel()),
                "give one of them another name, or make one rule of the two");
          }
        }
      }
    }
  }

  private static List<String> answers(Rule rule) {
    return rule.getOutputEntries().stream().map(one -> one.getTextContent().strip()).toList();
  }

  private void checkGaps(List<Input> inputs, List<List<Cell>> rules) {
    boolean always = rules.stream().anyMatch(rule -> rule.stream().allMatch(Cell::any));
    if (contract.alwaysAnswers() && !always) {
      fault(
          "last rule",
          "the rules leave a gap: where none applies, the step would fail",
          "add a last rule with empty cells on the left");
    }
    for (int column = 0; column < inputs.size(); column++) {
      String asked = inputs.get(column).getInputExpression().getText().getTextContent().strip();
      TableContract.Input known = contract.inputs().get(asked);
      if (known != null && known.withoutHoles()) {
        checkHoles(inputs.get(column), column, rules);
      }
    }
  }

  /** Among the rules that ask for nothing else. */
  private void checkHoles(Input input, int column, List<List<Cell>> rules) {
    Map<Double, Double> ranges = new TreeMap<>();
    for (List<Cell> rule : rules) {
      boolean alone = true;
      for (int other = 0; other < rule.size(); other++) {
        alone &= other == column || rule.get(other).any();
      }
      if (alone && rule.get(column).ranges() != null) {
        // Whole numbers are asked: what is more than 8 begins at 9.
        rule.get(column)
            .ranges()
            .forEach(r -> ranges.merge(Math.ceil(r[0]), Math.floor(r[1]), Math::max));
      }
    }
    double reached = Double.NaN;
    for (Map.Entry<Double, Double> range : ranges.entrySet()) {
      if (range.getKey() > reached + 1 + STEP) {
        fault(
            "column “" + input.getLabel() + "”",
            "no rule for %d to %d"
                .formatted((long) Math.floor(reached + 1), (long) Math.ceil(range.getKey() - 1)),
            "make the range before or after it wider");
      }
      reached = Double.isNaN(reached) ? range.getValue() : Math.max(reached, range.getValue());
    }
  }

  private void fault(String element, String problem, String click) {
    faults.add(new Fault(file.name(), element, problem, click));
  }
}
