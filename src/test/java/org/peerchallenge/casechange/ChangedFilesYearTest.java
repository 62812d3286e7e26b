package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.Sampled;
import org.peerchallenge.ShortForm;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.Progress;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.ProposedFiles.Running;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.engine.TypicalChanges;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A real year, half of its work done, in which an analyst changes the files: preview, move, and the
 * walk to the end of the year. What was foretold happens, the change is lived through, and nobody
 * is stranded who was not named before. All changes run with the profile full.
 */
@Sampled(1)
class ChangedFilesYearTest extends TurnTest {

  /**
   * A change and its moment.
   *
   * @param when the day on which it is made; empty for the day on which the year begins, before
   *     anybody is asked for an entry
   * @param step what the walk must come to, or must not where the change removes it
   */
  private record Change(Optional<LocalDate> when, String step) {}

  private static final LocalDate WRITING = LocalDate.of(2018, 12, 4);
  private static final LocalDate DAY = LocalDate.of(2019, 2, 5);
  private static final LocalDate PLAN = LocalDate.of(2019, 3, 8);
  private static final int HALF = 50;

  private static final Map<String, Change> CHANGES =
      new TreeMap<>(
          Map.of(
              "a task renamed", new Change(Optional.of(DAY), "userTask_writeReport"),
              "a new task with a form", new Change(Optional.of(PLAN), "userTask_checkBudget"),
              "a new section", new Change(Optional.empty(), "userTask_writePartners"),
              "a removed step", new Change(Optional.of(WRITING), "userTask_recordCatchUp"),
              "a task split in two", new Change(Optional.of(PLAN), "userTask_checkBudget"),
              "another deadline", new Change(Optional.of(WRITING), "userTask_readThrough"),
              "a new approval", new Change(Optional.of(PLAN), "userTask_checkBudget"),
              "another row of a table", new Change(Optional.of(DAY), "userTask_writeReport"),
              "a field made required", new Change(Optional.of(PLAN), "userTask_followUpActions"),
              "a new notice", new Change(Optional.of(PLAN), "serviceTask_tellOfThemes")));

  @Autowired private ProposedFiles files;
  @Autowired private Replay replay;

  @AfterEach
  void theSetsOfOthersStay() {
    deleteOwnDeployments();
  }

  /** Small: what is tried is the change. */
  @Override
  protected void arrange() {
    testYear.region(3).year().group(1, "2019-02-04", "801", "802-803");
  }

  @Override
  protected void begin(String year) {
    beginYear(year, "nothing");
  }

