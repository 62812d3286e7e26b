package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the addresses in the documents: a file that is named exists, and so does one linked to. The
 * list of mistakes names files that are wrong.
 */
class DocumentedPathsTest {

  private static final Pattern NAMED =
      Pattern.compile("`((?:src|docs|processes|forms|docker)/[A-Za-z0-9_./-]*)[ `]");

  private static final Pattern LINKED = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

  /** What recipes have their readers make. */
  private static final List<String> TO_BE_MADE =
      List.of("forms/check-budget.form", "forms/write-digital-practice.form");

  @Test
  void everyFileThatADocumentNamesExists() throws IOException {
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path document : documents()) {
      String text = Files.readString(document);
      for (String path : all(NAMED, text)) {
        named++;
        boolean planted = document.endsWith("mistakes.md");
        if (!planted && !Files.exists(Path.of(path)) && !TO_BE_MADE.contains(path)) {
          missing.add(document + " names " + path);
        }
      }
      for (String link : all(LINKED, text)) {
        named++;
        if (!Files.exists(document.toAbsolutePath().resolveSibling(link))) {
          missing.add(document + " links to " + link);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(100);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> top = Files.list(Path.of("."));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }
}
