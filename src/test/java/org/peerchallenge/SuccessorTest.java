package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A copy of the tree can be rewritten for Operaton at any time; that it is built and walks a year
 * there is seen by the commands of docs/operation.md.
 */
class SuccessorTest {

  private static final Predicate<String> OLD_ENGINE =
      Pattern.compile("import (static )?org\\.camunda\\.(?!feel\\.).*").asMatchPredicate();
  private static final Predicate<String> CAMUNDA =
      Pattern.compile("camunda", Pattern.CASE_INSENSITIVE).asPredicate();

  @TempDir private Path folder;

  @Test
  void theRewrittenCopyNamesTheOldEngineNowhereInItsCode() throws Exception {
    Path copy = folder.resolve("copy");
    Process rewrite =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/successor/Operaton.java",
                copy.toString(),
                "--rewrite-only")
            .redirectErrorStream(true)
            .start();
    String said = new String(rewrite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(rewrite.waitFor()).as(said).isZero();
    assertThat(said).contains("files: packages and groups").contains("inner class");
    // Those of the expression language go by one name there.
    Matcher inner =
        Pattern.compile("inner class (?!org\\.camunda\\.bpm\\.impl\\.juel)\\S+\\.(\\w+)")
            .matcher(said);
    assertThat(inner.results().map(found -> found.group(1)))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(Files.readString(Path.of("docs/measurements/successor.md")))
                    .as("why the code uses an inner class of the engine")
                    .contains("`" + name + "`"));
    List<String> left = new ArrayList<>();
    try (Stream<Path> files = Files.walk(copy.resolve("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).stream()
            .filter(OLD_ENGINE)
            .forEach(line -> left.add(file.getFileName() + ": " + line));
      }
    }
    assertThat(left).isEmpty();
    assertThat(Files.readString(copy.resolve("pom.xml")))
        .contains("<groupId>org.operaton.bpm</groupId>")
        .doesNotContain("<groupId>org.camunda.bpm");
    // Tasklist's scripts are taken over as they are: they ask either build by its shape.
    try (Stream<Path> scripts = Files.walk(copy.resolve("src/main/resources/META-INF"))) {
      for (Path script : scripts.filter(file -> file.toString().endsWith(".js")).toList()) {
        assertThat(
                Files.readAllLines(script).stream().filter(line -> !line.strip().startsWith("//")))
            .as(script.getFileName().toString())
            .noneMatch(CAMUNDA);
      }
    }
    for (String diagram : List.of("processes/annual-cycle.bpmn", "forms/check-facts.form")) {
      assertThat(copy.resolve(diagram)).hasSameBinaryContentAs(Path.of(diagram));
    }
  }
}
