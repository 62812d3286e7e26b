package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DecisionDefinitionQuery;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.Test;
import org.peerchallenge.engine.DecisionTables.Row;

class DecisionTablesTest {

  private final RepositoryService repository = mock(RepositoryService.class);
  private final DecisionDefinitionQuery query = mock(DecisionDefinitionQuery.class, RETURNS_SELF);
  private final EngineAsSystem asSystem = mock(EngineAsSystem.class);
  private final DecisionTables tables =
      new DecisionTables(repository, asSystem, new RequestMemory(), List.of());

  DecisionTablesTest() {
    when(asSystem.run(any())).thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
    when(repository.createDecisionDefinitionQuery()).thenReturn(query);
    when(repository.getDecisionModel(any()))
        .thenAnswer(
            call ->
                getClass().getResourceAsStream("/decision-tables/" + call.getArgument(0) + ".dmn"));
  }

  @Test
  void everyRuleThatAppliesAnswersAndUnknownFactsFailNothing() {
    deployed("flags-1");
    assertThat(reasons(facts("low", 4, 3, 0.2, 0.3)))
        .containsExactly("among the weakest quarter", "worse for three years");
    assertThat(reasons(facts("low", 4, 0, null, null)))
        .containsExactly("among the weakest quarter");
    assertThat(reasons(facts("none", null, 0, null, null))).isEmpty();
  }

  @Test
  void aNewVersionOfTheTableCountsAtOnceAndIsReadOnce() {
    deployed("flags-1");
    reasons(facts("low", 4, 0, null, null));
    deployed("flags-2");
    assertThat(reasons(facts("low", 4, 0, null, null))).containsExactly("other words");
    reasons(facts("low", 4, 0, null, null));
    verify(repository, times(1)).getDecisionModel("flags-2");
  }

  @Test
  void aCaseKeepsTheTableThatWasDeployedWithItsDiagram() {
    ProcessDefinition began = mock(ProcessDefinition.class);
    when(began.getDeploymentId()).thenReturn("last year");
    when(repository.getProcessDefinition("running")).thenReturn(began);
    DecisionDefinition old = mock(DecisionDefinition.class);
    when(old.getId()).thenReturn("flags-1");
    doReturn(List.of(old)).when(query).list();
    deployed("flags-2");

    assertThat(
            tables.askOfCase("running", "indicator-flags", facts("low", 4, 0, null, null)).stream()
                .map(answer -> answer.get("reason")))
        .containsExactly("among the weakest quarter");
    verify(query).deploymentId("last year");
  }

  @Test
  void aTableThatIsNotDeployedIsNamed() {
    assertThatThrownBy(() -> reasons(facts("low", 4, 0, null, null)))
        .hasMessage("The decision table indicator-flags is not deployed");
  }

  @Test
  void theSameFactsAreWorkedOutOnce() {
    deployed("flags-1");
    List<Row> answered = rows(facts("low", 4, 0, null, null));
    assertThat(rows(facts("low", 1, 0, null, null))).isEmpty();
    assertThat(rows(facts("low", 4, 0, null, null))).isSameAs(answered).hasSize(1);
  }

  @Test
  void aTableThatAsksForTheDayIsAskedAnew() {
    deployed("flags-today");
    List<Row> answered = rows(facts("low", 4, 0, null, null));
    assertThat(rows(facts("low", 4, 0, null, null))).isNotSameAs(answered).isEqualTo(answered);
  }

  private List<Row> rows(Map<String, Object> facts) {
    return tables.rows("indicator-flags", facts);
  }

  private List<Object> reasons(Map<String, Object> facts) {
    return tables.ask("indicator-flags", facts).stream()
        .map(answer -> answer.get("reason"))
        .toList();
  }

  private static Map<String, Object> facts(
      String polarity, Integer quartile, int yearsWorsening, Double change, Double gap) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("polarity", polarity);
    facts.put("quartile", quartile);
    facts.put("yearsWorsening", yearsWorsening);
    facts.put("changeShare", change);
    facts.put("neighbourGapShare", gap);
    return facts;
  }

  private void deployed(String id) {
    DecisionDefinition definition = mock(DecisionDefinition.class);
    when(definition.getId()).thenReturn(id);
    doReturn(definition).when(query).singleResult();
  }
}
