package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuidanceTest {

  private final Guidance guidance = new Guidance(new ObjectMapper());

  @Test
  void everyFormHasItsWordsOnceAndNoOtherIsNamed() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("forms"))) {
      assertThat(guidance.forms())
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".form"))
                  .map(name -> name.replace(".form", ""))
                  .toList());
    }
  }

  @Test
  void aSectionIsGuidedBeforeDuringAndAfter() {
    Guidance.Words words = guidance.of("write-strengths");

    assertThat(words.before()).isNotEmpty();
    assertThat(words.during()).anyMatch(line -> line.contains("no child"));
    assertThat(words.after()).isNotEmpty();
    assertThat(guidance.of("unknown").during()).isEmpty();
  }
}
