package org.peerchallenge.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A real mail server (SMTP) that has a mood for each connection: kind, slow, refusing, dropping.
 */
public final class MoodyMailServer implements AutoCloseable {

  private enum Mood {
    KIND,
    KIND_AND_SLOW,
    REFUSES_FOR_NOW,
    REFUSES_FOR_GOOD,
    DROPS_BEFORE,
    DROPS_AFTER_ACCEPTING
  }

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
  private final Random random;

  public MoodyMailServer(Random random) throws IOException {
    this.random = random;
    Thread thread = new Thread(this::serve, "moody-server");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The Message-IDs that it took, each as often as it took it. */
  public List<String> accepted() {
    synchronized (accepted) {
      return List.copyOf(accepted);
    }
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket one = socket.accept()) {
        int dice = random.nextInt(20);
        converse(one, dice < 12 ? Mood.KIND : Mood.values()[1 + dice % 5]);
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private void converse(Socket one, Mood mood) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.US_ASCII));
    say(one, "220 test");
    boolean text = false;
    String id = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (text && !line.equals(".")) {
        if (line.startsWith("Message-ID: ")) {
          id = line.substring("Message-ID: ".length()).strip();
        }
        continue;
      }
      if (line.startsWith("RCPT") && mood == Mood.REFUSES_FOR_NOW) {
        say(one, "450 busy");
      } else if (line.startsWith("RCPT") && mood == Mood.REFUSES_FOR_GOOD) {
        say(one, "550 no such user");
      } else if (line.equals("DATA")) {
        text = true;
        say(one, "354 go on");
      } else if (line.equals(".")) {
        text = false;
        if (mood == Mood.DROPS_BEFORE) {
          return;
        }
        accepted.add(id);
        if (mood == Mood.DROPS_AFTER_ACCEPTING) {
          return;
        }
        if (mood == Mood.KIND_AND_SLOW) {
          // A slow server is no faulty one.
          LockSupport.parkNanos(20_000_000);
        }
        say(one, "250 ok");
      } else {
        say(one, "250 ok");
      }
    }
  }

  private static void say(Socket one, String line) throws IOException {
    one.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
