package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.TrialRuns.Deed;
import org.peerchallenge.engine.TrialRuns.Shown;
import org.peerchallenge.engine.TrialRuns.State;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A case of a proposed set, played in the sandbox. */
class TrialRunsTest extends EngineTest {

  @Autowired private TrialRuns runs;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  private final List<Deed> deeds = new ArrayList<>();
  private FileSet set = FileSet.built();

  @BeforeEach
  void aYear() {
    new TestYear(region, tables, transaction).region(2).year().group(1, "2019-02-04", "801", "802");
  }

  @AfterEach
  void end() {
    runs.close("me");
    runs.close("me again");
  }

  @Test
  void anEntryIsPlayedFromItsSectionsToTheEndAndNothingOfOursIsTouched() {
    State state = begin("self-assessment", "2019/801");
    assertThat(state.tasks()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(state.tasks()).allMatch(task -> task.who().equals("team-801"));
    assertThat(state.tasks().get(0).due()).isPresent();

    while (state.tasks().stream().anyMatch(task -> task.name().startsWith("Write"))) {
      state = answer(state.tasks().get(0), Map.of());
    }
    state = answer(only(state, "Read the whole"), Map.of("readThroughDecision", "send"));
    Shown sign = only(state, "Sign off the self-assessment");
    assertThat(sign.who()).isEqualTo("dcs-801");
    assertThat(sign.questions())
        .anySatisfy(
            question -> {
              assertThat(question.key()).isEqualTo("signOffDecision");
              assertThat(question.answers())
                  .extracting(Sandbox.Answer::value)
                  .contains("sign", "return");
            });
    state = answer(sign, Map.of("signOffDecision", "sign"));
    assertThat(state.log()).anyMatch(line -> line.contains("Share the self-assessment"));
    assertThat(state.log())
        .as("in the words of forms, never by keys")
        .anyMatch(
            line ->
                line.contains("Done: “Sign off the self-assessment”, with “Your decision” ")
                    && !line.contains("signOffDecision"));
    assertThat(state.messages())
        .isNotEmpty()
        .noneMatch(message -> message.words().contains("peerchallenge."));
    assertThat(state.choices())
        .extracting(Sandbox.Choice::words)
        .contains("May writing begin?")
        .allMatch(words -> words.endsWith("?"));
    assertThat(state.log()).noneMatch(line -> line.contains("could not go on"));

    assertThat(runtimeService.createProcessInstanceQuery().count()).isZero();
    assertThat(taskService.createTaskQuery().count()).isZero();
    assertThat(jdbc.sql("select count(*) from notice").query(Long.class).single()).isZero();
    assertThat(jdbc.sql("select count(*) from assessment_version").query(Long.class).single())
        .isZero();
  }

  @Test
  void timeGoesOnFromTimerToTimerAndNeverBack() {
    State state = begin("report-back", "2019/801");
    state = answer(only(state, "Write the report back"), Map.of());
    assertThat(only(state, "Check the facts of the report").who()).isEqualTo("dcs-801");
    assertThat(state.timers()).isNotEmpty();
    var when = state.timers().get(0).when();
    state = act(new Deed("timer", "timer", 0, new TreeMap<>()));
    assertThat(state.now()).isEqualTo(when.toInstant());
    assertThat(state.log()).noneMatch(line -> line.contains("could not go on"));
    assertThat(state.log()).anyMatch(line -> line.contains("Timer: “5 working days"));
    assertThat(state.tasks()).noneMatch(task -> task.name().startsWith("Check the facts"));
    // The real clock stands where it stood.
    assertThat(org.camunda.bpm.engine.impl.util.ClockUtil.getCurrentTime().toInstant())
        .isEqualTo(instant(START));
  }

  @Test
  void aProposedStepIsAskedAndAnotherNodeGoesOnFromWhatWasDone() {
    set = TypicalChanges.all().get("a new approval");
    begin("improvement-plan", "2019");
    State state = runs.after("me", set, deeds);
    state = answer(only(state, "Arrange the findings under themes"), Map.of());
    Shown budget = only(state, "Check the budget");
    state = answer(budget, Map.of("budgetDecision", "change"));
    assertThat(only(state, "Arrange the findings under themes").who()).isEqualTo("office");

    State other = runs.after("me again", set, deeds);
    assertThat(other.log()).isEqualTo(state.log());
    assertThat(other.tasks()).isEqualTo(state.tasks());
  }

  @Test
  void whatWasPutAwayIsSaidAndDoneAgain() {
    begin("report-back", "2019/801");
    assertThat(runs.now("me", deeds)).isPresent();
    runs.close("me");
    assertThat(runs.now("me", deeds)).isEmpty();
    runs.after("me", set, deeds);
    assertThat(runs.now("me", deeds)).isPresent();
  }

  @Test
  void whatCannotBeTriedIsSaid() {
    assertThatThrownBy(() -> runs.after("me", set, List.of())).isInstanceOf(Refused.class);
  }

  private State begin(String diagram, String about) {
    TreeMap<String, String> values = new TreeMap<>();
    values.put("case", about);
    values.put("ENTRY", "2019/801");
    values.put("GROUP", "2019/group-1");
    values.put("PERSON", "dcs-801");
    values.put("CANDIDATES", "dcs-801");
    values.put("REVIEW", "1");
    values.put("CASE_STUDY", "1");
    return act(new Deed("begin", diagram, 0, values));
  }

  private State answer(Shown task, Map<String, String> answers) {
    return act(new Deed("answer", task.step(), task.index(), new TreeMap<>(answers)));
  }

  private State act(Deed deed) {
    deeds.add(deed);
    return runs.after("me", set, deeds);
  }

  private static Shown only(State state, String name) {
    assertThat(state.tasks()).extracting(Shown::name).contains(name);
    return state.tasks().stream()
        .filter(task -> task.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
