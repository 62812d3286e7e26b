package org.peerchallenge.cockpit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of notices says of each why it was sent, and of those that no step sent as well. */
class NoticeReasonsTest {

  private static final Pattern KEY = Pattern.compile("new NoticeKey\\(\\s*\"([^\"]+)\"");

  @Test
  void everyNoticeThatNoStepSendsHasItsReason() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        Matcher key = KEY.matcher(Files.readString(file));
        while (key.find()) {
          keys.add(key.group(1));
        }
      }
    }
    assertThat(keys).hasSizeGreaterThan(10).contains("meeting ");
    assertThat(keys)
        .allSatisfy(
            key ->
                assertThat(NoticesPage.whyWithoutStep(key))
                    .isNotEqualTo(NoticesPage.whyWithoutStep("f1d7-of-a-case")));
    assertThat(List.copyOf(NoticesPage.WITHOUT_STEP.keySet()))
        .as("a reason for keys that are not used")
        .allMatch(reason -> keys.stream().anyMatch(key -> key.startsWith(reason)));
  }
}
