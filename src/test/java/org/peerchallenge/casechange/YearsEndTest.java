package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Whom a mail may go to is asked for the day of the mail, and not for today. */
class YearsEndTest extends TurnTest {

  private static final String ENTRY = "2019/801";

  @Test
  void theGroupOfTheDayOfTheMailCounts() throws Exception {
    doAll(task -> key(task).equals(ENTRY));
    assertThat(told("assessment-shared"))
        .contains("dcs-802@example.org", "facilitator-1@example.org");
    moveTo(today().plusDays(2));
    change("office", ENTRY, "change-group", "group", "2");
    assertThat(yearsEnd.toldAndShouldNotBe()).isEmpty();

    moveTo(today().plusDays(2));
    post("assessment-shared", "dcs-804", today());
    assertThat(yearsEnd.toldAndShouldNotBe()).isEmpty();

    post("assessment-shared", "dcs-802", today());
    assertThat(yearsEnd.toldAndShouldNotBe())
        .singleElement()
        .asString()
        .contains("to dcs-802@example.org");
  }

  @Test
  void aGuestCountsUntilItComesNoLonger() throws Exception {
    change("office", ENTRY, "visit-day", "group", "2");
    moveTo(today().plusDays(2));
    change("office", ENTRY, "end-visit", "group", "2");
    LocalDate ended = today();
    moveTo(today().plusDays(2));

    postAbout("2019/group-2", "agenda", "team-801", ended.minusDays(1));
    assertThat(yearsEnd.toldAndShouldNotBe()).isEmpty();

    postAbout("2019/group-2", "agenda", "team-801", today());
    assertThat(yearsEnd.toldAndShouldNotBe()).hasSize(1);
  }

  @Test
  void aDeputyCountsOnTheDaysAgreedAndWhoLeftNoLonger() throws Exception {
    LocalDate from = today();
    change(
        "office",
        "2019/804",
        "name-deputy",
        "held",
        "dcs/804/dcs-804",
        "deputy",
        "team-804",
        "from",
        from.toString(),
        "to",
        from.plusDays(5).toString());
    post("case-study-circulated", "team-804", from.plusDays(5));
    assertThat(yearsEnd.toldAndShouldNotBe()).isEmpty();

    post("case-study-circulated", "team-804", from.plusDays(6));
    assertThat(yearsEnd.toldAndShouldNotBe()).hasSize(1);

    change("office", "2019", "hand-over-everything", "leaver", "dcs-801", "successor", "team-801");
    post("sections-returned", "dcs-801", today().plusDays(2));
    assertThat(yearsEnd.toldAndShouldNotBe()).hasSize(2);
  }

  private java.util.List<String> told(String template) {
    return jdbc.sql("select recipient_email from notice where template = :template")
        .param("template", template)
        .query(String.class)
        .list();
  }

  private void post(String template, String to, LocalDate day) {
    postAbout(ENTRY, template, to, day);
  }

  private void postAbout(String key, String template, String to, LocalDate day) {
    jdbc.sql(
            """
            insert into notice (process_instance_id, activity_id, loop, recipient_email,
              recipient_name, template, subject, body_text, body_html, message_id, posted_at,
              next_attempt_at)
            select id_, 'example', :day::text, :to || '@example.org', :to, :template, '', '', '',
              gen_random_uuid(), :at, :at
            from act_hi_procinst where business_key_ = :key limit 1
            """)
        .param("day", day)
        .param("to", to)
        .param("template", template)
        .param("at", day.atTime(12, 0).atOffset(ZoneOffset.UTC))
        .param("key", key)
        .update();
  }
}
