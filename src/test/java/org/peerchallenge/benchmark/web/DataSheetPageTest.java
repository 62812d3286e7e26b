package org.peerchallenge.benchmark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.benchmark.AsOf;
import org.peerchallenge.benchmark.DataSheet;
import org.peerchallenge.benchmark.DataSheets;
import org.peerchallenge.benchmark.Editions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class DataSheetPageTest extends EngineTest {

  @Autowired private WebApplicationContext application;
  @Autowired private DataSheets sheets;
  @Autowired private Editions editions;

  @Test
  void theSheetOfNovember2018ShowsFiguresUpTo2018BesideTheOthers() throws Exception {
    String page = page("/data-sheets/846");
    assertThat(page)
        .contains("<title>Data sheet: Brighton and Hove – Peer challenge</title>")
        .contains("Figures of periods up to 2018, as at 30 November 2018")
        .contains("Open Government Licence v3.0. Source: DfE / Ofsted.")
        .contains("as published today")
        .contains("9 July 2018", "Requires improvement to be good")
        .contains("<a class=\"skip-link\" href=\"#main\">")
        .contains("href=\"/assets/page.css\"")
        .contains("no direction", "42nd highest of 149")
        .doesNotContain("<script>", " style=", "th:text", ">2019<");
  }

  /** By this its workbook is not written again for the next who downloads it. */
  @Test
  void theSameSheetIsEqualAndAnotherComparatorMakesAnother() {
    AsOf asOf = AsOf.year(editions.current(), 2018);
    LocalDate day = START.toLocalDate();
    DataSheet sheet = sheets.of("846", asOf, day, Optional.empty()).orElseThrow();

    assertThat(sheet.rows()).isNotEmpty();
    assertThat(sheets.of("846", asOf, day, Optional.empty())).contains(sheet);
    assertThat(sheets.of("846", asOf, day, Optional.of("886")))
        .isPresent()
        .get()
        .isNotEqualTo(sheet);
  }

  @Test
  void anotherYearCanBeAskedFor() throws Exception {
    assertThat(page("/data-sheets/846?year=2017")).contains("Figures of periods up to 2017");
  }

  @Test
  void aTopicAComparatorAndAnOrderCanBeChosenWithoutAnyScript() throws Exception {
    String page =
        page(
            "/data-sheets/846?topic=Children's Services Workforce&compare=886&order=WEAKEST_FIRST");
    assertThat(page)
        .contains("By position in England, weakest first")
        .contains("data-label=\"Kent\"")
        .contains("data-code=\"Work_Force_TO_Rate\"")
        .doesNotContain("data-code=\"CIN\"");
    List<Integer> ranks =
        Pattern.compile("data-label=\"Position in England\"><span><span>(\\d+) of")
            .matcher(page)
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .toList();
    assertThat(ranks).hasSize(5).isSortedAccordingTo((a, b) -> b - a);
  }

  @Test
  void noColourAndNoQuarterWhereNoDirectionIsGood() throws Exception {
    String page = page("/data-sheets/846?year=2025");
    int without = 0;
    for (String row : page.split("<tr data-code=")) {
      if (row.contains("; no direction</span>")) {
        assertThat(row).doesNotContain("quarter", ">better<", ">worse<");
        without++;
      }
    }
    assertThat(without).isEqualTo(13);
    // Where there is a colour, there is its word.
    assertThat(page.split("class=\"quarter quarter-4\">").length)
        .isEqualTo(page.split("class=\"quarter quarter-4\">fourth quarter<").length);
  }

  @Test
  void theRegionStandsSideBySideByNameAndEveryIndicatorHasAPage() throws Exception {
    String table = page("/region/indicators?year=2025");
    assertThat(table).contains("South East side by side", "not a league table");
    List<String> indicators =
        Pattern.compile("href=\"/region/indicators/([a-z0-9-]+)\\?year=2025\"")
            .matcher(table)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(indicators).hasSize(43).doesNotHaveDuplicates();
    for (String indicator : indicators) {
      String view = page("/region/indicators/" + indicator + "?year=2025");
      assertThat(view.split("<svg class=\"years\"").length - 1).isEqualTo(20);
    }
    assertThat(page("/region/indicators/rereferral?year=2025")).contains(">46.7<", ">2016<");
    // A cell with a colour has its number; one without a direction has neither.
    assertThat(Pattern.compile("<td class=\"quarter-(\\d)\"").matcher(table).results())
        .isNotEmpty()
        .hasSize(
            (int) Pattern.compile("quarter </span>\\d</strong>").matcher(table).results().count());
    assertThat(page("/region/indicators?topic=Adoption")).doesNotContain(">Child Protection</h2>");
    mvc()
        .perform(get("/region/indicators/nothing").principal(() -> "dcs-846"))
        .andExpect(status().isNotFound());
    mvc().perform(get("/region/indicators")).andExpect(status().isUnauthorized());
  }

  @Test
  void anEditionThatDoesNotExistIsNotFound() throws Exception {
    for (String edition : List.of("0", "999999")) {
      mvc()
          .perform(get("/data-sheets/846?edition=" + edition).principal(() -> "dcs-846"))
          .andExpect(status().isNotFound());
    }
  }

  @Test
  void anAreaThatIsNoAuthorityHasNoSheetAndNobodyReadsUnsigned() throws Exception {
    mvc()
        .perform(get("/data-sheets/989").principal(() -> "dcs-846"))
        .andExpect(status().isNotFound());
    mvc()
        .perform(get("/data-sheets/x'y").principal(() -> "dcs-846"))
        .andExpect(status().isNotFound());
    mvc().perform(get("/data-sheets/846")).andExpect(status().isUnauthorized());
  }

  private String page(String path) throws Exception {
    return mvc()
        .perform(get(path).principal(() -> "dcs-850"))
        .andExpect(status().isOk())
        .andReturn()
        .getResponse()
        .getContentAsString(StandardCharsets.UTF_8);
  }

  private MockMvc mvc() {
    return MockMvcBuilders.webAppContextSetup(application).build();
  }
}
