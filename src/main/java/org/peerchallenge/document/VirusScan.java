package org.peerchallenge.document;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Has files looked at by a virus scanner before they are kept, in the protocol of ClamAV's clamd
 * (INSTREAM: chunks with their length in front, a length of zero at the end). Without an address in
 * {@code peerchallenge.virus-scanner} nothing is looked at.
 */
@Service
public class VirusScan {

  private static final int CHUNK = 64 * 1024;
  private static final int CONNECT_MILLISECONDS = 5_000;
  private static final int ANSWER_MILLISECONDS = 60_000;

  private final Optional<InetSocketAddress> scanner;

  public VirusScan(@Value("${peerchallenge.virus-scanner:}") String address) {
    this.scanner = address.isBlank() ? Optional.empty() : Optional.of(parse(address.strip()));
  }

  public boolean isOn() {
    return scanner.isPresent();
  }

  /**
   * What the scanner found, by its name; empty when it found nothing or is off.
   *
   * @throws IOException when the scanner gave no clear answer: the file is then unknown, not clean
   */
  public Optional<String> look(byte[] bytes) throws IOException {
    return scanner.isPresent() ? verdict(ask(scanner.get(), bytes)) : Optional.empty();
  }

  private static String ask(InetSocketAddress scanner, byte[] bytes) throws IOException {
    try (Socket socket = new Socket()) {
      // Resolved anew each time: a scanner in a container changes its address.
      socket.connect(
          new InetSocketAddress(scanner.getHostString(), scanner.getPort()), CONNECT_MILLISECONDS);
      socket.setSoTimeout(ANSWER_MILLISECONDS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
      for (int from = 0; from < bytes.length; from += CHUNK) {
        int length = Math.min(CHUNK, bytes.length - from);
        out.writeInt(length);
        out.write(bytes, from, length);
      }
      out.writeInt(0);
      out.flush();
      return new String(socket.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
    }
  }

  /** "stream: OK", "stream: Eicar-Test-Signature FOUND", or an error. */
  private static Optional<String> verdict(String answer) throws IOException {
    String words = answer.replace("\0", "").strip();
    if (words.equals("stream: OK")) {
      return Optional.empty();
    }
    if (words.startsWith("stream: ") && words.endsWith(" FOUND")) {
      return Optional.of(words.substring("stream: ".length(), words.length() - " FOUND".length()));
    }
    throw new IOException("The virus scanner answered: " + words);
  }

  private static InetSocketAddress parse(String address) {
    int colon = address.lastIndexOf(':');
    try {
      return InetSocketAddress.createUnresolved(
          address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "peerchallenge.virus-scanner must be host:port, such as clamd:3310; it is '"
              + address
              + "'",
          e);
    }
  }
}
