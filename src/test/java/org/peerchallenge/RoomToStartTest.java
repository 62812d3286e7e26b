package org.peerchallenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peerchallenge.kernel.Refused;
import org.springframework.mock.env.MockEnvironment;

class RoomToStartTest {

  @TempDir private Path folder;

  private MockEnvironment environment(int port, Path home) {
    return new MockEnvironment()
        .withProperty("server.port", String.valueOf(port))
        .withProperty("peerchallenge.home", home.toString());
  }

  @Test
  void aPortThatIsTakenIsSaidInOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> RoomToStart.mustBe(environment(taken.getLocalPort(), folder)))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is in use")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void aHomeWhereNothingCanBeWrittenMattersWhereMailsAreFiles() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    MockEnvironment environment = environment(0, file.resolve("home"));

    assertThatThrownBy(() -> RoomToStart.mustBe(environment))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("PEERCHALLENGE_HOME");

    environment.setProperty("spring.mail.host", "mail.example.org");
    assertThatCode(() -> RoomToStart.mustBe(environment)).doesNotThrowAnyException();
  }

  @Test
  void nothingIsLeftInAHomeThatCanBeWrittenTo() throws IOException {
    RoomToStart.mustBe(environment(0, folder.resolve("new/home")));

    try (var left = Files.list(folder.resolve("new/home"))) {
      assertThat(left).isEmpty();
    }
  }
}
