package org.peerchallenge.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_SELF;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.function.Supplier;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DecisionDefinitionQuery;
import org.junit.jupiter.api.Test;
import org.peerchallenge.benchmark.FlagFacts;
import org.peerchallenge.engine.Unrestricted;

class DecisionTableFlagRuleTest {

  private final RepositoryService repository = mock(RepositoryService.class);
  private final DecisionDefinitionQuery query = mock(DecisionDefinitionQuery.class, RETURNS_SELF);
  private final Unrestricted unrestricted = mock(Unrestricted.class);
  private final DecisionTableFlagRule rule = new DecisionTableFlagRule(repository, unrestricted);

  DecisionTableFlagRuleTest() {
    when(unrestricted.ask(any())).thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
    when(repository.createDecisionDefinitionQuery()).thenReturn(query);
    when(repository.getDecisionModel(any()))
        .thenAnswer(
            call -> getClass().getResourceAsStream("/benchmark/" + call.getArgument(0) + ".dmn"));
  }

  @Test
  void everyReasonOfTheTableComesBackAndUnknownFactsFailNothing() {
    deployed("flags-1");
    assertThat(rule.reasons(new FlagFacts("low", 4, 3, 0.2, 0.3)))
        .containsExactly("among the weakest quarter", "worse for three years");
    assertThat(rule.reasons(new FlagFacts("low", 4, 0, null, null)))
        .containsExactly("among the weakest quarter");
    assertThat(rule.reasons(new FlagFacts("none", null, 0, null, null))).isEmpty();
  }

  @Test
  void aNewVersionOfTheTableCountsAtOnceAndIsReadOnce() {
    deployed("flags-1");
    rule.reasons(new FlagFacts("low", 4, 0, null, null));
    deployed("flags-2");
    assertThat(rule.reasons(new FlagFacts("low", 4, 0, null, null))).containsExactly("other words");
    rule.reasons(new FlagFacts("low", 4, 0, null, null));
    verify(repository, times(1)).getDecisionModel("flags-2");
  }

  @Test
  void aTableThatIsNotDeployedIsNamed() {
    assertThatThrownBy(() -> rule.reasons(new FlagFacts("low", 4, 0, null, null)))
        .hasMessage("The decision table indicator-flags is not deployed");
  }

  private void deployed(String id) {
    DecisionDefinition definition = mock(DecisionDefinition.class);
    when(definition.getId()).thenReturn(id);
    doReturn(definition).when(query).singleResult();
  }
}
