package org.peerchallenge.tasklist.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every module of Tasklist's scripts reaches the browser, once. */
class ScriptBundleTest {

  private static final Path MODULES =
      Path.of(
          "src/main/resources/META-INF/resources/webjars/camunda/app/tasklist/scripts"
              + "/peer-challenge");
  private static final Pattern LATER =
      Pattern.compile("import\\('\\./([\\w-]+\\.js)\\?v=(\\w+)'\\)");

  private static final Pattern TAKEN = Pattern.compile("=(m\\.\\w+);");

  private final ScriptBundle bundle = new ScriptBundle();

  ScriptBundleTest() throws IOException {}

  @Test
  void everyModuleIsThereAndFindsWhatItImports() throws IOException {
    String first = bundle.script(ScriptBundle.NAME).orElseThrow();
    assertThat(missing(first, first)).isEmpty();
    try (Stream<Path> modules = Files.list(MODULES)) {
      for (String name : modules.map(path -> path.getFileName().toString()).toList()) {
        boolean inFirst =
            first.contains(held(name) + "=(()=>{")
                || name.equals("all.js")
                || name.equals("before-start.js");
        Optional<String> alone = bundle.script(name);
        assertThat(alone.isPresent()).as(name).isNotEqualTo(inFirst);
        alone.ifPresent(text -> assertThat(missing(text, first)).as(name).isEmpty());
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
  void whatIsLoadedLaterIsThereUnderTheVersionThatTheBrowserKeeps() {
    List<String> later =
        LATER
            .matcher(bundle.script(ScriptBundle.NAME).orElseThrow())
            .results()
            .peek(one -> assertThat(one.group(2)).isEqualTo(bundle.version()))
            .map(one -> one.group(1))
            .toList();
    assertThat(later).hasSizeGreaterThan(5).allMatch(name -> bundle.script(name).isPresent());
    assertThat(bundle.script("config.js").orElseThrow())
        .contains("import('./peer-challenge.js?v=" + bundle.version() + "')");
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

  @Test
  void noModuleThatTheFirstFileHoldsIsAskedForAgain() {
    assertThat(bundle.script("drafts-choice.js").orElseThrow())
        .contains("}=m.make;")
        .doesNotContain("from './make.js");
    assertThat(bundle.script("../config.js")).isEmpty();
  }

  private static String held(String name) {
    return "m." + name.replace(".js", "").replace('-', '_');
  }
}
