package org.peerchallenge.notice;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends by the configured mail server, and says of each failure whether it may pass. */
class SmtpRoute implements MailRoute {

  private final JavaMailSender sender;
  private final InternetAddress from;
  private final InternetAddress replyTo;

  SmtpRoute(JavaMailSender sender, InternetAddress from, InternetAddress replyTo) {
    this.sender = sender;
    this.from = from;
    this.replyTo = replyTo;
    if (sender instanceof JavaMailSenderImpl configurable) {
      // Jakarta Mail waits for ever by default: a mail server that hangs would hold its claim until
      // it counts as lost.
      Properties properties = configurable.getJavaMailProperties();
      properties.putIfAbsent("mail.smtp.connectiontimeout", "10000");
      properties.putIfAbsent("mail.smtp.timeout", "60000");
      properties.putIfAbsent("mail.smtp.writetimeout", "60000");
    }
  }

  @Override
  public void send(Mail mail) throws Exception {
    Mail.Message message = mail.message(sender.createMimeMessage().getSession(), from, replyTo);
    try {
      sender.send(message);
    } catch (MailSendException e) {
      if (message.isHandedOver() && e.getFailedMessages().isEmpty()) {
        // The server took the mail; only the goodbye after it failed.
        return;
      }
      throw new NotSent(kind(e, message.isHandedOver()), answer(e), e);
    }
  }

  private static NotSent.Kind kind(MailSendException failure, boolean handedOver) {
    List<Throwable> causes = causes(failure);
    for (Throwable cause : causes) {
      if (cause instanceof SMTPAddressFailedException refused) {
        return refused.getReturnCode() / 100 == 5 ? NotSent.Kind.PERMANENT : NotSent.Kind.PASSING;
      }
    }
    for (Throwable cause : causes) {
      if (cause instanceof SMTPSendFailedException refused && refused.getReturnCode() >= 400) {
        // Before the text it is the sender or the session that is refused, as after a change of
        // password: true for every mail alike, and mended at the server.
        return handedOver && refused.getReturnCode() / 100 == 5
            ? NotSent.Kind.PERMANENT
            : NotSent.Kind.PASSING;
      }
    }
    return handedOver ? NotSent.Kind.IN_DOUBT : NotSent.Kind.PASSING;
  }

  /** What the server said of the recipient or the mail; else the innermost fault. */
  private static String answer(MailSendException failure) {
    List<Throwable> causes = causes(failure);
    Throwable telling =
        causes.stream()
            .filter(
                cause ->
                    cause instanceof SMTPAddressFailedException
                        || cause instanceof SMTPSendFailedException)
            .findFirst()
            .orElse(causes.get(causes.size() - 1));
    return telling.getMessage() == null ? telling.toString() : telling.getMessage();
  }

  /** Jakarta Mail hangs its exceptions on two chains, and Spring on a third. */
  private static List<Throwable> causes(MailSendException failure) {
    List<Throwable> found = new ArrayList<>();
    Deque<Throwable> open = new ArrayDeque<>(Arrays.asList(failure.getMessageExceptions()));
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.remove();
      if (!found.contains(next)) {
        found.add(next);
        if (next.getCause() != null) {
          open.add(next.getCause());
        }
        if (next instanceof MessagingException mail && mail.getNextException() != null) {
          open.add(mail.getNextException());
        }
      }
    }
    return found;
  }
}
