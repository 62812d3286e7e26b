package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void aDiagramsChangesAreSaidAsThePanelNamesThem() throws Exception {
    assertThat(
            of(
                "processes/report-back.bpmn",
                t ->
                    t.replaceFirst("(userTask_checkFacts\"[^>]*)5 working days", "$17 working days")
                        .replace("${factCheck == 'disputed'}", "${factCheck == 'agreed'}")))
        .containsExactly(
            "“no” (flow_factsAgreed_answerDispute): condition was “${factCheck == 'disputed'}”,"
                + " is “${factCheck == 'agreed'}”",
            "“Check the facts of the report” (userTask_checkFacts): due date was “${dates.due('5"
                + " working days after today', execution)}”, is “${dates.due('7 working days after"
                + " today', execution)}”");
  }

  @Test
  void whatIsNewAndWhatIsGoneIsNamed() throws Exception {
    assertThat(of("forms/give-feedback.form", t -> t.replace("Field_hindered", "Field_harmed")))
        .containsExactly(
            "“What hindered? (optional)” (Field_harmed) is new",
            "“What hindered? (optional)” (Field_hindered) is gone");
  }

  @Test
  void whatModelerTicksAndListsIsSaidAsItShowsIt() throws Exception {
    assertThat(
            of(
                "forms/check-facts.form",
                t ->
                    t.replace("\"No, something is wrong\"", "\"No\"")
                        .replaceFirst("\"maxLength\": 2000", "\"maxLength\": 500")))
        .contains(
            "“Are the facts right?” (Field_factCheck): answers was “Yes (agreed), No, something is"
                + " wrong (disputed)”, is “Yes (agreed), No (disputed)”",
            "“Not right? Say what is correct” (Field_paragraphs_correction): maximum length was"
                + " “2000”, is “500”");
    assertThat(
            of(
                "processes/report-back.bpmn",
                t ->
                    t.replace(
                            "sourceRef=\"userTask_writeReport\""
                                + " targetRef=\"serviceTask_sendReportForChecking\"",
                            "sourceRef=\"userTask_writeReport\" targetRef=\"userTask_checkFacts\"")
                        .replaceFirst(
                            "(serviceTask_settleReport\"[^>]*)camunda:asyncBefore=\"true\"", "$1")))
        .containsExactly(
            "the arrow from “Write the report back” to “Send it to the host for checking”"
                + " (flow_writeReport_sendReportForChecking): leads to was “Send it to the host for"
                + " checking” (serviceTask_sendReportForChecking), is “Check the facts of the"
                + " report” (userTask_checkFacts)",
            "“Settle the report” (serviceTask_settleReport): asynchronous before was yes, is"
                + " empty");
  }

  @Test
  void aSymbolThatWasOnlyMovedIsNoDifference() throws Exception {
    assertThat(
            of(
                "processes/report-back.bpmn",
                t -> t.replaceFirst("<dc:Bounds x=\"\\d+\"", "<dc:Bounds x=\"1\"")))
        .isEmpty();
  }

  @Test
  void aCellIsNamedByItsRuleAndColumn() throws Exception {
    assertThat(of("processes/reminder-schedule.dmn", t -> t.replace("[3..7]", "[3..6]")))
        .containsExactly("rule 3, input column 2: cell was “[3..7]”, is “[3..6]”");
  }

  private static List<String> of(String name, UnaryOperator<String> change) throws Exception {
    FileSet.File old =
        FileSet.in(Path.of("")).files().stream()
            .filter(file -> file.name().equals(name))
            .findFirst()
            .orElseThrow();
    String text = new String(old.bytes(), StandardCharsets.UTF_8);
    String now = change.apply(text);
    assertThat(now).isNotEqualTo(text);
    return Difference.between(
        old, new FileSet.File(name, now.getBytes(StandardCharsets.UTF_8)), new ObjectMapper());
  }
}
