package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.web.util.HtmlUtils;

/** Holds the words that people read: one term for one thing, and plain sentences. */
class GlossaryTest {

  /** Plain English begins here. */
  private static final double LOWEST = 60;

  private static final int FEWEST_WORDS = 40;
  private static final String BEFORE = "peerchallenge.texts-before";
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z'’-]*");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{.*?}}|\\[\\[.*?]]|\\[\\(.*?\\)]|\\[[#/].*?]|\\]\\([^)]*\\)");

  /** A file's readability: words, and the Flesch reading ease. */
  private record Ease(String file, int words, double ease) {
    String say() {
      return "%d words, reading ease %.1f".formatted(words, ease);
    }
  }

  @Test
  void noTextUsesATermThatTheGlossaryRetires() throws IOException {
    List<String> retired = retired();
    assertThat(retired).hasSizeGreaterThan(20);
    List<String> found = new ArrayList<>();
    texts()
        .forEach(
            (file, lines) ->
                retired.forEach(
                    term -> {
                      Pattern pattern = pattern(term);
                      lines.stream()
                          .filter(line -> pattern.matcher(line).find())
                          .forEach(line -> found.add(file + ": “" + term + "” in: " + line));
                    }));
    assertThat(found).isEmpty();
  }

  /** All texts in one file, the hardest to read first, for people to read through. */
  @Test
  void everyTextIsEasyToRead() throws IOException {
    Map<String, List<String>> texts = texts();
    List<Ease> each = hardestFirst(texts);
    Files.write(
        Path.of("target/texts.txt"),
        each.stream()
            .filter(one -> one.words() > 0)
            .flatMap(
                one ->
                    Stream.concat(
                        Stream.of("", "== " + one.file() + ": " + one.say()),
                        lines(texts, one.file())))
            .toList());
    List<Ease> all = each.stream().filter(one -> one.words() >= FEWEST_WORDS).toList();
    Files.write(
        Path.of("target/readability.txt"),
        all.stream()
            .map(one -> "%.1f  %4d words  %s".formatted(one.ease(), one.words(), one.file()))
            .toList());
    System.out.printf(
        "Readability of %d files: lowest %.1f (%s), median %.1f%n",
        all.size(), all.get(0).ease(), all.get(0).file(), all.get(all.size() / 2).ease());
    assertThat(all).hasSizeGreaterThan(80);
    assertThat(all.stream().filter(one -> one.ease() < LOWEST).toList()).isEmpty();
  }

  /**
   * With -Dpeerchallenge.texts-before=COMMIT: the same texts as they were then and as they are now,
   * file by file, with how easy each is to read, in target/texts-before-and-after.txt.
   */
  @Test
  @EnabledIfSystemProperty(named = BEFORE, matches = ".+")
  void everyTextBesideWhatItWas() throws IOException, InterruptedException {
    Path then = Files.createTempDirectory(Path.of("target"), "texts-before");
    Process unpacked =
        new ProcessBuilder(
                "sh",
                "-c",
                "git archive \"$0\" forms processes src/main/resources/templates | tar -x -C \"$1\"",
                System.getProperty(BEFORE),
                then.toString())
            .inheritIO()
            .start();
    assertThat(unpacked.waitFor()).isZero();
    Map<String, List<String>> before = texts(then);
    Map<String, List<String>> now = texts();
    assertThat(before).as("texts of " + System.getProperty(BEFORE)).hasSizeGreaterThan(20);
    List<String> all = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    hardestFirst(now).forEach(one -> files.add(one.file()));
    hardestFirst(before).forEach(one -> files.add(one.file()));
    for (String file : files) {
      all.add("");
      all.add("==== " + file);
      for (var time : List.of(Map.entry("before", before), Map.entry("now", now))) {
        List<String> lines = time.getValue().get(file);
        all.add(
            "-- "
                + time.getKey()
                + ": "
                + (lines == null ? "there is none" : ease(file, lines).say()));
        lines(time.getValue(), file).forEach(all::add);
      }
    }
    Files.write(Path.of("target/texts-before-and-after.txt"), all);
  }

