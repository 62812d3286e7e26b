package org.peerchallenge.notice;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;

/** The sending of a node's notices by a mail server of a test. */
public final class NodesMail {

  private NodesMail() {}

  /**
   * A dispatcher of the application's own, with its own events.
   *
   * @param beforeAndAfter runs before a mail is handed to the server (false), and when that has
   *     taken it (true)
   */
  public static NoticeDispatcher dispatcher(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      ApplicationEventPublisher events,
      Clock clock,
      int port,
      Consumer<Boolean> beforeAndAfter) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setHost("127.0.0.1");
    sender.setPort(port);
    try {
      InternetAddress office = new InternetAddress("office@peer.example");
      MailRoute smtp = new SmtpRoute(sender, office, office);
      return new NoticeDispatcher(
          jdbc,
          transactions,
          mail -> {
            beforeAndAfter.accept(false);
            smtp.send(mail);
            beforeAndAfter.accept(true);
          },
          events,
          clock);
    } catch (AddressException e) {
      throw new IllegalStateException(e);
    }
  }
}
