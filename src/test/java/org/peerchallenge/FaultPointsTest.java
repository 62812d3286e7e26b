package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every step of a form, an outbox, an import, a deployment, a signature or a document that writes
 * has a point at which tests can make it fail: read from the statements in the sources.
 */
class FaultPointsTest {

  private static final Path ROOMS = Path.of("src/main/java/org/peerchallenge");

  private static final List<String> SOURCES =
      List.of(
          "notice",
          "document",
          "benchmark/imports",
          "change",
          "engine/Messages.java",
          "engine/Submissions.java",
          "assessment/Sections.java",
          "assessment/Assessments.java");

  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"\\n(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

  private static final Pattern WRITES =
      Pattern.compile(
          "(insert into|update|delete from|truncate|merge into|do \\$\\$) .*|copy( .*)?"
              + "|with .*\\b(insert into|update|delete from) .*");

  @Test
  void everyStepHasAPointAndEveryPointIsAStep() throws IOException {
    List<String> statements = new ArrayList<>();
    for (String source : SOURCES) {
      try (Stream<Path> files = Files.walk(ROOMS.resolve(source))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          Matcher literal = LITERAL.matcher(Files.readString(file));
          while (literal.find()) {
            String plain =
                FaultPoint.plain(literal.group(1) == null ? literal.group(2) : literal.group(1));
            if (WRITES.matcher(plain).matches()) {
              statements.add(plain);
            }
          }
        }
      }
    }
    assertThat(statements)
        .as("steps without a point: add them to FaultPoint")
        .allMatch(one -> FaultPoint.of(one).isPresent());
    assertThat(FaultPoint.allBeginnings().filter(one -> !one.contains(" act_re_")))
        .as("points of no step: take them out of FaultPoint")
        .allMatch(beginning -> statements.stream().anyMatch(one -> one.startsWith(beginning)));
    System.out.printf(
        "%d steps that write, in %d named points%n", statements.size(), FaultPoint.values().length);
  }
}
