package org.peerchallenge.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.access.ReadingLog;
import org.peerchallenge.access.ReadingLog.What;
import org.peerchallenge.assessment.SignatureOfRisk;
import org.peerchallenge.challenge.EarlyWarnings.Line;
import org.peerchallenge.challenge.EarlyWarnings.Mention;
import org.peerchallenge.challenge.EarlyWarnings.Mild;
import org.peerchallenge.challenge.EarlyWarnings.Suggestion;
import org.peerchallenge.challenge.EarlyWarnings.Warnings;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class EarlyWarningsTest extends ChallengeTest {

  private static final CycleKey YEAR = CycleKey.of("2019");

  @Autowired private EarlyWarnings warnings;
  @Autowired private ReadingLog readings;
  @Autowired private WebApplicationContext application;

  @BeforeEach
  void oneIsSharedAndOneIsNot() {
    beginBy(
        "one is shared, one is not",
        () -> {
          open(READING, KENT);
          comeToTheDay(READING, KENT);
          recordSession(READING);
          sign(READING, true);
          sign(KENT, false);
        });
  }

  @Test
  void whatIsNamedRaisedAndSuggestedComesTogetherUnderItsSignature() {
    Warnings found = warnings.of(YEAR, "office");

    assertThat(line(found, SignatureOfRisk.WORKFORCE).named())
        .containsExactly(new Mention("Authority 870", "serious concern, concerns them most"));
    assertThat(line(found, SignatureOfRisk.BUDGET).raised())
        .containsExactly(new Mention("Authority 870", "An example note"));
    assertThat(line(found, SignatureOfRisk.PERFORMANCE).mild())
        .containsExactly(
            new Mild(
                "Authority 870",
                "No concern",
                List.of(
                    "Example indicator, 2018: 28.3; England 21.9 (an example reason)."
                        + " The authors have not answered.")));
    // One figure with one reason is what every authority has.
    assertThat(found.lines()).allMatch(line -> line.suggested().isEmpty());
    // A quiet signature comes last.
    assertThat(found.lines().get(10).signature()).isEqualTo(SignatureOfRisk.CHALLENGE_AND_FEEDBACK);
    assertThat(found.lines()).noneMatch(Line::isOfSeveral);
  }

  @Test
  void figuresSuggestASignatureWhereSeveralStandOutForSeveralReasons() {
    flag(READING, 2, "Child Protection", 3);
    flag(READING, 3, "Adoption", 4);
    flag(KENT, 2, "Adoption", 3);
    flag(KENT, 3, "Child Protection", 3);
    flag(KENT, 4, "Children Looked After", 3);
    flag(KENT, 5, "Children with SEN", 3);

    Warnings found = warnings.of(YEAR, "office");

    // Figures are public: what is not shared counts too. Of Reading two count, and it takes three.
    assertThat(line(found, SignatureOfRisk.PERFORMANCE).suggested())
        .containsExactly(new Suggestion("886", "Authority 886", 3));
    assertThat(line(found, SignatureOfRisk.LEADING_WITH_OTHERS).suggested())
        .containsExactly(new Suggestion("886", "Authority 886", 1));
    assertThat(line(found, SignatureOfRisk.BUDGET).suggested()).isEmpty();
    assertThat(found.authorities()).isEqualTo(2);
  }

  @Test
  void theAuthorityWithTheMostFiguresIsNamedFirst() {
    for (int place = 2; place <= 4; place++) {
      flag(READING, place, "Adoption", 3);
      flag(KENT, place, "Adoption", 3);
    }
    flag(KENT, 5, "Adoption", 3);

    assertThat(line(warnings.of(YEAR, "office"), SignatureOfRisk.PERFORMANCE).suggested())
        .extracting(Suggestion::dfeNumber)
        .containsExactly("886", "870");
  }

  @Test
  void whatIsNotSharedIsNotTold() {
    Warnings found = warnings.of(YEAR, "office");
    assertThat(found.read()).isEqualTo(1);
    assertThat(found.of()).isEqualTo(2);
    assertThat(found.lines().stream().flatMap(line -> line.named().stream()))
        .noneMatch(mention -> mention.entry().equals("Authority 886"));
    assertThat(found.lines().stream().flatMap(line -> line.mild().stream()))
        .noneMatch(mention -> mention.entry().equals("Authority 886"));

    // Taken back, it is gone from here too.
    jdbc.sql("update assessment set shared_version = null").update();
    assertThat(warnings.of(YEAR, "office").read()).isZero();
  }

  @Test
  void whoseWordsWereReadSeesIt() {
    int unshared = readings.count(KENT);
    warnings.of(YEAR, "office");

    assertThat(readings.latest(READING, 1))
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.what()).isEqualTo(What.WARNINGS);
              assertThat(read.version()).contains(1);
            });
    assertThat(readings.count(KENT)).isEqualTo(unshared);
  }

  @Test
  void onlyTheOfficeAndThePeerChallengeLeadOpenThePage() throws Exception {
    flag(KENT, 2, "Children with SEN", 3);
    assertThat(page("office").getContentAsString(StandardCharsets.UTF_8))
        .contains(
            "This rests on 1 of 2 self-assessments",
            "Authority 870: serious concern",
            "Suggested by figures (1 of 2 authorities)",
            "Each has a figure on it that stands out for at least 3 reasons.");
    for (String other :
        List.of("dcs-870", "team-870", "facilitator-2", "chief-executive-886", "nobody")) {
      assertThat(page(other).getStatus()).as(other).isEqualTo(404);
    }
  }

  private MockHttpServletResponse page(String username) throws Exception {
    return MockMvcBuilders.webAppContextSetup(application)
        .build()
        .perform(get("/early-warnings/2019").principal(() -> username))
        .andReturn()
        .getResponse();
  }

  private static Line line(Warnings warnings, SignatureOfRisk signature) {
    return warnings.lines().stream()
        .filter(line -> line.signature() == signature)
        .findFirst()
        .orElseThrow();
  }

  /** A figure that stands out for so many reasons. */
  private void flag(EntryKey entry, int place, String topic, int reasons) {
    jdbc.sql(
            """
            insert into flagged_indicator (entry, place, indicator, reasons, dfe_number, code, topic, figures)
            values (:entry, :place, 'Example indicator, 2018', :reasons, :dfe, 'EXAMPLE', :topic, '28.3')
            """)
        .param("entry", entry.value())
        .param("place", place)
        .param("reasons", String.join("; ", Collections.nCopies(reasons, "an example reason")))
        .param("dfe", entry.authorities().get(0))
        .param("topic", topic)
        .update();
  }

  /** A signed version whose ratings are an example. */
  private void sign(EntryKey entry, boolean shared) {
    jdbc.sql("insert into assessment (entry, opened_at) values (:entry, now())")
        .param("entry", entry.value())
        .update();
    jdbc.sql(
            """
            insert into assessment_version
              (entry, number, content, sha256, signer, signer_name, capacity, signed_at)
            values (:entry, 1, :content, encode(sha256(convert_to(:content, 'UTF8')), 'hex'), :signer, 'Example', 'PERMANENT', now())
            """)
        .param("entry", entry.value())
        .param(
            "content",
            """
            {"signatures-of-risk":{"mostConcerned":["workforce"],"performanceRating":"noConcern",
            "workforceRating":"seriousConcern"}}
            """)
        .param("signer", director(entry))
        .update();
    jdbc.sql(
            """
            insert into flagged_indicator (entry, place, indicator, reasons, dfe_number, code, topic, figures)
            values (:entry, 1, 'Example indicator, 2018', 'an example reason', :dfe, 'EXAMPLE',
              'Child Protection', '28.3; England 21.9')
            """)
        .param("entry", entry.value())
        .param("dfe", entry.authorities().get(0))
        .update();
    if (shared) {
      jdbc.sql("update assessment set shared_version = 1, shared_at = now() where entry = :entry")
          .param("entry", entry.value())
          .update();
    }
  }
}
