package org.peerchallenge.notice;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * A claimed row of the outbox, as one mail with text, HTML and, for an invitation, a calendar part.
 */
record Mail(
    long id,
    String template,
    Recipient recipient,
    String subject,
    String text,
    String html,
    Optional<String> calendar,
    Optional<String> calendarMethod,
    String messageId,
    Optional<String> unsubscribe,
    Instant postedAt,
    int attempt) {

  private static final String CALENDAR_FILE = "appointment.ics";

  /**
   * The message; its date is when it was posted, by the application's clock, so a late retry does
   * not look new.
   */
  Message message(Session session, InternetAddress from, InternetAddress replyTo)
      throws MessagingException {
    Message message = new Message(session, messageId);
    message.setFrom(from);
    message.setReplyTo(new InternetAddress[] {replyTo});
    // RFC 2919: what mail rules go by.
    message.setHeader(
        "List-Id", "Peer challenge <peer-challenge." + messageId.replaceAll("^.*@|>$", "") + ">");
    if (unsubscribe.isPresent()) {
      // RFC 8058: mail programs show a button and post to the address.
      message.setHeader("List-Unsubscribe", "<" + unsubscribe.get() + ">");
      message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    try {
      message.setRecipient(
          RecipientType.TO,
          new InternetAddress(recipient.email(), recipient.name(), StandardCharsets.UTF_8.name()));
    } catch (UnsupportedEncodingException e) {
      throw new MessagingException("UTF-8 is always there", e);
    }
    message.setSubject(subject, StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(postedAt));
    // Out-of-office replies to an automatic mail help nobody.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("Content-Language", "en-GB");
    MimeMultipart parts = new MimeMultipart("alternative");
    parts.addBodyPart(part(text, "text/plain; charset=utf-8"));
    parts.addBodyPart(part(html, "text/html; charset=utf-8"));
    if (calendar.isPresent()) {
      // Last and as an alternative: this is where calendar programs look for an invitation to act
      // on.
      parts.addBodyPart(
          part(
              calendar.get(),
              "text/calendar; charset=utf-8; method=%s; name=\"%s\""
                  .formatted(calendarMethod.orElseThrow(), CALENDAR_FILE)));
      // Inline, since Outlook shows no buttons for an attachment.
      parts
          .getBodyPart(parts.getCount() - 1)
          .setHeader("Content-Disposition", "inline; filename=\"" + CALENDAR_FILE + "\"");
    }
    message.setContent(parts);
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart part(String content, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(
        new DataHandler(new ByteArrayDataSource(content.getBytes(StandardCharsets.UTF_8), type)));
    // Quoted-printable survives relays that are not eight-bit clean and stays readable in an .eml
    // file.
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /**
   * Keeps its id, for Jakarta Mail gives each message a new one when it is saved, and knows whether
   * its whole text was handed over.
   */
  static final class Message extends MimeMessage {
    private final String id;
    private boolean handedOver;

    Message(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }

    /**
     * True once the server has everything but the closing dot: from then on, without an answer,
     * nobody can know whether it accepted the mail.
     */
    boolean isHandedOver() {
      return handedOver;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
      super.writeTo(out, ignored);
      handedOver = true;
    }
  }
}
