package org.peerchallenge.operation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.Invariants;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.operation.Invariant;
import org.peerchallenge.operation.Vital;
import org.peerchallenge.operation.Vitals;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** The operator's page and the figures of monitoring say what the database holds. */
class OperationPageTest extends EngineTest {

  @Autowired private WebApplicationContext application;
  @Autowired private Vitals vitals;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  private MockMvc pages;

  @BeforeEach
  void people() {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    new TestYear(region, tables, transaction).region(1);
  }

  private String page(String who, String path, int status) throws Exception {
    var answer = pages.perform(get(path).principal(() -> who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(path + " as " + who).isEqualTo(status);
    return answer.getContentAsString();
  }

  @Test
  void theOfficeSeesItAndNobodyElse() throws Exception {
    assertThat(page("office", "/operation", 200)).contains("Steps whose time has come", "Nodes");
    for (String other : new String[] {"dcs-801", "team-801", "lead", "facilitator-1"}) {
      page(other, "/operation", 404);
    }
  }

  @Test
  @Invariants.Except(
      value = Invariant.JOBS_HAVE_RETRIES,
      because = "a failed job is what the page is to show")
  void whatFailedIsCountedAndSaid() throws Exception {
    assertThat(page("office", "/operation", 200)).doesNotContain("Look at it");
    jdbc.sql(
            """
            insert into act_ru_job (id_, rev_, type_, retries_, suspension_state_, create_time_)
            values ('failed', 1, 'message', 0, 1, now())
            """)
        .update();
    try {
      assertThat(vitals.take()).containsEntry(Vital.JOBS_FAILED, 1.0);
      assertThat(page("office", "/operation?check=now", 200))
          .contains("Look at it", "no job is without retries: ");
    } finally {
      jdbc.sql("delete from act_ru_job where id_ = 'failed'").update();
    }
    assertThat(page("office", "/operation?check=now", 200)).contains("All of it holds");
  }

  @Test
  void anUnsentMailHasAnAge() {
    jdbc.sql(
            """
            insert into notice (process_instance_id, activity_id, loop, recipient_email, recipient_name, template,
              subject, body_text, body_html, message_id, posted_at, next_attempt_at, link_path)
            values ('p', 'a', '', 'a@example.org', 'A', 't', 's', 'b', 'b', '<1@x>', :posted, :posted, '/')
            """)
        .param("posted", java.sql.Timestamp.from(instant(START.minusMinutes(90))))
        .update();

    assertThat(vitals.take())
        .containsEntry(Vital.NOTICES, 1.0)
        .containsEntry(Vital.NOTICES_OLDEST, 5400.0);
  }

  @Test
  void eachFigureGoesToPrometheusAndStandsInTheGuide() throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    vitals.bindTo(registry);
    String figures = registry.scrape();
    String guide = Files.readString(Path.of("docs/operation.md"));
    for (Vital vital : Vital.values()) {
      String name = "peerchallenge_" + vital.metric().replace('.', '_');
      assertThat(figures).contains("\n" + name + " ");
      assertThat(guide).as("docs/operation.md").contains("`" + name + "`");
    }
    assertThat(figures).contains("peerchallenge_database_up 1");
  }
}
