package org.peerchallenge.notice;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sends by the configured mail server. */
class SmtpRoute implements MailRoute {

  private final JavaMailSender sender;
  private final InternetAddress from;

  SmtpRoute(JavaMailSender sender, InternetAddress from) {
    this.sender = sender;
    this.from = from;
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
    MimeMessage session = sender.createMimeMessage();
    sender.send(mail.message(session.getSession(), from));
  }
}
