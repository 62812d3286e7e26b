package org.peerchallenge.tasklist.web;

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
  private static final Pattern LATER =
      Pattern.compile("import\\('\\./(peer-challenge/[\\w-]+\\.js)\\?v=(\\w+)'\\)");

  private final ScriptBundle bundle = new ScriptBundle();

  ScriptBundleTest() throws IOException {}

  @Test
  void everyModuleIsInTheFirstFileOrAFileOfItsOwnAndNeverInBoth() throws IOException {
    String first = bundle.script(ScriptBundle.NAME).orElseThrow();
    try (Stream<Path> modules = Files.list(MODULES)) {
      for (String name : modules.map(path -> path.getFileName().toString()).toList()) {
        boolean inFirst = first.contains("modules['" + name + "'] = ") || name.equals("all.js");
        boolean alone = bundle.script("peer-challenge/" + name).isPresent();
        assertThat(inFirst).as(name).isNotEqualTo(alone);
      }
    }
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

  @Test
  void noModuleThatTheFirstFileHoldsIsAskedForAgain() {
    assertThat(bundle.script("peer-challenge/drafts-choice.js").orElseThrow())
        .contains("} = modules['make.js'];")
        .doesNotContain("from './make.js");
    assertThat(bundle.script("peer-challenge/all.js")).isEmpty();
    assertThat(bundle.script("../config.js")).isEmpty();
  }
}
