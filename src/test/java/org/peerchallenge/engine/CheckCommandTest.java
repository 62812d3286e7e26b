package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

  @TempDir private Path folder;

  @Test
  void theFoldersThemselvesAreCheckedAndTheExitCodeSaysWhetherTheyMayBeDeployed()
      throws IOException {
    copy();
    assertThat(run("--check=" + folder, "--in-use=" + folder))
        .isEqualTo(
            Map.entry(
                0,
                FileSet.in(folder).files().size()
                    + " files checked: 0 mistakes, 0 things to look at\n"));

    Path report = folder.resolve("processes/report-back.bpmn");
    Files.writeString(
        report, Files.readString(report).replace("${bestPractice}", "${bestPractise}"));
    Path sarif = folder.resolve("found.sarif");
    var found = run("--check=" + folder, "--in-use=" + folder, "--sarif=" + sarif);
    assertThat(found.getKey()).isEqualTo(1);
    assertThat(found.getValue())
        .contains("ERROR  processes/report-back.bpmn")
        .contains("“Practice to write up?” (gateway_bestPractice), arrow “yes”")
        .contains("do you mean “bestPractice”?")
        .contains("→ write the name");

    JsonNode result = new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/results/0");
    assertThat(result.at("/level").asText()).isEqualTo("error");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("processes/report-back.bpmn");
    assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText())
        .contains("gateway_bestPractice");
  }

  @Test
  void wordFilesOfDocumentsAreCheckedWithTheOthers() throws IOException {
    copy();
    Path words = Files.createDirectory(folder.resolve("documents")).resolve("report-back.docx");
    Files.copy(Path.of("documents/report-back.docx"), words);
    assertThat(run("--check=" + folder, "--in-use=" + folder).getKey()).isZero();
    Files.writeString(words, "no Word file");
    var found = run("--check=" + folder, "--in-use=" + folder);
    assertThat(found.getKey()).isEqualTo(1);
    assertThat(found.getValue())
        .contains("ERROR  " + words)
        .contains("it is not a whole Word file (.docx)");
  }

  @Test
  void aFolderWithoutFilesIsNoCleanSet() {
    assertThat(run("--check=" + folder).getKey()).isEqualTo(2);
  }

  @Test
  void theFoldersAreCheckedAgainWheneverAFileWasSaved() throws IOException {
    copy();
    Path report = folder.resolve("processes/report-back.bpmn");
    String sound = Files.readString(report);
    List<String> saved =
        new ArrayList<>(List.of(sound, sound.replace("${bestPractice}", "${bestPractise}"), sound));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int code =
        CheckCommand.watched(
            new String[] {"--check=" + folder, "--in-use=" + folder, "--watch"},
            new PrintStream(out, true, StandardCharsets.UTF_8),
            () -> !saved.isEmpty() && save(report, saved.remove(0)));

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("checked: ")))
        .as("what was saved unchanged is no reason to check")
        .extracting(line -> line.replaceFirst(".*checked: ", ""))
        .containsExactly(
            "0 mistakes, 0 things to look at",
            "1 mistake, 0 things to look at",
            "0 mistakes, 0 things to look at");
  }

  private static boolean save(Path file, String text) {
    try {
      Files.writeString(file, text);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy() throws IOException {
    for (FileSet.File file : FileSet.in(Path.of("")).files()) {
      Path copy = folder.resolve(file.name());
      Files.createDirectories(copy.getParent());
      Files.write(copy, file.bytes());
    }
  }

  private static Map.Entry<Integer, String> run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = CheckCommand.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
    return Map.entry(code, out.toString(StandardCharsets.UTF_8));
  }
}
