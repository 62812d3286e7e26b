package org.peerchallenge.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.operation.Invariant.ENGINE_TABLES;
import static org.peerchallenge.operation.Invariant.HASHES;
import static org.peerchallenge.operation.Invariant.JOBS_HAVE_RETRIES;
import static org.peerchallenge.operation.Invariant.NOTICE_KEYS;
import static org.peerchallenge.operation.Invariant.TASKS_HAVE_PEOPLE;
import static org.peerchallenge.operation.Invariant.TOKEN_AND_TABLE;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.operation.Invariant.Broken;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Each invariant can fail: every test plants what breaks one, looks, and takes it back. */
class InvariantsTest extends EngineTest {

  private static final String CASE = "2019/846";
  private static final String PROSE = "A story of some length, invented for a test.";

  @Autowired private TransactionTemplate transaction;

  private Deployment deployment;

  /** A self-assessment whose token waits, and a task of a clerk who does not exist. */
  @BeforeEach
  void aCase() {
    deployment =
        repositoryService
            .createDeployment()
            .addModelInstance(
                "planted.bpmn",
                Bpmn.createExecutableProcess("planted")
                    .camundaHistoryTimeToLive(1)
                    .startEvent()
                    .userTask("userTask_planted")
                    .camundaAssignee("${clerk}")
                    .endEvent()
                    .done())
            .deploy();
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility)
            values ('2019', '2018-12-17', '2019-03-20', '2019-08-31', 'GROUP')
            """)
        .update();
    jdbc.sql("insert into entry (key, cycle) values ('2019/846', '2019')").update();
    jdbc.sql("insert into assessment (entry, opened_at) values ('2019/846', now())").update();
  }

  @AfterEach
  void removeDeployment() {
    repositoryService.deleteDeployment(deployment.getId(), true);
  }

  @Test
  void aRowThatNoTokenFollowsIsBroken() {
    runtimeService.startProcessInstanceByKey("self-assessment", CASE);

    assertThat(
            brokenAfter(
                "delete from act_ru_job",
                "insert into section_request (entry, section, asked_at, round)"
                    + " values ('2019/846', 'strengths', now(), 1)"))
        .containsExactly(TOKEN_AND_TABLE);
  }

  @Test
  void aTokenThatItsRowForbidsIsBroken() {
    runtimeService.startProcessInstanceByKey("self-assessment", CASE);

    assertThat(
            brokenAfter(
                "delete from act_ru_job",
                "update assessment set withdrawn_at = now() where entry = '2019/846'"))
        .containsExactly(TOKEN_AND_TABLE);
  }

  @Test
  void aStepThatIsStillToRunMayBeInBetween() {
    runtimeService.startProcessInstanceByKey("self-assessment", CASE);

    assertThat(brokenAfter("update assessment set withdrawn_at = now() where entry = '2019/846'"))
        .isEmpty();
  }

  @Test
  void aTaskOfNobodyIsBroken() {
    runtimeService.startProcessInstanceByKey("planted", CASE, Map.of("clerk", "admin"));

    assertThat(brokenAfter()).isEmpty();
    assertThat(brokenAfter("update act_ru_task set assignee_ = 'left-long-ago'"))
        .containsExactly(TASKS_HAVE_PEOPLE);
    assertThat(brokenAfter("update act_ru_task set assignee_ = null"))
        .containsExactly(TASKS_HAVE_PEOPLE);
  }

  @Test
  void aJobWithoutRetriesIsBroken() {
    runtimeService.startProcessInstanceByKey("self-assessment", CASE);

    assertThat(brokenAfter("update act_ru_job set retries_ = 0 where process_instance_id_ <> ''"))
        .containsExactly(JOBS_HAVE_RETRIES);
  }

  @Test
  void aSignedVersionWithAnotherTextIsBroken() {
    String version =
        """
        insert into assessment_version (entry, number, content, sha256, signer, signer_name, capacity, signed_at)
        values ('2019/846', 1, 'text', '%s', 'anna', 'Anna', 'INTERIM', now())
        """;

    assertThat(brokenAfter(version.formatted("0".repeat(64)))).containsExactly(HASHES);
    assertThat(
            brokenAfter(
                version.formatted(
                    "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1")))
        .isEmpty();
  }

  @Test
  void aNoticeKeyThatIsThereTwiceIsBroken() {
    String constraint =
        jdbc.sql(
                """
                select conname::text from pg_constraint
                where conrelid = 'notice'::regclass and contype = 'u'
                """)
            .query(String.class)
            .single();
    String notice =
        """
        insert into notice (process_instance_id, activity_id, loop, recipient_email, recipient_name, template,
          subject, body_text, body_html, message_id, posted_at, next_attempt_at)
        values ('one', 'two', '', 'anna@example.org', 'Anna', 'task-digest', '', '', '', '%s', now(), now())
        """;

    assertThat(
            brokenAfter(
                "alter table notice drop constraint " + constraint,
                notice.formatted("first"),
                notice.formatted("second")))
        .containsExactly(NOTICE_KEYS);
  }

  @Test
  void proseInAVariableIsBroken() {
    runtimeService.startProcessInstanceByKey(
        "planted", CASE, Map.of("clerk", "admin", "story", PROSE));

    assertThat(brokenAfter()).isEmpty();
    assertThat(
            brokenAfter(
                """
                insert into submission (business_key, form, task_id, task_key, content, author, sent_at)
                values ('2019/846', 'form', '1', 'task', '{"story": ["%s"]}', 'anna', now())
                """
                    .formatted(PROSE)))
        .containsOnly(ENGINE_TABLES);
  }

  /** What is broken after these statements, which are then taken back. */
  private List<Invariant> brokenAfter(String... statements) {
    return transaction.execute(
        status -> {
          for (String statement : statements) {
            jdbc.sql(statement).update();
          }
          List<Invariant> broken =
              Invariants.broken(jdbc).stream().map(Broken::invariant).distinct().toList();
          status.setRollbackOnly();
          return broken;
        });
  }
}
