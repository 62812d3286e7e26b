package org.peerchallenge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A sign-in provider for tests, or as many as wanted side by side: whoever signs in there types
 * what it shall say of them.
 */
public final class TestProvider implements AutoCloseable {

  private final MockOAuth2Server server =
      new MockOAuth2Server(OAuth2Config.Companion.fromJson("{\"interactiveLogin\": true}"));

  private TestProvider() {}

  public static TestProvider start() {
    TestProvider provider = new TestProvider();
    provider.server.start();
    return provider;
  }

  /**
   * Settles the application under test on a port of its own, since a provider sends people back to
   * an address that was agreed before. The test starts it with {@code DEFINED_PORT}.
   */
  public static int settle(DynamicPropertyRegistry properties) {
    try (ServerSocket socket = new ServerSocket(0)) {
      int port = socket.getLocalPort();
      properties.add("server.port", () -> port);
      properties.add("peerchallenge.base-url", () -> "http://localhost:" + port);
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes one provider known to the application under test.
   *
   * @param authorities the DfE numbers that it is bound to, comma-joined; empty for the region's
   *     own
   */
  public void register(
      DynamicPropertyRegistry properties, String id, String name, String authorities) {
    String client = "spring.security.oauth2.client.registration." + id;
    properties.add(client + ".client-id", () -> "peer-challenge");
    properties.add(client + ".client-secret", () -> "a-secret");
    properties.add(client + ".client-name", () -> name);
    properties.add(client + ".scope", () -> "openid,email");
    properties.add(
        "spring.security.oauth2.client.provider." + id + ".issuer-uri", () -> issuer(id));
    if (!authorities.isEmpty()) {
      properties.add("peerchallenge.sign-in.providers." + id + ".authorities", () -> authorities);
    }
  }

  /** Under which address a provider signs what it says. */
  public String issuer(String id) {
    return server.issuerUrl(id).toString();
  }

  @Override
  public void close() {
    server.shutdown();
  }
}
