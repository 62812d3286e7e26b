package org.peerchallenge.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Port on which nobody listens yet. */
public final class FreePort {

  private FreePort() {}

  /**
   * Looks before anything is begun: the web server itself comes last, and says it late.
   *
   * @param port where the application will listen; 0 for any
   * @throws Refused when somebody listens there
   */
  public static void mustBe(int port) {
    if (port <= 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new Refused(
          "Port " + port + " is in use: stop what uses it, or start with SERVER_PORT=8081.");
    }
  }
}
