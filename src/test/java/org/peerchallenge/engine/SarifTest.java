package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What SARIF 2.1.0 and GitHub's code scanning demand of a file, member by member ("SARIF support
 * for code scanning", GitHub documentation).
 */
class SarifTest {

  @TempDir private Path folder;

  @Test
  void everyFindingHasItsRuleItsHelpAndItsPlaceInTheFile() throws IOException {
    int told = 0;
    for (PlantedFaultsTest.Planted planted :
        PlantedFaultsTest.mistakes().filter(one -> one.kind().hashCode() % 7 == 0).toList()) {
      FileSet files = PlantedFaultsTest.with(planted);
      write(files);
      List<FileCheck.Fault> faults = PlantedFaultsTest.CHECK.faults(files, PlantedFaultsTest.FILES);
      JsonNode log = new ObjectMapper().readTree(Sarif.of(faults, folder));
      told += checked(log, faults);
    }
    assertThat(told).isPositive();
  }

  @Test
  void theLineIsTheElementsOwn() throws IOException {
    FileSet files =
        PlantedFaultsTest.with(
            PlantedFaultsTest.mistakes()
                .filter(one -> one.kind().equals("an unknown date word"))
                .findFirst()
                .orElseThrow());
    write(files);
    String log = Sarif.of(PlantedFaultsTest.CHECK.faults(files, PlantedFaultsTest.FILES), folder);
    JsonNode region =
        new ObjectMapper()
            .readTree(log)
            .at("/runs/0/results/0/locations/0/physicalLocation/region");
    String line =
        Files.readAllLines(folder.resolve("processes/report-back.bpmn"))
            .get(region.path("startLine").asInt() - 1);
    assertThat(
            line.substring(
                region.path("startColumn").asInt() - 1, region.path("endColumn").asInt() - 1))
        .isEqualTo("id=\"userTask_writeReport\"");
  }

  @Test
  void aNameWithABlankIsAUri() throws IOException {
    List<FileCheck.Fault> faults = FileNames.besides(List.of("processes/report-back (1).BPMN"));
    JsonNode log =
        new ObjectMapper()
            .readTree(Sarif.of(faults.stream().map(one -> one.by("file-name")).toList(), folder));
    String uri =
        log.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri").asText();
    assertThat(URI.create(uri).getPath()).isEqualTo("processes/report-back (1).BPMN");
  }

  private int checked(JsonNode log, List<FileCheck.Fault> faults) throws IOException {
    assertThat(log.path("$schema").asText()).endsWith("sarif-2.1.0.json");
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    assertThat(log.path("runs")).hasSize(1);
    JsonNode driver = log.at("/runs/0/tool/driver");
    assertThat(driver.path("name").asText()).isNotBlank();
    List<String> rules = new ArrayList<>();
    for (JsonNode rule : driver.path("rules")) {
      rules.add(rule.path("id").asText());
      for (String text : List.of("shortDescription", "fullDescription", "help")) {
        assertThat(rule.path(text).path("text").asText()).hasSizeBetween(10, 1024);
      }
      assertThat(rule.at("/help/markdown").asText()).isNotBlank();
      assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning");
    }
    assertThat(rules).doesNotHaveDuplicates();
    JsonNode results = log.at("/runs/0/results");
    assertThat(results).hasSameSizeAs(faults);
    for (JsonNode result : results) {
      assertThat(result.path("ruleId").asText()).isIn(rules);
      assertThat(rules.get(result.path("ruleIndex").asInt()))
          .isEqualTo(result.path("ruleId").asText());
      assertThat(result.path("level").asText()).isIn("error", "warning");
      assertThat(result.at("/message/text").asText()).contains(" → ");
      JsonNode place = result.at("/locations/0/physicalLocation");
      URI uri = URI.create(place.at("/artifactLocation/uri").asText());
      assertThat(uri.isAbsolute()).isFalse();
      JsonNode region = place.path("region");
      assertThat(region.path("startLine").asInt()).isPositive();
      assertThat(region.path("startColumn").asInt()).isPositive();
      assertThat(region.path("endLine").asInt())
          .isGreaterThanOrEqualTo(region.path("startLine").asInt());
      assertThat(region.path("endColumn").asInt())
          .isGreaterThan(region.path("startColumn").asInt());
      Path file = folder.resolve(uri.getPath());
      if (Files.isRegularFile(file)) {
        assertThat(region.path("endLine").asInt())
            .isLessThanOrEqualTo(Math.max(1, (int) Files.lines(file).count()));
      }
    }
    return results.size();
  }

  private void write(FileSet files) throws IOException {
    for (FileSet.File file : files.files()) {
      Path to = folder.resolve(file.name());
      Files.createDirectories(to.getParent());
      Files.write(to, file.bytes());
    }
  }
}
