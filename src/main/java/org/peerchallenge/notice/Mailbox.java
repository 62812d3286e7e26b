package org.peerchallenge.notice;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks every five minutes into the mailbox from which mails come, by IMAP, when one is configured:
 * answers of calendar programs and mails that came back are taken in and marked as read, everything
 * else stays as it is, for people.
 */
@Component
class Mailbox implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);
  private static final long MINUTES_BETWEEN = 5;
  private static final int MOST_AT_ONCE = 200;

  private final IncomingMail incoming;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final String protocol;
  private final String host;
  private final int port;
  private final String username;
  private final String password;
  private ScheduledExecutorService thread;

  Mailbox(
      IncomingMail incoming,
      PlatformTransactionManager transactions,
      JdbcClient jdbc,
      @Value("${peerchallenge.mailbox.protocol:imaps}") String protocol,
      @Value("${peerchallenge.mailbox.host:}") String host,
      @Value("${peerchallenge.mailbox.port:993}") int port,
      @Value("${peerchallenge.mailbox.username:}") String username,
      @Value("${peerchallenge.mailbox.password:}") String password) {
    this.incoming = incoming;
    this.transaction = new TransactionTemplate(transactions);
    this.jdbc = jdbc;
    this.protocol = protocol;
    this.host = host;
    this.port = port;
    this.username = username;
    this.password = password;
  }

  /**
   * Takes in what is new; returns how many mails were answers or had come back.
   *
   * @throws MessagingException when the mailbox cannot be opened
   */
  int look() throws MessagingException {
    Properties properties = new Properties();
    for (String setting : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.put("mail." + protocol + "." + setting, "30000");
    }
    properties.put("mail.imaps.ssl.checkserveridentity", "true");
    try (Store store = Session.getInstance(properties).getStore(protocol)) {
      store.connect(host, port, username, password);
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_WRITE);
        Message[] unread = inbox.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        int taken = 0;
        for (int at = 0; at < Math.min(unread.length, MOST_AT_ONCE); at++) {
          if (unread[at] instanceof MimeMessage mail && take(mail)) {
            taken++;
          }
        }
        return taken;
      }
    }
  }

  /** Reading a mail marks it as read; what is not for us is marked as unread again. */
  private boolean take(MimeMessage mail) throws MessagingException {
    boolean ours;
    try {
      ours =
          Boolean.TRUE.equals(
              transaction.execute(
                  status -> {
                    try {
                      return incoming.read(mail) != IncomingMail.Kind.OTHER;
                    } catch (MessagingException | IOException e) {
                      // A mail that nobody can read is left for people.
                      return false;
                    }
                  }));
    } catch (RuntimeException e) {
      mail.setFlag(Flags.Flag.SEEN, false);
      throw e;
    }
    mail.setFlag(Flags.Flag.SEEN, ours);
    return ours;
  }

  private void lookAndGoOn() {
    try {
      // One node at a time is enough, and the other looks again soon.
      boolean mine =
          Boolean.TRUE.equals(
              transaction.execute(
                  status ->
                      jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended('mailbox', 0))")
                          .query(Boolean.class)
                          .single()));
      if (mine) {
        look();
      }
    } catch (MessagingException | RuntimeException e) {
      log.warn("The mailbox could not be read: {}", e.toString());
    }
  }

  @Override
  public synchronized void start() {
    if (host.isBlank()) {
      return;
    }
    thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread daemon = new Thread(work, "mailbox");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.scheduleWithFixedDelay(this::lookAndGoOn, 1, MINUTES_BETWEEN, TimeUnit.MINUTES);
  }

  @Override
  public synchronized void stop() {
    if (thread != null) {
      thread.shutdown();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
