package org.peerchallenge.account.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;

class SharedSessionsTest {

  private static final TypeDescriptor BYTES = TypeDescriptor.valueOf(byte[].class);
  private static final TypeDescriptor OBJECT = TypeDescriptor.valueOf(Object.class);

  private final ConversionService attributes = SharedSessions.attributes();
  private final LoginSession session =
      new LoginSession("anna", Instant.parse("2019-05-01T09:00:00Z"), "council", "token");

  @Test
  void aSessionIsReadBackAsItWasWritten() {
    assertThat(read(written())).isEqualTo(session);
  }

  @Test
  void aClassOfAnotherVersionIsNobodysSessionAndNoError() {
    String name = LoginSession.class.getName();
    byte[] bytes = written();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(name);
    String renamed = text.replace(name, name.replace("LoginSession", "LoginOfOlder"));
    assertThat(read(renamed.getBytes(StandardCharsets.ISO_8859_1))).isNull();
  }

  @Test
  void bytesCutAnywhereAreNobodysSessionAndNoError() {
    byte[] bytes = written();
    for (int length = 0; length < bytes.length; length++) {
      assertThat(read(Arrays.copyOf(bytes, length))).as("%s bytes", length).isNull();
    }
  }

  private byte[] written() {
    return (byte[]) attributes.convert(session, OBJECT, BYTES);
  }

  private Object read(byte[] bytes) {
    return attributes.convert(bytes, BYTES, OBJECT);
  }
}
