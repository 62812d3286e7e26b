package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Output;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.engine.TableContract.Answer;
import org.springframework.beans.factory.annotation.Autowired;

class TableContractTest extends EngineTest {

  @Autowired private List<TableContracts> contracts;

  @Test
  void everyOutputOfEveryTableIsPromisedAndNoneElse() {
    Map<String, Set<String>> promised =
        promised().collect(Collectors.toMap(TableContract::table, one -> one.answers().keySet()));
    Map<String, Set<String>> there =
        FileSet.built().ending("dmn").stream()
            .collect(Collectors.toMap(FileSet.File::stem, TableContractTest::outputs));

    assertThat(promised).isEqualTo(there);
  }

  @Test
  void aWordIsRefusedFromTheLengthOnAtWhichItsColumnWouldRefuseIt() {
    Map<String, Integer> kept = new HashMap<>();
    promised()
        .flatMap(one -> one.answers().values().stream())
        .filter(answer -> !answer.column().isEmpty())
        .forEach(answer -> kept.put(answer.column(), answer.longest()));

    assertThat(kept).isNotEmpty();
    kept.forEach((column, longest) -> assertThat(length(column)).as(column).isEqualTo(longest));
  }

  @Test
  void whatIsWrongWithAnAnswerIsSaidInWords() {
    assertThat(Answer.text(3, "").fault("abc")).isEmpty();
    // One character for a reader and for PostgreSQL, two for Java.
    assertThat(Answer.text(3, "").fault("\uD83D\uDE00bc")).isEmpty();
    assertThat(Answer.text(10, "").fault("abcdefghijk"))
        .contains("“abcdefghij…” has 11 characters, at most 10 can be kept");
    assertThat(Answer.text().fault(null)).contains("the answer is missing");
    assertThat(Answer.text().fault(" ")).contains("the answer is empty");
    assertThat(Answer.text().fault(1)).hasValueSatisfying(f -> assertThat(f).contains("no text"));
    assertThat(Answer.word(Set.of("yes", "no")).fault("maybe"))
        .contains("“maybe” is none of no, yes");
    assertThat(Answer.words(Set.of("yes")).fault("yes"))
        .hasValueSatisfying(f -> assertThat(f).contains("is no list"));
    assertThat(Answer.numberOrNothing(1, 4).fault(null)).isEmpty();
    assertThat(Answer.numberOrNothing(1, 4).fault("3")).contains("“3” is no number");
  }

  private Stream<TableContract> promised() {
    return contracts.stream().flatMap(one -> one.contracts().stream());
  }

  private Integer length(String column) {
    String[] parts = column.split("\\.");
    return jdbc.sql(
            """
            select character_maximum_length from information_schema.columns
            where table_schema = current_schema() and table_name = ? and column_name = ?
            """)
        .param(parts[0])
        .param(parts[1])
        .query(Integer.class)
        .single();
  }

  private static Set<String> outputs(FileSet.File table) {
    return Dmn.readModelFromStream(new ByteArrayInputStream(table.bytes()))
        .getModelElementsByType(Output.class)
        .stream()
        .map(Output::getName)
        .collect(Collectors.toSet());
  }
}
