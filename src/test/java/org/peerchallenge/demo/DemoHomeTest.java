package org.peerchallenge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.kernel.Refused;

class DemoHomeTest {

  @TempDir private Path folder;

  @Test
  void aSecondDemoOnTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    Path home = folder.resolve("var");
    try (DemoHome first = DemoHome.claim(home, 0)) {
      Files.writeString(home.resolve("postmaster.pid"), "1");

      assertThatThrownBy(() -> DemoHome.claim(home, 0))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("already running on " + home)
          .message()
          .doesNotContain("\n");
      assertThat(first).isNotNull();
      assertThat(Files.readString(home.resolve("postmaster.pid"))).isEqualTo("1");
    }
    DemoHome.claim(home, 0).close();
  }

  @Test
  void aPortThatIsInUseIsSaidBeforeTheFolderIsTouched() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> DemoHome.claim(folder.resolve("var"), other.getLocalPort()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("Port " + other.getLocalPort() + " is in use");
    }
    assertThat(folder.resolve("var")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("a-file"));

    assertThatThrownBy(() -> DemoHome.claim(file.resolve("var"), 0))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cannot write to")
        .hasMessageContaining("PEERCHALLENGE_HOME");
  }

  @Test
  void tooLittleRoomIsSaidInMegabytes() {
    assertThatThrownBy(() -> DemoHome.spaceMustSuffice(100L << 20, folder))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("only 100 MB free");
  }

  @Test
  void aTemporaryFolderThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> DemoHome.temporaryFolderMustRunPrograms(folder.resolve("none")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("java.io.tmpdir");
  }
}
