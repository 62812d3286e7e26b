package org.peerchallenge.tasklist.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every module of Tasklist's scripts reaches the browser, once. */
class ScriptBundleTest {

  private static final Path MODULES =
      Path.of(
          "src/main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts"
              + "/peer-challenge");
  private static final Pattern LATER = Pattern.compile("m\\.later\\('(\\w+)'\\)");

  private static final Pattern TAKEN = Pattern.compile("=(m\\.\\w+);");

  private final ScriptBundle bundle = new ScriptBundle();

  ScriptBundleTest() throws IOException {}

  @Test
  void everyModuleIsInOneOfTheTwoFilesAndFindsWhatItImports() throws IOException {
    String first = bundle.script(ScriptBundle.NAME).orElseThrow();
    String rest = bundle.script(ScriptBundle.REST).orElseThrow();
    assertThat(missing(first, first)).isEmpty();
    assertThat(missing(rest, first + rest)).isEmpty();
    try (Stream<Path> modules = Files.list(MODULES)) {
      for (String name : modules.map(path -> path.getFileName().toString()).toList()) {
        if (!List.of("all.js", "before-start.js").contains(name)) {
          assertThat(first.contains(held(name) + "=(()=>{"))
              .as(name)
              .isNotEqualTo(rest.contains(held(name) + "=(()=>{"));
        }
      }
    }
  }

  /** Modules that a text takes out of the first file, which does not put them in. */
  private static List<String> missing(String text, String first) {
    return TAKEN
        .matcher(text)
        .results()
        .map(one -> one.group(1))
        .filter(name -> !first.contains(name + "=(()=>{"))
        .toList();
  }

  @Test
  void whatIsAskedForLaterIsInTheRest() {
    String first = bundle.script(ScriptBundle.NAME).orElseThrow();
    String rest = bundle.script(ScriptBundle.REST).orElseThrow();
    List<String> later = LATER.matcher(first + rest).results().map(one -> one.group(1)).toList();
    assertThat(later).hasSizeGreaterThan(8).allMatch(name -> rest.contains("m." + name + "=(()"));
  }

  @Test
  void theyStandUnderTheVersionThatTheBrowserKeeps() {
    assertThat(bundle.script("config.js").orElseThrow())
        .contains("import('./peer-challenge.js?v=" + bundle.version() + "')");
    assertThat(bundle.script(ScriptBundle.NAME).orElseThrow())
        .contains("import('./later.js?v=" + bundle.version() + "')");
    for (String name : List.of(ScriptBundle.REST, "peer-challenge/before-start.js")) {
      assertThat(bundle.script(name).orElseThrow())
          .contains("/peer-challenge.js?v=" + bundle.version() + "'");
    }
  }

  /** Counted as it comes in {@code WeightAndSpeedIT}; said here at once. */
  @Test
  void whatTasklistStartsWithIsLight() {
    assertThat(
            Stream.of("config.js", ScriptBundle.NAME, "peer-challenge/before-start.js")
                .mapToInt(name -> bundle.script(name).orElseThrow().getBytes(UTF_8).length)
                .sum())
        .isLessThan(60_000);
  }

  private static String held(String name) {
    return "m." + name.replace(".js", "").replace('-', '_');
  }
}
