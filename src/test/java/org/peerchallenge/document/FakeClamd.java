package org.peerchallenge.document;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Speaks clamd's side of INSTREAM on a free port, and answers what the test tells it to. */
public final class FakeClamd implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<byte[]> seen = new CopyOnWriteArrayList<>();
  private final Function<byte[], String> answer;
  private final Thread thread = new Thread(this::serve, "fake-clamd");

  public FakeClamd(Function<byte[], String> answer) throws IOException {
    this.answer = answer;
    thread.setDaemon(true);
    thread.start();
  }

  /** Finds what a test file is made of, and nothing elsewhere. */
  public static FakeClamd findingTheWord(String word) throws IOException {
    return new FakeClamd(
        bytes ->
            new String(bytes, StandardCharsets.ISO_8859_1).contains(word)
                ? "stream: Example-Signature FOUND\0"
                : "stream: OK\0");
  }

  public String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The files that were sent, put together again from their chunks. */
  public List<byte[]> seen() {
    return seen;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        if (!command.equals("zINSTREAM\0")) {
          socket.getOutputStream().write("UNKNOWN COMMAND\0".getBytes(StandardCharsets.US_ASCII));
          continue;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
          file.write(in.readNBytes(length));
        }
        seen.add(file.toByteArray());
        socket
            .getOutputStream()
            .write(answer.apply(file.toByteArray()).getBytes(StandardCharsets.US_ASCII));
      } catch (SocketException e) {
        // Closed at the end of the test.
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Whoever calls after this finds nobody, which takes the end of the thread that accepts. */
  @Override
  public void close() throws IOException {
    server.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
