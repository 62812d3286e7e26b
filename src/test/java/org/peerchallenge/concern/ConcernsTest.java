package org.peerchallenge.concern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.CycleTables;
import org.peerchallenge.cycle.TestYear;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** A serious concern is its named readers' alone, and nothing else in the product knows of it. */
class ConcernsTest extends EngineTest {

  private static final String MARKER = "MARKER-77d2 an invented worry that names nobody";

  @Autowired private WebApplicationContext application;
  @Autowired private Region region;
  @Autowired private CycleTables tables;
  @Autowired private TransactionTemplate transaction;

  private MockMvc pages;

  @BeforeEach
  void aRegion() {
    pages = MockMvcBuilders.webAppContextSetup(application).build();
    new TestYear(region, tables, transaction)
        .region(3)
        .year()
        .group(1, "2019-02-15", "801", "802", "803");
  }

  @Test
  void whoWasNamedReadsItAndNobodyElseNotEvenTheOfficeOrAnAdministrator() throws Exception {
    String page = raise("facilitator-1", "lead");

    assertThat(body("facilitator-1", get(page), 200)).contains(MARKER);
    assertThat(body("lead", get(page), 200)).contains(MARKER);
    assertThat(body("lead", get("/"), 200)).contains("For you alone");
    List<String> others = new ArrayList<>(region.people().stream().map(Person::username).toList());
    others.removeAll(List.of("facilitator-1", "lead"));
    others.addAll(List.of("admin", "nobody"));
    for (String other : others) {
      body(other, get(page), 404);
      body(other, post(page + "/readers").param("reader", other), 404);
      body(other, post(page + "/steps").param("kind", "NOTE").param("words", "x"), 404);
      if (region.findPerson(other).isPresent()) {
        assertThat(body(other, get("/concerns"), 200)).doesNotContain(MARKER, page);
        assertThat(body(other, get("/"), 200)).doesNotContain("For you alone");
      }
    }
  }

  @Test
  void noOtherTableHoldsAWordOfItAndNoMailSaysWhatItIs() throws Exception {
    String page = raise("facilitator-1", "lead");
    body(
        "lead",
        post(page + "/steps")
            .param("kind", "AUTHORITY_TOLD")
            .param("day", "2018-11-30")
            .param("whom", "The director")
            .param("words", MARKER + " told"),
        302);
    for (String table :
        jdbc.sql(
                """
                select tablename from pg_tables where schemaname = 'public'
                  and tablename not like 'serious_concern%'
                """)
            .query(String.class)
            .list()) {
      assertThat(
              jdbc.sql("select count(*) from " + table + " t where t::text like '%MARKER-77d2%'")
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
    String mail = jdbc.sql("select subject || body_text from notice").query(String.class).single();
    assertThat(mail).doesNotContainIgnoringCase("concern", "Ashshire", "801", "worr");
  }

  @Test
  void pressedTwiceAtOnceItIsOneConcernAndItsNumberDoesNotCount() throws Exception {
    List<String> pages =
        java.util.stream.IntStream.range(0, 6)
            .parallel()
            .mapToObj(
                n -> {
                  try {
                    return raise("facilitator-1", "lead");
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                })
            .distinct()
            .toList();
    assertThat(pages).hasSize(1);
    assertThat(jdbc.sql("select count(*) from notice").query(Integer.class).single()).isEqualTo(1);
    for (int n = 0; n < 2; n++) {
      step(pages.get(0), "AUTHORITY_TOLD", "The director", "By telephone.", 302);
    }
    assertThat(jdbc.sql("select count(*) from serious_concern_step").query(Integer.class).single())
        .isEqualTo(1);

    long first = Long.parseLong(pages.get(0).replaceAll("\\D", ""));
    long second = Long.parseLong(raise("dcs-802", "lead").replaceAll("\\D", ""));
    assertThat(Math.abs(second - first)).isGreaterThan(1_000);
  }

  @Test
  void theListOfMailsSaysToNobodyElseThatSomebodyWasWrittenToForThemAlone() throws Exception {
    raise("facilitator-1", "lead");
    assertThat(body("office", get("/office/notices"), 200)).doesNotContain("For you alone");
    assertThat(body("lead", get("/notices/mine"), 200)).contains("or you alone");
    jdbc.sql("update notice set state = 'failed', last_error = 'An example'").update();
    assertThat(body("office", get("/office/notices"), 200)).contains("or you alone");
  }

  @Test
  void anotherIsNamedByAReaderAndWhatIsRecordedStays() throws Exception {
    String page = raise("dcs-802", "office");
    body("office", post(page + "/readers").param("reader", "dcs-801"), 302);
    assertThat(body("dcs-801", get(page), 200)).contains(MARKER);

    assertThatThrownBy(() -> jdbc.sql("update serious_concern set words = 'x'").update())
        .isInstanceOf(DataAccessException.class);
    assertThat(
            jdbc.sql("select string_agg(username, ',' order by id) from serious_concern_reading")
                .query(String.class)
                .single())
        .isEqualTo("dcs-801");
  }

  @Test
  void aThirdPartyIsToldAfterTheAuthorityOrWithAReasonAndEachIsDated() throws Exception {
    String page = raise("facilitator-2", "lead");
    assertThat(step(page, "THIRD_PARTY_TOLD", "Ofsted", "now", 400)).contains("told first");
    step(page, "AUTHORITY_TOLD", "The director", "By telephone.", 302);
    step(page, "THIRD_PARTY_TOLD", "Ofsted", "By letter.", 302);

    assertThat(body("lead", get(page), 200))
        .contains("30 November 2018: The authority was told", "30 November 2018: A third party");
    step(page, "THIRD_PARTY_TOLD", "", "By letter.", 400);
    step(page, "CLOSED", "", "Ofsted looks after it now.", 302);
    assertThat(body("lead", get(page), 200)).doesNotContain("Record what was done");
  }

  private String step(String page, String kind, String whom, String words, int status)
      throws Exception {
    return body(
        "lead",
        post(page + "/steps")
            .param("kind", kind)
            .param("day", "2018-11-30")
            .param("whom", whom)
            .param("words", words),
        status);
  }

  private String raise(String by, String reader) throws Exception {
    MockHttpServletResponse answer =
        pages
            .perform(
                post("/concerns")
                    .principal(() -> by)
                    .param("about", "801")
                    .param("words", MARKER)
                    .param("readers", reader))
            .andReturn()
            .getResponse();
    assertThat(answer.getStatus()).isEqualTo(302);
    return answer.getRedirectedUrl();
  }

  private String body(String who, MockHttpServletRequestBuilder request, int status)
      throws Exception {
    MockHttpServletResponse answer =
        pages.perform(request.principal(() -> who)).andReturn().getResponse();
    assertThat(answer.getStatus()).as(who).isEqualTo(status);
    return answer.getContentAsString();
  }
}
