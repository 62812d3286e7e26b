package org.peerchallenge.notice;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.peerchallenge.kernel.EnglandTime;

/** Writes each mail as an .eml file where no mail server is configured, as in the demo. */
class FileRoute implements MailRoute {

  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss", Locale.UK).withZone(EnglandTime.ZONE);

  private final Session session = Session.getInstance(new Properties());
  private final Path folder;
  private final InternetAddress from;
  private final InternetAddress replyTo;

  FileRoute(Path folder, InternetAddress from, InternetAddress replyTo) {
    this.folder = folder;
    this.from = from;
    this.replyTo = replyTo;
  }

  @Override
  public void send(Mail mail) throws Exception {
    Files.createDirectories(folder);
    Path file = folder.resolve(fileName(mail));
    Path unfinished = folder.resolve(file.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      mail.message(session, from, replyTo).writeTo(out);
    }
    // Whoever watches the folder sees whole mails only.
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String fileName(Mail mail) {
    return "%s-%06d-%s-%s.eml"
        .formatted(
            SORTABLE.format(mail.postedAt()),
            mail.id(),
            mail.recipient().email().replaceAll("[^a-z0-9.@_-]", "_"),
            slug(mail.subject()));
  }

  private static String slug(String subject) {
    String plain =
        Normalizer.normalize(subject, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.substring(0, Math.min(60, plain.length()));
  }
}
