package org.peerchallenge.benchmark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

class DataSheetPageTest extends EngineTest {

  @Autowired private WebApplicationContext application;

  @Test
  void theSheetOfNovember2018ShowsFiguresUpTo2018BesideTheOthers() throws Exception {
    String page = page("/data-sheets/846");
    keep(page);
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

  @Test
  void anotherYearCanBeAskedFor() throws Exception {
    assertThat(page("/data-sheets/846?year=2017")).contains("Figures of periods up to 2017");
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

  @Test
  void look() throws Exception {
    Path folder = Files.createDirectories(Path.of("target/pages"));
    for (String file : java.util.List.of("sheet.pdf", "sheet.xlsx", "figures.csv")) {
      for (String year : java.util.List.of("2018", "2025")) {
        Files.write(
            folder.resolve(year + "-" + file),
            mvc()
                .perform(
                    get("/data-sheets/846/" + file + "?year=" + year).principal(() -> "dcs-850"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray());
      }
    }
    Files.writeString(
        folder.resolve("data-sheet-2025.html"),
        page("/data-sheets/846?year=2025")
            .replaceAll("href=\"/assets/(\\w+.css)\"", "href=\"$1\""));
    Files.copy(
        Path.of("src/main/resources/static/assets/figures.css"),
        folder.resolve("figures.css"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  /** To look at: the page with its style beside it. */
  private static void keep(String page) throws Exception {
    Path folder = Files.createDirectories(Path.of("target/pages"));
    Files.writeString(
        folder.resolve("data-sheet.html"),
        page.replace("href=\"/assets/page.css\"", "href=\"page.css\""));
    Files.copy(
        Path.of("src/main/resources/static/assets/page.css"),
        folder.resolve("page.css"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
