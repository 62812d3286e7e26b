package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages for whoever works on the code or runs it: links lead somewhere, lists are whole. */
class DocumentationTest {

  private static final Path RECORDS = Path.of("docs/adr");

  /** A link to a file of ours: its path, and the heading in it. */
  private static final Pattern LINK =
      Pattern.compile("]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

  private static final Pattern STATUS =
      Pattern.compile("\\*\\*Status\\.\\*\\* (\\w+), (\\d+ \\w+ \\d{4})\\.");

  private static final Pattern VERSION =
      Pattern.compile("## \\d+\\.\\d+\\.\\d+ - \\d{4}-\\d\\d-\\d\\d");

  @Test
  void everyLinkLeadsToAFileAndAHeadingInIt() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        Path target =
            link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
        boolean there =
            Files.exists(target)
                && (link.group(2) == null
                    || !target.toString().endsWith(".md")
                    || headings(target).contains(link.group(2)));
        if (!there) {
          broken.add(page + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyDecisionHasItsStatusAndDayAndIsInTheList() throws IOException {
    String list = Files.readString(RECORDS.resolve("README.md"));
    try (Stream<Path> records = Files.list(RECORDS)) {
      for (Path record : records.filter(one -> !one.endsWith("README.md")).toList()) {
        Matcher status = STATUS.matcher(Files.readString(record));
        assertThat(status.find()).as("%s says its status and day", record).isTrue();
        assertThat(list.lines().filter(line -> line.contains("(" + record.getFileName() + ")")))
            .as("%s in the list", record)
            .singleElement()
            .asString()
            .endsWith(
                "| %s | %s |".formatted(status.group(1).toLowerCase(Locale.ROOT), status.group(2)));
      }
    }
  }

  @Test
  void everyVersionOfTheChangelogHasItsNumberAndItsDay() throws IOException {
    assertThat(
            Files.readAllLines(Path.of("CHANGELOG.md")).stream()
                .filter(line -> line.startsWith("## ")))
        .isNotEmpty()
        .allMatch(line -> VERSION.matcher(line).matches());
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(Path.of(""));
        Stream<Path> docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs).filter(path -> path.toString().endsWith(".md")).toList();
    }
  }

  /** The addresses of a page's headings, as they are shown on the web. */
  private static Set<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+\\s*", "").replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1"))
        .map(line -> line.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", ""))
        .map(line -> line.replace(' ', '-'))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