  private static List<Ease> hardestFirst(Map<String, List<String>> texts) {
    return texts.entrySet().stream()
        .map(entry -> ease(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingDouble(Ease::ease))
        .toList();
  }

  private static Stream<String> lines(Map<String, List<String>> texts, String file) {
    return texts.getOrDefault(file, List.of()).stream().filter(line -> !line.isBlank());
  }

  /** The second column of the glossary. */
  private static List<String> retired() throws IOException {
    return Files.readAllLines(Path.of("docs/glossary.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Say"))
        .map(line -> line.split("\\|")[2])
        .flatMap(column -> Arrays.stream(column.split(";")))
        .map(String::strip)
        .toList();
  }

  /** Initials as they are, everything else in whatever case. */
  private static Pattern pattern(String term) {
    boolean initials = term.equals(term.toUpperCase(java.util.Locale.ROOT));
    return Pattern.compile(
        "(?<![\\w-])" + Pattern.quote(term) + "(?![\\w-])",
        initials ? 0 : Pattern.CASE_INSENSITIVE);
  }

  /** What people read, by file. */
  private static Map<String, List<String>> texts() throws IOException {
    return texts(Path.of(""));
  }

  /** The same of the tree in a folder; named by its path there. */
  private static Map<String, List<String>> texts(Path root) throws IOException {
    Map<String, List<String>> texts = new TreeMap<>();
    ObjectMapper json = new ObjectMapper();
    for (Path file : files(root, "forms", ".form")) {
      JsonNode form = json.readTree(file.toFile());
      texts.put(
          root.relativize(file).toString(),
          Stream.of("text", "label", "description")
              .flatMap(key -> form.findValuesAsText(key).stream())
              .flatMap(String::lines)
              .toList());
    }
    for (Path file : files(root, "forms", ".yaml")) {
      texts.put(
          root.relativize(file).toString(),
          Files.readAllLines(file).stream()
              .filter(line -> line.matches("\\s+- .*|\\s+title: .*"))
              .map(line -> line.replaceFirst("^\\s*(- |title: )", ""))
              .toList());
    }
    for (Path file : files(root, "src/main/resources/templates", ".html")) {
      texts.put(root.relativize(file).toString(), ofMarkup(Files.readString(file)));
    }
    for (Path file : files(root, "src/main/resources/templates/notice", ".txt")) {
      texts.put(root.relativize(file).toString(), Files.readAllLines(file));
    }
    for (Path file : files(root, "processes", ".bpmn")) {
      texts.put(
          root.relativize(file).toString(),
          Pattern.compile("<bpmn:documentation[^>]*>(.*?)</bpmn:documentation>", Pattern.DOTALL)
              .matcher(Files.readString(file))
              .results()
              .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
              .toList());
    }
    return texts;
  }

  private static List<String> ofMarkup(String page) {
    String text =
        page.replaceAll("(?s)<!--.*?-->|<(script|style).*?</\\1>", "")
            .replaceAll("</(p|li|h\\d|td|th|dt|dd|option|button|a|summary|label|title)>", "\n")
            .replaceAll("<[^>]+>", "");
    return HtmlUtils.htmlUnescape(text).lines().map(String::strip).toList();
  }

  private static List<Path> files(Path root, String folder, String ending) throws IOException {
    Path from = root.resolve(folder);
    if (!Files.exists(from)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(from)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** 206.835 − 1.015 × words a sentence − 84.6 × syllables a word (Flesch, 1948). */
  private static Ease ease(String file, List<String> lines) {
    int words = 0;
    int sentences = 0;
    int syllables = 0;
    for (String line : lines) {
      for (String sentence : PLACEHOLDER.matcher(line).replaceAll("Kent").split("(?<=[.!?:])\\s")) {
        List<String> found =
            WORD.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toList());
        // Names of fields and columns are no sentences.
        if (found.size() >= 4) {
          words += found.size();
          sentences++;
          syllables += found.stream().mapToInt(GlossaryTest::syllables).sum();
        }
      }
    }
    return new Ease(
        file,
        words,
        sentences == 0 ? 100 : 206.835 - 1.015 * words / sentences - 84.6 * syllables / words);
  }

  /** Groups of vowels, without those that are not spoken at a word's end. */
  private static int syllables(String word) {
    String spoken =
        word.toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z]", "")
            .replaceAll("([^laeiouy]es|ed|[^laeiouy]e)$", "")
            .replaceAll("^y", "");
    return Math.max(1, (int) Pattern.compile("[aeiouy]{1,2}").matcher(spoken).results().count());
  }
}
