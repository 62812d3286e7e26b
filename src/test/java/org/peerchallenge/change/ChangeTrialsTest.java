package org.peerchallenge.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.change.Trial.Kind;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FileSet;
import org.peerchallenge.engine.ProposedFiles;
import org.peerchallenge.engine.Replay;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Trials of changed files beside requests: what fails is tried again, and told. */
class ChangeTrialsTest extends EngineTest {

  private static final String REPORT = "processes/report-back.bpmn";

  @Autowired private ChangeTrials trials;
  @Autowired private TrialTable table;
  @Autowired private Proposals proposals;
  @Autowired private ProposedFiles files;
  @Autowired private ChangeWords words;
  @Autowired private ApplicationEventPublisher events;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Region region;
  @Autowired private CycleTables tables;

  private final Replay replay = mock(Replay.class);
  private ChangeTrials failing;
  private long change;

  @BeforeEach
  void aChangeAndAReplayThatCanFail() {
    TestYear year =
        new TestYear(region, tables, transaction)
            .region(2)
            .year()
            .group(1, "2019-02-04", "801", "802");
    year.appoint("analyst", Role.ANALYST, null);
    change = proposals.bring(renamed(), "a test", "analyst");
    when(replay.past())
        .thenReturn(List.of(new Replay.Past("past", "report-back", "2019/801", clock())));
    failing = new ChangeTrials(table, files, proposals, replay, words, events, transactions);
  }

  private static java.time.Instant clock() {
    return instant(START);
  }

  @Test
  void whatRunningCasesWouldDoIsShownOnceItWasTried() {
    runtimeService.startProcessInstanceByKey("report-back", "2019/801");
    trials.preview(change, "analyst");
    trials.preview(change, "office");
    assertThat(newest(Kind.PREVIEW).isWaiting()).isTrue();

    assertThat(trials.runWaiting()).as("asked for twice, done once").isEqualTo(1);

    Trial done = newest(Kind.PREVIEW);
    assertThat(done.askedBy()).isEqualTo("analyst");
    assertThat(done.shown().orElseThrow().cases())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.canMove()).isTrue();
              assertThat(one.about()).endsWith(", 2018-19").doesNotContain("801");
              assertThat(one.waitsAt()).isEqualTo("Write the report back");
            });
    assertThat(trials.runWaiting()).isZero();
  }

  @Test
  void whatFailsIsTriedAgainAndItsResultIsShown() {
    when(replay.of(any(), any(), any()))
        .thenThrow(new IllegalStateException("the line is down"))
        .thenReturn(new Replay.Result(3, 2, List.of(), List.of()));
    failing.replay(change, "past", "analyst");

    failing.runWaiting();
    assertThat(newest(Kind.REPLAY).isWaiting()).isTrue();
    assertThat(newest(Kind.REPLAY).attempts()).isEqualTo(1);
    failing.runWaiting();

    Trial done = newest(Kind.REPLAY);
    assertThat(done.attempts()).isEqualTo(2);
    assertThat(done.shown().orElseThrow().deeds()).isEqualTo(3);
    assertThat(told()).isEmpty();
  }

  @Test
  void whatFailsThreeTimesIsToldToTheOffice() {
    when(replay.of(any(), any(), any())).thenThrow(new IllegalStateException("the line is down"));
    failing.replay(change, "past", "analyst");
    for (int i = 0; i < 3; i++) {
      assertThat(told()).isEmpty();
      failing.runWaiting();
    }

    Trial failed = newest(Kind.REPLAY);
    assertThat(failed.hasFailed()).isTrue();
    assertThat(failed.problem()).contains("failed three times").doesNotContain("line");
    assertThat(told()).singleElement().asString().contains("again with change " + change);
    assertThat(failing.runWaiting()).isZero();

    // And somebody asks for it again.
    failing.replay(change, "past", "analyst");
    assertThat(newest(Kind.REPLAY).isWaiting()).isTrue();
    assertThat(newest(Kind.REPLAY).attempts()).isZero();
  }

  @Test
  void whatNoOtherTryCouldMendIsSaidAtOnceInItsOwnWords() {
    when(replay.of(any(), any(), any())).thenThrow(new Refused("It cannot be tried: no start."));
    failing.replay(change, "past", "analyst");
    failing.runWaiting();

    assertThat(newest(Kind.REPLAY).problem()).isEqualTo("It cannot be tried: no start.");
    assertThatThrownBy(() -> failing.replay(change, "another", "analyst"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void whatANodeLeftIsTakenOverAndGivenUpAfterThreeTimes() {
    when(replay.of(any(), any(), any())).thenReturn(new Replay.Result(0, 0, List.of(), List.of()));
    failing.replay(change, "past", "analyst");
    left(1, "1 hour");
    assertThat(failing.runWaiting()).as("another node is at it").isZero();
    left(1, "-1 minute");
    assertThat(failing.runWaiting()).isEqualTo(1);
    assertThat(newest(Kind.REPLAY).shown()).isPresent();

    failing.replay(change, "past", "analyst");
    left(3, "-1 minute");
    assertThat(failing.runWaiting()).isZero();
    assertThat(newest(Kind.REPLAY).problem()).contains("stopped in the middle");
  }

  private void left(int attempts, String ago) {
    jdbc.sql(
            "update process_trial set attempts = :attempts,"
                + " taken_until = clock_timestamp() + cast(:ago as interval)")
        .param("attempts", attempts)
        .param("ago", ago)
        .update();
  }

  private Trial newest(Kind kind) {
    return trials.newest(kind, Optional.of(change)).orElseThrow();
  }

  private List<String> told() {
    return jdbc.sql("select body_text from notice where template = 'change-trouble'")
        .query(String.class)
        .list();
  }

  private FileSet renamed() {
    return files
        .inUse()
        .with(
            new FileSet(
                files.inUse().files().stream()
                    .filter(file -> file.name().equals(REPORT))
                    .map(
                        file ->
                            new FileSet.File(
                                REPORT,
                                new String(file.bytes(), StandardCharsets.UTF_8)
                                    .replace("Check the facts of", "See the facts of")
                                    .getBytes(StandardCharsets.UTF_8)))
                    .toList()));
  }
}
