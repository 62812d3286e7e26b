package org.peerchallenge.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.operation.Retention.Rule;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What is personal goes at its time, the day before it does not, and what is kept is kept. */
class RetentionTest extends EngineTest {

  @Autowired private Retention retention;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  @BeforeEach
  void people() {
    new TestYear(region, tables, transaction).region(1);
  }

  /** A day before and a day after the rule's time. */
  private LocalDateTime at(Rule rule, boolean old) {
    return START.minus(rule.after()).plusDays(old ? -1 : 1);
  }

  private void insert(String sql, LocalDateTime at) {
    jdbc.sql(sql).param("at", Timestamp.from(instant(at))).update();
  }

  private void plant(boolean old) {
    String name = old ? "old" : "young";
    insert(
        """
        insert into notice (process_instance_id, activity_id, loop, recipient_email, recipient_name, template, state,
          subject, body_text, body_html, calendar, message_id, posted_at, next_attempt_at, link_path)
        values ('p', '%1$s', '', 'a@example.org', 'A', 't', 'sent', 's', 'words', 'words', 'c', '<%1$s@x>', :at, :at, '/')
        """
            .formatted(name),
        at(Rule.WORDS_OF_MAILS, old));
    insert(
        "insert into sign_in_link (token_hash, username, made_at) values ('"
            + name
            + "', 'dcs-801', :at)",
        at(Rule.SIGN_IN_LINKS, old));
    insert(
        """
        insert into sign_in_invitation (username, token_hash, invited_by, invited_at, expires_at, closed_at)
        values ('dcs-801', '%s', 'office', :at, :at, :at)
        """
            .formatted(name),
        at(Rule.INVITATIONS, old));
    insert(
        "insert into known_device (secret_hash, username, since) values ('"
            + name
            + "', 'dcs-801', :at)",
        at(Rule.DEVICES, old));
    insert(
        "insert into reminder (task_id, username, stage, at) values ('gone-"
            + name
            + "', 'dcs-801', 's', :at)",
        at(Rule.REMINDERS, old));
    insert(
        "insert into person (username, name, email) select 'left-%1$s', 'Left %1$s', 'left-%1$s@example.org' where :at is not null"
            .formatted(name)
            .replace(":at is", "cast(:at as timestamptz) is"),
        at(Rule.ADDRESSES, old));
    LocalDate until = at(Rule.ADDRESSES, old).toLocalDate();
    jdbc.sql(
            "insert into role_held (username, role, dfe_number, from_day, to_day) values (:who, 'team', '801', :from, :to)")
        .param("who", "left-" + name)
        .param("from", until.minusYears(1))
        .param("to", until)
        .update();
  }

  @Test
  void eachRuleTakesWhatIsOldAndNothingElse() {
    plant(true);
    plant(false);
    String kept = kept();

    Map<Rule, Integer> gone = retention.clearUp();

    assertThat(gone).allSatisfy((rule, rows) -> assertThat(rows).as(rule.words()).isEqualTo(1));
    assertThat(
            jdbc.sql("select activity_id from notice where body_text = 'words'")
                .query(String.class)
                .list())
        .containsExactly("young");
    assertThat(jdbc.sql("select count(*) from notice").query(Long.class).single()).isEqualTo(2);
    assertThat(
            jdbc.sql("select email from person where username like 'left-%' order by 1")
                .query(String.class)
                .list())
        .containsExactly("left-old@erased.invalid", "left-young@example.org");
    assertThat(kept()).as("names and what is open").isEqualTo(kept);
    assertThat(retention.clearUp()).allSatisfy((rule, rows) -> assertThat(rows).isZero());
  }

  private String kept() {
    return jdbc.sql("select string_agg(username || name, ',' order by username) from person")
        .query(String.class)
        .single();
  }

  @Test
  void whoHoldsARoleOrNeverHadOneKeepsTheirAddress() {
    region.addPerson(new Person("never-appointed", "Somebody Invented", "never@example.org"));

    retention.clearUp();

    assertThat(
            jdbc.sql("select count(*) from person where email like '%erased%'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aMailThatIsStillToGoKeepsItsWords() {
    plant(true);
    jdbc.sql("update notice set state = 'failed'").update();

    assertThat(retention.clearUp()).containsEntry(Rule.WORDS_OF_MAILS, 0);
    jdbc.sql("delete from notice").update();
  }
}
