package org.peerchallenge.notice;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.FileSystemUtils;

/** The sending of a node's notices by a mail server of a test. */
public final class NodesMail {

  private NodesMail() {}

  /** What happens before a mail is handed over, and when it was taken. */
  @FunctionalInterface
  public interface Around {
    void at(boolean taken) throws Exception;
  }

  /**
   * A dispatcher of the application's own, with its own events.
   *
   * @param port of the mail server on this machine; 0 where every mail is simply taken
   * @param homeIsFull asked for each mail: whether it is to be written into a home without room
   */
  public static NoticeDispatcher dispatcher(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events,
      Clock clock,
      int port,
      BooleanSupplier homeIsFull,
      Around around) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    MailRoute smtp = port == 0 ? mail -> {} : new SmtpRoute(sender, office(), office());
    return new NoticeDispatcher(
        jdbc,
        transactions,
        mail -> {
          around.at(false);
          if (homeIsFull.getAsBoolean()) {
            intoAFullHome(mail);
          }
          smtp.send(mail);
          around.at(true);
        },
        events,
        clock);
  }

  /** As a file into a home whose disk is full; it never leaves. */
  private static void intoAFullHome(Mail mail) throws Exception {
    Path home = Files.createTempDirectory("full-home");
    try {
      FileRoute route = new FileRoute(home, office(), office());
      route.send(mail);
      Path file = home.resolve(home.toFile().list()[0]);
      Files.delete(file);
      // What is written there meets the kernel's own "No space left on device".
      Files.createSymbolicLink(home.resolve(file.getFileName() + ".part"), Path.of("/dev/full"));
      route.send(mail);
    } finally {
      FileSystemUtils.deleteRecursively(home);
    }
  }

  private static InternetAddress office() {
    try {
      return new InternetAddress("office@peer.example");
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }
}
