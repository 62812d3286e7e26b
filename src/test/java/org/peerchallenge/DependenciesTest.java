package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Parts that are kept newer than Spring Boot names them do not fall back. */
class DependenciesTest {

  private static final Pattern LINE =
      Pattern.compile("(?m)^\\| ([a-z0-9-]+) \\| ([0-9.]+) \\| [0-9.]+ \\|$");
  private static final Pattern JAR =
      Pattern.compile("(.+?)-([0-9][0-9.]*?)(?:\\.(?:Final|RELEASE))?\\.jar");

  @Test
  void nothingOnTheClassPathIsOlderThanThePageSays() throws IOException {
    Map<String, String> there =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> JAR.matcher(Path.of(entry).getFileName().toString()))
            .filter(java.util.regex.Matcher::matches)
            .collect(Collectors.toMap(jar -> jar.group(1), jar -> jar.group(2), (a, b) -> a));
    Map<String, String> wanted =
        LINE.matcher(Files.readString(Path.of("docs/dependencies.md")))
            .results()
            .collect(
                Collectors.toMap(
                    line -> line.group(1), (MatchResult line) -> line.group(2), (a, b) -> a));
    assertThat(wanted).hasSizeGreaterThan(8);

    Map<String, String> older = new TreeMap<>();
    wanted.forEach(
        (part, least) -> {
          String version = there.getOrDefault(part, "0");
          if (Version.parse(version).compareTo(Version.parse(least)) < 0) {
            older.put(part, version + " instead of " + least);
          }
        });
    assertThat(older).isEmpty();
  }
}
