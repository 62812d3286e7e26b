package org.peerchallenge.improvement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

class ImpactTest extends EngineTest {

  @Autowired private Region region;
  @Autowired private java.time.Clock clock;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Impact impact;
  @Autowired private StillValid stillValid;
  @Autowired private Register register;
  @Autowired private WebApplicationContext application;

  private MockMvc web;
  private long ask;
  private long offer;

  @BeforeEach
  void oneAskAndOneOffer() {
    beginBy("region of a plan", new PlanRegion(region, jdbc, transaction)::set);
    web = MockMvcBuilders.webAppContextSetup(application).build();
    ask = item("ask", "2019/870", "An example ask");
    offer = item("offer", "2019/886", "An example offer");
  }

  @Test
  void theOfficeBringsTwoSidesTogetherAndBothAreToldOnce() throws Exception {
    String path = "/register/2019/introductions";
    assertThat(send("dcs-870", path, "ask", ask, "offer", offer)).isEqualTo(404);
    assertThat(send("lead", path, "ask", ask, "offer", offer)).isEqualTo(404);
    assertThat(send("office", path, "ask", ask, "offer", offer)).isEqualTo(302);
    assertThat(send("office", path, "ask", ask, "offer", offer)).isEqualTo(302);
    assertThat(told("sides-introduced"))
        .containsExactlyInAnyOrder("dcs-870@example.org", "dcs-886@example.org");
    assertThat(
            jdbc.sql("select body_text from notice where template = 'sides-introduced'")
                .query(String.class)
                .list())
        .allSatisfy(
            text -> assertThat(text).contains("Reading", "Kent").doesNotContain("An example"));
    assertThat(register.find(ask).orElseThrow().state()).isEqualTo(RegisterItem.State.MATCHED);
    assertThat(open("/register/2019/impact", "dcs-936").getContentAsString())
        .contains("An example ask", "Brought together with Kent");

    register.withdraw(offer, "dcs-886");
    long other = item("ask", "2019/936", "Another example");
    assertThatThrownBy(() -> impact.introduce(PlanRegion.YEAR, other, offer, "office"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void eachAskIsFollowedToWhatCameOfItAfterThreeSixAndTwelveMonths() throws Exception {
    assertThat(due()).isEmpty();
    assertThatThrownBy(
            () ->
                impact.tell(
                    register.find(ask).orElseThrow(), 3, AskOutcome.What.ACTION, "x", "dcs-870"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not 3 months yet");
    for (int months : List.of(3, 6, 12)) {
      long listed = months == 3 ? 92 : months == 6 ? 184 : 367;
      jdbc.sql("update register_item set listed = :at where id = :id")
          .param("at", now().minusDays(listed))
          .param("id", ask)
          .update();
      assertThat(due()).containsExactly(months);
      String path = "/register/2019/" + ask + "/outcome";
      assertThat(send("dcs-886", path, "months", months, "what", "STORY")).isEqualTo(404);
      assertThat(send("office", path, "months", months, "what", "STORY")).isEqualTo(404);
      assertThat(send("dcs-870", path, "months", months, "what", "STORY")).isEqualTo(302);
      assertThat(due()).as("a story without words is none").containsExactly(months);
      assertThat(
              send("dcs-870", path, "months", months, "what", "STORY", "words", "Told <" + months))
          .isEqualTo(302);
      assertThat(due()).isEmpty();
    }
    assertThat(open("/register/2019/impact", "lead-member-936").getContentAsString())
        .contains("After 3 months", "Told &lt;3", "Told &lt;12");
    assertThat(impact.themes(PlanRegion.YEAR))
        .extracting(Impact.Theme::asks, Impact.Theme::offers, Impact.Theme::told)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 1, 1));
    assertThat(open("/register/2019/impact", "analyst").getStatus()).isEqualTo(404);
  }

  @Test
  void whatStandsForThreeMonthsIsAskedAboutOnceAQuarterInADigest() throws Exception {
    stillValid.post();
    assertThat(told("register-still-valid")).isEmpty();
    jdbc.sql("update register_item set changed = :at").param("at", now().minusDays(100)).update();
    stillValid.post();
    stillValid.post();
    assertThat(told("register-still-valid"))
        .containsExactlyInAnyOrder("dcs-870@example.org", "dcs-886@example.org");
    assertThat(
            jdbc.sql("select distinct state from notice where template = 'register-still-valid'")
                .query(String.class)
                .list())
        .containsExactly("waiting");
    assertThat(open("/register/2019", "dcs-870").getContentAsString()).contains("Still valid");
    send("dcs-870", "/register/2019/" + ask + "/validate");
    assertThat(open("/register/2019", "dcs-870").getContentAsString())
        .doesNotContain("Still valid");
  }

  private List<Integer> due() {
    return impact.asks(PlanRegion.YEAR).stream().flatMap(one -> one.due().stream()).toList();
  }

  private java.time.OffsetDateTime now() {
    return clock.instant().atOffset(java.time.ZoneOffset.UTC);
  }

  private long item(String kind, String entry, String title) {
    return jdbc.sql(
            """
            insert into register_item (kind, entry, title, state, source, listed, changed)
            values (:kind, :entry, :title, 'validated', 'an example', :now, :now) returning id
            """)
        .param("kind", kind)
        .param("entry", EntryKey.of(entry).value())
        .param("title", title)
        .param("now", now())
        .query(Long.class)
        .single();
  }

  private List<String> told(String template) {
    return jdbc.sql("select recipient_email from notice where template = :template order by id")
        .param("template", template)
        .query(String.class)
        .list();
  }

  private MockHttpServletResponse open(String path, String username) throws Exception {
    return web.perform(get(path).principal(() -> username)).andReturn().getResponse();
  }

  private int send(String username, String path, Object... form) throws Exception {
    MockHttpServletRequestBuilder request = post(path).principal(() -> username);
    for (int at = 0; at < form.length; at += 2) {
      request.param(form[at].toString(), form[at + 1].toString());
    }
    return web.perform(request).andReturn().getResponse().getStatus();
  }
}
