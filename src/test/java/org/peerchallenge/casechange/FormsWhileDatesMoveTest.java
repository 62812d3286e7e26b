package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.ShortForm.FULL;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.cycle.TestYear;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * People send forms while the office moves every date: neither ever fails the other. Two rounds in
 * the normal build, of first drafts and of amendments; five with the profile full.
 */
class FormsWhileDatesMoveTest extends TurnTest {

  private static final int PEOPLE = 6;

  /** Each but the last; the dates move once more while an amendment is written. */
  private static final List<String> DATES =
      List.of("2019-01-10", "2019-01-15", "2018-12-20", "2019-01-08");

  private static final List<Section> TEN =
      List.of(
          Section.CONTEXT,
          new Section("quality-and-impact"),
          Section.SIGNATURES_OF_RISK,
          Section.STRENGTHS,
          Section.DATA_AND_CONCLUSIONS,
          Section.SINCE_LAST_YEAR,
          Section.OFSTED_ISSUES,
          new Section("whole-story"),
          Section.OFFERS_AND_ASKS,
          Section.SHARING_AND_DECLARATION);

  @Autowired private Assessments assessments;

  @Test
  void formsAreSentWhileAllDatesMoveAgainAndAgainAndNothingFails() throws Exception {
    int sent = 0;
    for (String due : DATES.subList(0, FULL ? DATES.size() : 1)) {
      sent += sendAllWhile(() -> move(due));
      doAll(task -> task.getTaskDefinitionKey().matches("userTask_(readThrough|signOff.*)"));
      // All ten sections of each come back, for the next round.
      for (var entry : cycles.entries(TestYear.YEAR)) {
        transaction.executeWithoutResult(
            status -> assessments.askForAmendment(entry.key(), TEN, TEXT, "dcs-801"));
      }
      settle();
    }
    sent += sendAllWhile(() -> move("2019-01-21"));

    assertThat(sent).isGreaterThanOrEqualTo(FULL ? 200 : 80);
    assertThat(cycles.cycle(TestYear.YEAR).assessmentDue()).isEqualTo("2019-01-21");
    assertThat(runtimeService.createIncidentQuery().count()).isZero();
  }

  private void move(String due) {
    try {
      long id =
          propose(
              "office",
              "2019",
              "move-years-dates",
              "assessmentDue",
              due,
              "summit",
              LocalDate.parse(due).plusDays(75).toString(),
              "closes",
              "2019-08-30");
      for (int attempt = 0; attempt < 20; attempt++) {
        // People go on meanwhile, so that what would happen changes from look to look.
        if (confirmed("office", id).statusCode() == 302) {
          break;
        }
      }
      assertThat(requests.request(id).state()).isNotEqualTo(ChangeRequest.State.PROPOSED);
      settle();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends every open section and memorandum from several threads while something is done. */
  private int sendAllWhile(Runnable deed) throws Exception {
    Queue<Task> open = new ConcurrentLinkedQueue<>();
    taskService.createTaskQuery().initializeFormKeys().list().stream()
        .filter(
            task ->
                task.getTaskDefinitionKey().startsWith("userTask_write")
                    || task.getTaskDefinitionKey().equals("userTask_acceptMemorandum"))
        .forEach(open::add);
    AtomicInteger sent = new AtomicInteger();
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE + 1);
    try {
      List<Future<?>> all = new ArrayList<>();
      all.add(people.submit(deed));
      for (int i = 0; i < PEOPLE; i++) {
        all.add(
            people.submit(
                () -> {
                  for (Task task = open.poll(); task != null; task = open.poll()) {
                    fill(task);
                    sent.incrementAndGet();
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      // Nobody goes on after a failure: the next test has its own year.
      people.shutdownNow();
      assertThat(people.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
    settle();
    return sent.get();
  }
}
