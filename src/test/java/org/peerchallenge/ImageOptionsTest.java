package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the image tells Java, which is started nowhere else with it but where Docker is. */
class ImageOptionsTest {

  /** As the image gives them, in the environment: not every option counts from every variable. */
  @Test
  void javaTakesThemOnALargeMachineAndCompilesByTheQuickCompilerAlone() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:MaxRAM=64g",
            "-XX:+PrintFlagsFinal",
            "-version");
    // The archive of classes is made by the build of the image.
    builder
        .environment()
        .put(
            "JDK_JAVA_OPTIONS",
            StockBenchmark.imagesOptions().stream()
                .filter(one -> !one.contains("Archive"))
                .collect(Collectors.joining(" ")));
    Process java = builder.redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said)
        .doesNotContain("warning: ")
        .containsPattern("TieredStopAtLevel += 1 ")
        .containsPattern("UseSerialGC += true ")
        .containsPattern("UseCompressedOops += true ")
        // 22 MB, so that the old part of the heap holds what a start leaves.
        .containsPattern("NewSize += 23068672 ");
  }
}