  static Stream<String> changes() {
    return ShortForm.FULL ? CHANGES.keySet().stream() : Stream.of("a new task with a form");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aYearThatIsMovedHalfWayComesToItsEndAndLivesTheChange(String name) {
    Change change = CHANGES.get(name);
    FileSet set = TypicalChanges.all().get(name);
    long begin = System.nanoTime();
    if (change.when().isPresent()) {
      openYear("2019");
      halfWayTo(change.when().get());
    }

    ProposedFiles.Shown shown = files.of(set, Progress.UNSEEN);
    assertThat(shown.mayBeDeployed()).as(shown.findings().toString()).isTrue();
    long cases = runtimeService.createProcessInstanceQuery().count();
    assertThat(shown.cases()).hasSize((int) cases);
    String deployment = transaction.execute(status -> files.deploy(set, "test"));
    Date moved = ClockUtil.getCurrentTime();
    int stranded = move(shown.cases(), deployment);
    TreeSet<String> waited = new TreeSet<>();
    shown.cases().forEach(one -> waited.addAll(one.waitsAt()));

    if (change.when().isEmpty()) {
      openYear("2019");
    }
    walkToTheEnd();

    System.out.printf(
        "%s: %d cases at %d kinds of step, %d stranded and named, %d s%n",
        name, cases, waited.size(), stranded, (System.nanoTime() - begin) / 1_000_000_000);
    assertThat(runtimeService.createIncidentQuery().count()).isZero();
    assertThat(managementService.createJobQuery().noRetriesLeft().count()).isZero();
    assertThat(taskService.createTaskQuery().list())
        .as("tasks at which somebody is stranded")
        .extracting(Task::getName)
        .allMatch(left -> left.equals("Follow up actions and commitments"));
    assertLived(name, change, deployment, moved, stranded);
  }

  /** Half of the people do what they are asked; the others are late. */
  private void halfWayTo(LocalDate when) {
    for (LocalDate day = today(); day.isBefore(when); day = day.plusDays(7)) {
      moveTo(day);
      doAll(
          task ->
              Math.floorMod(task.getTaskDefinitionKey().hashCode() + key(task).hashCode(), 100)
                  < HALF);
    }
    moveTo(when);
  }

  /** Moves every case as the preview said; gives back how many it could not. */
  private int move(List<Running> predicted, String deployment) {
    int stranded = 0;
    for (Running one : predicted) {
      Optional<String> stays =
          transaction.execute(
              status -> {
                Optional<String> why = files.move(one.processInstance(), deployment);
                why.ifPresent(w -> status.setRollbackOnly());
                return why;
              });
      assertThat(stays.isEmpty())
          .as("%s of %s at %s: %s", one.businessKey(), one.diagram(), one.waitsAt(), stays)
          .isEqualTo(one.canMove());
      stays.ifPresent(why -> assertThat(one.verdict()).contains(why));
      stranded += one.stranded() ? 1 : 0;
      ProcessInstance now =
          runtimeService
              .createProcessInstanceQuery()
              .processInstanceId(one.processInstance())
              .singleResult();
      assertThat(
              repositoryService
                  .getProcessDefinition(now.getProcessDefinitionId())
                  .getDeploymentId()
                  .equals(deployment))
          .isEqualTo(one.canMove());
    }
    settle();
    return stranded;
  }

  private void assertLived(
      String name, Change change, String deployment, Date moved, int stranded) {
    long after =
        historyService
            .createHistoricActivityInstanceQuery()
            .activityId(change.step())
            .startedAfter(moved)
            .list()
            .stream()
            .filter(
                one ->
                    repositoryService
                        .getProcessDefinition(one.getProcessDefinitionId())
                        .getDeploymentId()
                        .equals(deployment))
            .count();
    if (name.equals("a removed step")) {
      assertThat(after).as("asked after it was removed").isZero();
    } else {
      assertThat(after).as("never came to %s", change.step()).isPositive();
      assertThat(stranded).isZero();
    }
    if (name.equals("a task renamed")) {
      assertThat(
              historyService
                  .createHistoricTaskInstanceQuery()
                  .taskDefinitionKey(change.step())
                  .list())
          .extracting(HistoricTaskInstance::getName)
          .contains("Write it");
    }
  }

  @Test
  void aWholeYearIsReplayedAndOnlyWhatAChangeMeansDiffers() {
    openYear("2019");
    // Past years of tests before are there too, all of the same day.
    String root =
        runtimeService
            .createProcessInstanceQuery()
            .processDefinitionKey("annual-cycle")
            .processInstanceBusinessKey(TestYear.YEAR.toString())
            .singleResult()
            .getId();
    walkToTheEnd();

    long begin = System.nanoTime();
    Replay.Result same = replay.of(files.inUse(), root, Progress.UNSEEN);
    System.out.printf(
        "A year replayed: %d deeds, %d tasks alike, %d differ, %d missed, %d s%n",
        same.events(),
        same.alike(),
        same.differing().size(),
        same.missed().size(),
        (System.nanoTime() - begin) / 1_000_000_000);
    assertThat(same.missed()).isEmpty();
    assertThat(same.differing()).isEmpty();

    Replay.Result earlier =
        replay.of(TypicalChanges.all().get("another deadline"), root, Progress.UNSEEN);
    assertThat(earlier.missed()).isEmpty();
    assertThat(earlier.differing())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.step()).isEqualTo("userTask_readThrough"));
    assertThat(earlier.alike() + earlier.differing().size()).isEqualTo(same.alike());
  }
}
