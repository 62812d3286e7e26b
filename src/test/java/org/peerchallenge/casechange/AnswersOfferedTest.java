package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerchallenge.ShortForm.FULL;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerchallenge.Sampled;
import org.peerchallenge.challenge.Attendee;
import org.peerchallenge.challenge.SessionNotes;
import org.peerchallenge.challenge.SessionRecords.AffirmedStrength;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.challenge.Teams;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.improvement.Action;
import org.peerchallenge.improvement.Plans;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Forms whose answers are people, authorities or groups, opened again after a turn changed these.
 * What was said before stays an answer; what cannot hold any more is asked anew; every form can be
 * sent as it opens ({@link org.peerchallenge.engine.FormFiller} refuses one that cannot).
 */
@Sampled(2)
class AnswersOfferedTest extends TurnTest {

  private static final EntryKey MOVED = TestYear.entry("804");
  private static final EntryKey PEER = TestYear.entry("805");
  private static final GroupKey FIRST = TestYear.group(1);

  @Autowired private Sessions sessions;
  @Autowired private Teams teams;
  @Autowired private Plans plans;

  /** What becomes of the peer; the first in the full form alone. */
  static List<String> ofPeer() {
    return FULL ? List.of("stays in the year", "withdraws") : List.of("withdraws");
  }

  /** The session was noted in one group, and is noted again in another. */
  @ParameterizedTest
  @MethodSource("ofPeer")
  void whoAffirmedAStrengthStaysAnAnswerInAnotherGroup(String peer) throws Exception {
    change("office", MOVED.value(), "change-group", "group", "1");
    if (peer.equals("withdraws")) {
      change("office", PEER.value(), "withdraw");
    }
    Task session = awaited("userTask_recordSession", MOVED);
    transaction.executeWithoutResult(
        status -> sessions.record(FIRST, MOVED, notes(PEER), "facilitator-1"));

    fill(session);

    assertThat(sessions.notes(MOVED).orElseThrow().strengths().get(0).affirmedBy())
        .containsExactly(PEER.value());
  }

  /** Somebody has the form open while the office moves a member away. */
  @Test
  void whatIsChosenInAnOpenFormAndNotOfferedAnyMoreIsSaidWithTheWayOn() throws Exception {
    Task session = awaited("userTask_recordSession", TestYear.entry("801"));
    change("office", "2019/802-803", "withdraw");

    assertThatThrownBy(
            () ->
                send(
                    session,
                    "facilitator-1",
                    java.util.Map.of(
                        "concerns",
                        TEXT,
                        "strengths",
                        List.of(
                            java.util.Map.of(
                                "title", TEXT, "affirmedBy", List.of("2019/802-803"))))))
        .isInstanceOf(FormRejected.class)
        .hasMessageContaining("open it again");
    fill(session);
  }

  @Test
  void anActionOfAnEntryThatWithdrewStaysInThePlan() throws Exception {
    Task draft = awaited("userTask_draftPlan", null);
    transaction.executeWithoutResult(
        status ->
            plans.writeActions(
                TestYear.YEAR,
                List.of(
                    new Action(
                        plans.plan(TestYear.YEAR).themes().get(0).title(),
                        TEXT,
                        "The director",
                        Optional.of(PEER),
                        LocalDate.of(2019, 6, 3),
                        TEXT))));
    change("office", PEER.value(), "withdraw");

    fill(draft);

    assertThat(plans.plan(TestYear.YEAR).actions().get(0).entry()).contains(PEER);
  }

  /** A role is no matter of what was said: who has none any more is not invited unseen. */
  @Test
  void whoseRoleEndedIsAskedForAnewAndNotInvited() throws Exception {
    Task team = awaited("userTask_nameTeam", MOVED);
    GroupKey group = TestYear.group(2);
    transaction.executeWithoutResult(
        status -> {
          testYear.appoint("second-804", Role.TEAM, "804");
          teams.name(
              group, MOVED, "dcs-804", List.of("team-804", "second-804"), List.of(), "dcs-804");
          region.end("second-804", Role.TEAM, "804", today().minusDays(1));
        });

    fill(team);

    assertThat(teams.of(group, MOVED))
        .flatExtracting(one -> one.username().stream().toList())
        .doesNotContain("second-804")
        .contains("dcs-804");
    assertThat(teams.of(group, MOVED)).anyMatch(Attendee::leads);
  }

  /** The open task of that step, once the year has come so far; everything else is done. */
  private Task awaited(String step, EntryKey entry) {
    for (LocalDate day = today(); day.isBefore(closes()); day = day.plusDays(STEP)) {
      moveTo(day);
      doAll(one -> !one.getTaskDefinitionKey().equals(step));
      for (Task one : taskService.createTaskQuery().taskDefinitionKey(step).list()) {
        Task task =
            taskService.createTaskQuery().taskId(one.getId()).initializeFormKeys().singleResult();
        if (entry == null || entry.value().equals(taskService.getVariable(task.getId(), "entry"))) {
          return task;
        }
      }
    }
    throw new AssertionError("The year did not come to " + step);
  }

  private static SessionNotes notes(EntryKey affirmedBy) {
    return new SessionNotes(
        TEXT,
        List.of(),
        List.of(),
        null,
        List.of(new AffirmedStrength(TEXT, null, List.of(affirmedBy.value()))),
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of());
  }
}
