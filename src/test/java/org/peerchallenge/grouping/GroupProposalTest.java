package org.peerchallenge.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** The office has groups proposed, keeps some, tries again and uses them. */
class GroupProposalTest extends EngineTest {

  private static final String PAGE = "/arrangements/2019/proposal";
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

  @Autowired private Region region;
  @Autowired private CycleTables arrangements;
  @Autowired private Cycles cycles;
  @Autowired private TransactionTemplate transaction;
  @Autowired private WebApplicationContext application;
  private MockMvc pages;

  @BeforeEach
  void arrangeAYear() {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    new TestYear(region, arrangements, transaction)
        .region(7)
        .year()
        .group(1, "2019-02-15", "801", "802-803", "804", "805")
        .group(2, "2019-02-04", "806", "807");
  }

  @Test
  void proposedGroupsAreExplainedKeptAndUsed() throws Exception {
    assertThat(page(200, PAGE)).contains("Propose groups").doesNotContain("Use these groups");

    String proposed =
        page(
            200,
            PAGE,
            "go",
            "yes",
            "smallest",
            "3",
            "largest",
            "3",
            "neighbours",
            "APART",
            "away",
            "Ashshire: 2019-01-16 to 2019-02-20\neverybody: 2019-02-25",
            "keep-807",
            "2",
            "keepDay-2",
            "2019-02-04,facilitator-2");

    assertThat(proposed)
        .contains("Sizes, days off, shared directors and facilitators are all kept.")
        .contains("Nobody here was in one group last year.")
        .contains(">Keep Monday 4 February 2019, Person facilitator-2<");
    MockHttpServletRequestBuilder use = post("/arrangements/2019").principal(() -> "office");
    String form = proposed.substring(proposed.lastIndexOf("<form method=\"post\""));
    for (Matcher field = FIELD.matcher(form); field.find(); ) {
      use.param(field.group(1), field.group(2));
    }
    assertThat(pages.perform(use).andReturn().getResponse().getStatus()).isEqualTo(302);
    assertThat(cycles.group(TestYear.group(1)).members()).hasSize(3);
    assertThat(cycles.group(TestYear.group(2)).members())
        .hasSize(3)
        .contains(TestYear.entry("807"));
    assertThat(cycles.groupOf(TestYear.entry("801")).orElseThrow().day())
        .isAfter("2019-02-20")
        .isNotEqualTo("2019-02-25");
  }

  @Test
  void whatIsAskedWronglyIsSaidInWordsAndNothingIsSolved() throws Exception {
    assertThat(page(400, PAGE, "go", "yes", "smallest", "4", "largest", "3")).contains("greater");
    assertThat(page(400, PAGE, "go", "yes", "away", "half-term")).contains("Write days off as");
    assertThat(page(400, PAGE, "go", "yes", "away", "Nowhere: 2019-02-01")).contains("neither");
    assertThat(page(400, PAGE, "go", "yes", "from", "soon")).contains("A date is needed");
    for (String other : new String[] {"dcs-801", "lead", "facilitator-1"}) {
      assertThat(
              pages.perform(get(PAGE).principal(() -> other)).andReturn().getResponse().getStatus())
          .isEqualTo(404);
    }
  }

  private String page(int status, String path, String... fields) throws Exception {
    MockHttpServletRequestBuilder request = get(path).principal(() -> "office");
    for (int i = 0; i < fields.length; i += 2) {
      request.param(fields[i], fields[i + 1]);
    }
    MockHttpServletResponse answer = pages.perform(request).andReturn().getResponse();
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
    return answer.getContentAsString();
  }
}
