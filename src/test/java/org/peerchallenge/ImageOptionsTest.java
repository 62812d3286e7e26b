package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the image tells Java, which is started nowhere else with it but where Docker is. */
class ImageOptionsTest {

  @Test
  void javaTakesThemAndCompilesByTheQuickCompilerAlone() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The archive of classes is made by the build of the image.
    StockBenchmark.imagesOptions().stream()
        .filter(one -> !one.contains("Archive"))
        .forEach(command::add);
    command.addAll(List.of("-XX:MaxRAM=1g", "-XX:+PrintFlagsFinal", "-version"));
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said)
        .doesNotContain("warning")
        .containsPattern("TieredStopAtLevel += 1 ")
        .containsPattern("UseSerialGC += true ");
  }
}
