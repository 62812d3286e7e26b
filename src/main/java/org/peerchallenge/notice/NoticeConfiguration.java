package org.peerchallenge.notice;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

/** Chooses how mail leaves: by the mail server that Spring Boot was given, or as files. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

  @Bean
  MailRoute mailRoute(
      ObjectProvider<JavaMailSender> sender,
      @Value("${peerchallenge.mail-from:Peer challenge <peer-challenge@localhost>}") String from,
      @Value("${peerchallenge.office-email}") String office,
      @Value("${peerchallenge.home:var}") Path home)
      throws AddressException {
    InternetAddress address = new InternetAddress(from, true);
    InternetAddress replyTo = new InternetAddress(office, true);
    JavaMailSender configured = sender.getIfAvailable();
    return configured == null
        ? new FileRoute(home.resolve("mail"), address, replyTo)
        : new SmtpRoute(configured, address, replyTo);
  }
}
