package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerchallenge.engine.FileCheck.Fault;
import org.peerchallenge.engine.PlantedFaultsTest.Planted;
import org.peerchallenge.kernel.JsonText;
import org.xml.sax.SAXException;

/**
 * The checks that look at one file alone, each without the others: a file as it is, and then with
 * every mistake of {@link PlantedFaultsTest} that is told by this check. Nothing is remembered from
 * one file to the next, and all of it takes a second, so that PIT can try each change of a check.
 */
class ChecksAloneTest {

  private static final Catalogue CATALOGUE = new Catalogue();

  /** What each rule of the page of mistakes is looked for by. */
  private static void check(String rule, FileSet.File file, List<Fault> faults) {
    switch (rule) {
      case "arrows" -> ofDiagram(file, faults, (diagram, f) -> new FlowCheck(diagram, f).check());
      case "deadline" ->
          ofDiagram(file, faults, (diagram, f) -> new DeadlineCheck(diagram, f).check());
      case "table" -> new DecisionCheck(CATALOGUE.contracts(), faults).check(file);
      default -> new FormCheck(JsonText.mapper(), faults).check(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrows", "deadline", "table", "form"})
  void saysNothingOfTheFilesAsTheyAre(String rule) {
    List<Fault> faults = new ArrayList<>();
    for (FileSet.File file : PlantedFaultsTest.FILES.ending(ending(rule))) {
      check(rule, file, faults);
    }
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"arrows", "deadline", "table", "form"})
  void findsItsMistakesByItself(String rule) throws IOException {
    Set<String> its = new HashSet<>();
    for (String row : Files.readAllLines(Path.of("docs/mistakes.md"))) {
      if (row.endsWith("| " + rule + " |")) {
        its.add(row.split(" \\| ")[0].substring(2));
      }
    }
    List<Planted> planted =
        PlantedFaultsTest.mistakes().filter(one -> its.contains(one.kind())).toList();
    assertThat(planted).hasSizeGreaterThan(10);
    for (Planted one : planted) {
      List<Fault> faults = new ArrayList<>();
      for (FileSet.File file : PlantedFaultsTest.with(one).ending(ending(rule))) {
        if (file.name().equals(one.told())) {
          check(rule, file, faults);
          if (rule.equals("form")) {
            asAskedAtTheStartAndLater(file, faults);
          }
        }
      }
      assertThat(faults)
          .as(one.kind())
          .anySatisfy(
              fault -> {
                assertThat(fault.element()).contains(one.element());
                assertThat(fault.problem()).contains(one.problem());
              });
    }
  }

  /** Mistakes of one field, which nobody made in the real files; each without it is no mistake. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"type":"textfield","key":"<a>"}                     | a  |   | set its key
          {"type":"datetime","key":"a","subtype":"date","defaultValue":"<>"} | | soon | no date that it can show
          {"type":"checkbox","key":"a","defaultValue":<>}      | false | true | ticks itself
          {"type":"datetime","key":"a","subtype":"time","timeSerializingFormat":"<>"} | no_timezone | utc_offset | sends its time with a time zone
          {"type":"dynamiclist","path":"a","disableCollapse":<>,"components":[]} | true | false | may be folded
          {"type":"textfield","key":"a","conditional":{"hide":"<>"}} | =b | =true | is always hidden
          {"type":"textfield","key":"a","validate":{"required":true},"conditional":{"hide":"=<> = null"}} | b | a | is hidden by its own answer
          {"type":"textfield","key":"a","conditional":{"hide":"<>"}} | =b | =b = | is not FEEL
          {"type":"select","key":"a","values":[{"label":"Yes","value":"<>"}]} | yes | | has an answer without a value
          {"type":"radio","key":"a","values":[{"label":"Yes","value":"yes"}],"defaultValue":"<>"} | yes | maybe | which it does not offer
          {"type":"textfield","key":"a","validate":{"maxLength":9,"pattern":"<>"}} | [a-z] | [a-z | cannot be read
          {"type":"textfield","key":"a","validate":{"maxLength":9,"minLength":<>}} | 9 | 10 | must be longer than it may be
          {"type":"number","key":"a","decimalDigits":0,"validate":{"max":5,"min":<>}} | 4 | 5 | not above its smallest
          """)
  void aMistakeOfOneFieldIsTold(String field, String right, String wrong, String said) {
    assertThat(saidOf(field, right)).noneMatch(words -> words.contains(said));
    assertThat(saidOf(field, wrong)).anyMatch(words -> words.contains(said));
  }

  private static List<String> saidOf(String field, String with) {
    String text = field.replaceFirst("<.*?>", with == null ? "" : with);
    String form = "{\"type\":\"default\",\"id\":\"example\",\"components\":[%s]}".formatted(text);
    List<Fault> faults = new ArrayList<>();
    check(
        "form",
        new FileSet.File("forms/example.form", form.getBytes(StandardCharsets.UTF_8)),
        faults);
    return faults.stream().map(Fault::problem).toList();
  }

  /** What a form that begins a case may not have, and what it alone may. */
  private static void asAskedAtTheStartAndLater(FileSet.File file, List<Fault> faults) {
    FormCheck check = new FormCheck(JsonText.mapper(), faults);
    check.check(file);
    check.onlyFlags(file.stem());
    check.noKey(file.stem());
  }

  private static void ofDiagram(
      FileSet.File file, List<Fault> faults, BiConsumer<Diagram, List<Fault>> check) {
    try {
      check.accept(Diagram.read(file), faults);
    } catch (SAXException | IOException e) {
      throw new AssertionError(file.name(), e);
    }
  }

  private static String ending(String rule) {
    return switch (rule) {
      case "table" -> "dmn";
      case "form" -> "form";
      default -> "bpmn";
    };
  }
}
