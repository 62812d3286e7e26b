package org.peerchallenge.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VirusScanTest {

  @Test
  void withoutAnAddressNothingIsLookedAt() throws IOException {
    VirusScan off = new VirusScan("");

    assertThat(off.isOn()).isFalse();
    assertThat(off.look(new byte[] {1})).isEmpty();
  }

  @Test
  void theScannerSeesEveryByteAndWhatItFindsIsNamed() throws IOException {
    byte[] large = new byte[1_000_003];
    new Random(7).nextBytes(large);
    try (FakeClamd clamd = FakeClamd.findingTheWord("an example virus")) {
      VirusScan scan = new VirusScan(clamd.address());

      assertThat(scan.isOn()).isTrue();
      assertThat(scan.look(large)).isEmpty();
      assertThat(scan.look("here is an example virus".getBytes(StandardCharsets.UTF_8)))
          .contains("Example-Signature");
      assertThat(clamd.seen().get(0)).isEqualTo(large);
    }
  }

  @Test
  void anErrorOrNoAnswerIsNeverTakenForClean() throws IOException {
    String address;
    for (String answer : new String[] {"INSTREAM size limit exceeded. ERROR\0", "", "stream: "}) {
      try (FakeClamd clamd = new FakeClamd(bytes -> answer)) {
        address = clamd.address();
        VirusScan scan = new VirusScan(address);
        assertThatThrownBy(() -> scan.look(new byte[] {1, 2, 3}))
            .as(answer)
            .isInstanceOf(IOException.class);
      }
    }
    try (FakeClamd gone = new FakeClamd(bytes -> "stream: OK\0")) {
      address = gone.address();
    }
    VirusScan nobodyThere = new VirusScan(address);
    assertThatThrownBy(() -> nobodyThere.look(new byte[] {1})).isInstanceOf(IOException.class);
  }

  @Test
  void anAddressThatIsNoneStopsTheStart() {
    for (String address : new String[] {"clamd", "clamd:", ":x", "clamd:70000"}) {
      assertThatThrownBy(() -> new VirusScan(address))
          .as(address)
          .hasMessageContaining("must be host:port");
    }
  }
}
