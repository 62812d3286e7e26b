package org.peerchallenge.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.internet.InternetAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What a mail server may do to a mail, over a real connection. */
class MailServerFaultsTest {

  private final AtomicInteger accepted = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({
    "MAIL, 451 try later, PASSING",
    "MAIL, 530 sign in first, PASSING",
    "RCPT, 450 mailbox busy, PASSING",
    "RCPT, 550 no such user, PERMANENT",
    "DATA, 451 try later, PASSING",
    ".   , 452 no room, PASSING",
    ".   , 554 refused, PERMANENT",
    "MAIL, drop, PASSING",
    "RCPT, drop, PASSING",
    "DATA, drop, PASSING",
    ".   , drop, IN_DOUBT"
  })
  void eachFaultIsToldApart(String command, String answer, NotSent.Kind kind) throws Exception {
    try (ServerSocket server = serve(command, answer)) {
      NotSent failure = catchThrowableOfType(NotSent.class, () -> route(server).send(mail()));
      assertThat(failure.kind()).isEqualTo(kind);
      assertThat(failure.getMessage())
          .as("what the office reads")
          .startsWith("The mail server ")
          .doesNotContain("org.", "jakarta.", "java.");
      if (!answer.equals("drop")) {
        assertThat(failure.getMessage()).endsWith(": " + answer);
      }
    }
  }

  @Test
  void aServerThatDropsTheConnectionAfterItSaidYesHasTakenTheMail() throws Exception {
    try (ServerSocket server = serve("QUIT", "drop")) {
      assertThatCode(() -> route(server).send(mail())).doesNotThrowAnyException();
    }
    assertThat(accepted).hasValue(1);
  }

  @Test
  void aServerThatIsAwayMayComeBack() throws Exception {
    ServerSocket server = serve("QUIT", "221 bye");
    server.close();
    NotSent failure = catchThrowableOfType(NotSent.class, () -> route(server).send(mail()));
    assertThat(failure.kind()).isEqualTo(NotSent.Kind.PASSING);
  }

  private ServerSocket serve(String command, String answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                converse(socket, command, answer);
              } catch (IOException e) {
                if (!server.isClosed()) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private void converse(Socket socket, String command, String answer) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    say(socket, "220 test");
    boolean text = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (text && !line.equals(".")) {
        continue;
      }
      if (line.startsWith(command)) {
        if (answer.equals("drop")) {
          return;
        }
        text = false;
        say(socket, answer);
      } else if (line.equals("DATA")) {
        text = true;
        say(socket, "354 go on");
      } else {
        if (line.equals(".")) {
          text = false;
          accepted.incrementAndGet();
        }
        say(socket, "250 ok");
      }
    }
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static SmtpRoute route(ServerSocket server) throws Exception {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(server.getLocalPort());
    InternetAddress office = new InternetAddress("office@peer.example");
    return new SmtpRoute(sender, office, office);
  }

  private static Mail mail() {
    return new Mail(
        1,
        "data-sheet-issued",
        new Recipient("Ada", "ada@example.org"),
        "Subject",
        "Text",
        "<p>Text</p>",
        Optional.empty(),
        Optional.empty(),
        "<one@peer.example>",
        Optional.empty(),
        Instant.parse("2018-11-30T09:00:00Z"),
        1);
  }
}
