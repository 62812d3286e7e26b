package org.peerchallenge.improvement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.improvement.PlanRegion.YEAR;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** Who reads a plan when, and what the pages say. */
class PlanPageTest extends EngineTest {

  @Autowired TransactionTemplate transaction;
  @Autowired private WebApplicationContext application;
  @Autowired private Region region;
  @Autowired private Plans plans;
  @Autowired private PlanDocument document;
  @Autowired private Approvals approvals;
  @Autowired private FollowUps followUps;

  private MockMvc pages;

  @BeforeEach
  void drafted() throws Exception {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    new PlanRegion(region, jdbc, transaction).set();
    plans.gather(YEAR);
    plans.arrange(
        YEAR, List.of(new Theme("Workforce", "Many find it hard to recruit.", List.of())));
    plans.writeActions(
        YEAR,
        List.of(
            new Action(
                "Workforce",
                "Recruit together",
                "Programme office",
                Optional.of(EntryKey.of(PlanRegion.JOINT)),
                LocalDate.of(2019, 9, 30),
                "Fewer changes of social worker")));
    plans.writeSupport(
        YEAR,
        List.of(
            new Support(
                "One visit", "All entries", "Autumn", Optional.of(new BigDecimal("1200")))));
    document.keep(YEAR);
  }

  @Test
  void theDraftIsForTheOfficeAlone() throws Exception {
    assertThat(page("office", "")).contains("Recruit together", "Draft.", "£1,200.00");
    assertThat(page("lead", "")).contains("Recruit together");
    for (String other : List.of("dcs-850", "lead-member-921", "analyst", "data")) {
      assertThat(page(other, ""))
          .contains("There is no plan to read yet.", "22 March 2019")
          .doesNotContain("Recruit together", "Draft.");
      assertThat(status(other, "/document")).isEqualTo(404);
    }
  }

  @Test
  void whoeverIsAskedReadsWhatTheyAreAskedFor() throws Exception {
    approvals.open(YEAR);

    assertThat(page("dcs-850", "")).contains("Recruit together", "For approval.");
    assertThat(page("lead-member-921", "")).contains("0 of 18 directors agree");
    assertThat(page("analyst", ""))
        .contains("There is no plan to read yet.")
        .doesNotContain("Recruit together", "For approval.");
  }

  @Test
  void everybodyReadsThePublishedPlanWithItsApprovalsAndDissent() throws Exception {
    Round round = approvals.open(YEAR);
    approvals.answer(
        YEAR,
        round.number(),
        "lead-member-921",
        new Answer(
            "lead-member-921",
            "Person of the island",
            "lead-member",
            Optional.of("disagree"),
            Optional.of("agree"),
            Optional.of("An example of dissent <b>."),
            instant(START)));
    approvals.close(YEAR);
    plans.publish(YEAR);
    followUps.takeIn(YEAR);
    document.keep(YEAR);

    String page = page("analyst", "");
    assertThat(page)
        .contains("<strong>Published</strong>", "Person of the island", "No answer")
        .contains("An example of dissent &lt;b&gt;.")
        .contains("Not started");
    MockHttpServletResponse pdf = call("analyst", get("/plan/2019/document"));
    assertThat(pdf.getHeader("Content-Disposition")).contains("improvement-plan-2018-19.pdf");
    assertThat(pdf.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(new String(pdf.getContentAsByteArray(), 0, 5, StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");
  }

  @Test
  void findingsAndMatchesAreNeverForAnybodyButTheOffice() throws Exception {
    plans.publish(YEAR);
    for (String path : List.of("/findings", "/matches")) {
      assertThat(status("office", path)).isEqualTo(200);
      assertThat(status("dcs-850", path)).isEqualTo(404);
      assertThat(status("analyst", path)).isEqualTo(404);
    }
    assertThat(call("dcs-850", post("/plan/2019/matches")).getStatus()).isEqualTo(404);
    assertThat(call("office", post("/plan/2019/matches")).getStatus()).isEqualTo(302);
  }

  @Test
  void aYearThatIsNoneIsNotThere() throws Exception {
    assertThat(call("office", get("/plan/2018")).getStatus()).isEqualTo(404);
    assertThat(call("office", get("/plan/abc")).getStatus()).isEqualTo(404);
  }

  private String page(String username, String path) throws Exception {
    return call(username, get("/plan/2019" + path)).getContentAsString();
  }

  private int status(String username, String path) throws Exception {
    return call(username, get("/plan/2019" + path)).getStatus();
  }

  private MockHttpServletResponse call(String username, MockHttpServletRequestBuilder request)
      throws Exception {
    return pages.perform(request.principal(() -> username)).andReturn().getResponse();
  }
}
