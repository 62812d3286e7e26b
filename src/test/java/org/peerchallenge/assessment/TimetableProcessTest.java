package org.peerchallenge.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.kernel.Refused;
import org.springframework.beans.factory.annotation.Autowired;

class TimetableProcessTest extends AssessmentTest {

  private static final LocalDate WANTED = LocalDate.of(2019, 1, 14);

  @Autowired private Cycles cycles;

  @Test
  void anotherDateAgreedInAdvanceBecomesTheEntrysOwnAndAllDueDatesFollow() {
    ProcessInstance instance = start(BRIGHTON);
    timetables.ask(BRIGHTON, WANTED, "An inspection. An example.", "dcs-846");
    settle();
    Task decide = task(BRIGHTON.value(), "userTask_decideTimetable");
    assertThat(shown(decide))
        .containsEntry("wantedDate", "14 January 2019")
        .containsEntry("presentDue", "17 December 2018")
        .containsEntry("retrospective", false);
    decide(decide, "agree", "2019-01-14");

    assertThat(instance).hasPassed("serviceTask_applyTimetable", "endEvent_timetableDecided");
    assertThat(cycles.assessmentDue(BRIGHTON)).isEqualTo(WANTED);
    assertThat(task(BRIGHTON.value(), "userTask_writeContext").getDueDate())
        .isEqualTo(Date.from(instant(LocalDate.of(2018, 12, 28).atTime(17, 0))));
    assertThat(mailsTo("dcs-846", "timetable-decided")).hasSize(1);
    assertThat(mailsTo("team-846", "timetable-decided")).hasSize(1);
    writeAll(BRIGHTON);
    sendToDirector(BRIGHTON);
    assertThat(task(BRIGHTON.value(), "userTask_signOffSelfAssessment").getDueDate())
        .isEqualTo(Date.from(instant(WANTED.atTime(17, 0))));
  }

  @Test
  void aDeclinedDateChangesNothingAndItsReasonCanBeRead() {
    start(BRIGHTON);
    timetables.ask(BRIGHTON, WANTED, "An example.", "dcs-846");
    settle();
    decide(task(BRIGHTON.value(), "userTask_decideTimetable"), "decline", null);

    assertThat(cycles.assessmentDue(BRIGHTON)).isEqualTo(LocalDate.of(2018, 12, 17));
    Timetables.Request request = timetables.of(BRIGHTON).get(0);
    assertThat(request.decision()).contains(Timetables.Decision.DECLINED);
    assertThat(request.decisionReason()).contains("An example reason.");
    assertThat(mailsTo("dcs-846", "timetable-decided")).hasSize(1);
  }

  @Test
  void askedAfterTheDateItGoesTheSameWayAndIsMarkedAsRetrospective() {
    start(BRIGHTON);
    moveTo(LocalDate.of(2018, 12, 19));
    timetables.ask(BRIGHTON, WANTED, "An example.", "dcs-846");
    settle();
    Task decide = task(BRIGHTON.value(), "userTask_decideTimetable");
    assertThat(shown(decide)).containsEntry("retrospective", true);
    decide(decide, "agree", "2019-01-21");

    assertThat(cycles.assessmentDue(BRIGHTON)).isEqualTo(LocalDate.of(2019, 1, 21));
    assertThat(timetables.of(BRIGHTON).get(0).retrospective()).isTrue();
  }

  @Test
  void anotherDateCanBeAskedForAgainAndIsToldAgain() {
    start(BRIGHTON);
    for (int i = 0; i < 2; i++) {
      timetables.ask(BRIGHTON, WANTED.plusDays(i), "An example.", "dcs-846");
      settle();
      decide(task(BRIGHTON.value(), "userTask_decideTimetable"), "agree", "2019-01-1" + (4 + i));
    }

    assertThat(cycles.assessmentDue(BRIGHTON)).isEqualTo(WANTED.plusDays(1));
    assertThat(mailsTo("dcs-846", "timetable-decided")).hasSize(2);
  }

  @Test
  void whatCannotBeAskedForIsSaidInPlainWords() {
    assertThatThrownBy(() -> timetables.ask(BRIGHTON, WANTED, "An example.", "dcs-846"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("while the self-assessment is being written");
    start(BRIGHTON);
    assertThatThrownBy(
            () -> timetables.ask(BRIGHTON, LocalDate.of(2018, 11, 30), "An example.", "dcs-846"))
        .hasMessageContaining("still to come");
    assertThatThrownBy(() -> timetables.ask(BRIGHTON, WANTED, " ", "dcs-846"))
        .hasMessageContaining("a reason");
    timetables.ask(BRIGHTON, WANTED, "An example.", "dcs-846");
    assertThatThrownBy(() -> timetables.ask(BRIGHTON, WANTED, "An example.", "dcs-846"))
        .hasMessageContaining("asked for already");
  }

  @Test
  void aDateAfterTheReadingPackIsPointedOut() {
    start(BRIGHTON);
    timetables.ask(BRIGHTON, LocalDate.of(2019, 2, 20), "An example.", "dcs-846");
    settle();

    assertThat(shown(task(BRIGHTON.value(), "userTask_decideTimetable")).get("warning"))
        .isEqualTo(
            "The reading pack of the group goes out on 12 February 2019, before the date asked"
                + " for.");
  }

  private void decide(Task task, String decision, String date) {
    Map<String, Object> values = new HashMap<>();
    values.put("timetableDecision", decision);
    values.put("decisionReason", "An example reason.");
    if (date != null) {
      values.put("agreedDate", date);
    }
    send(task, "office", values);
  }
}
