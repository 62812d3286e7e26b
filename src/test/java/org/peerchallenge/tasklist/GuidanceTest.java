package org.peerchallenge.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.peerchallenge.assessment.SignatureOfRisk;

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

  @Test
  void everySignatureOfRiskHasHelpAndTheFormLinksToIt() throws IOException {
    String form = Files.readString(Path.of("forms/write-signatures-of-risk.form"));

    Guidance.Words words = guidance.of("write-signatures-of-risk");

    assertThat(words.topics())
        .extracting(Guidance.Topic::id, Guidance.Topic::title)
        .containsExactlyElementsOf(
            Arrays.stream(SignatureOfRisk.values())
                .map(one -> tuple(one.id(), one.title()))
                .toList());
    assertThat(words.topics())
        .allSatisfy(
            topic -> {
              assertThat(topic.ask()).hasSizeGreaterThan(2);
              assertThat(topic.evidence()).isNotEmpty();
              assertThat(topic.activity()).isNotBlank();
              assertThat(topic.impact()).isNotBlank();
              assertThat(form).contains("(/guidance/write-signatures-of-risk#" + topic.id() + ")");
            });
  }
}
