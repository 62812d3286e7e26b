package org.peerchallenge.notice;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads a mail that came to the sender's mailbox: a calendar program's answer to an invitation (RFC
 * 5546, METHOD:REPLY), or a delivery status notification (RFC 3464). Everything else is for people
 * and left alone.
 */
@Component
class IncomingMail {

  /** What a mail was. */
  enum Kind {
    REPLY,
    BOUNCE,
    OTHER
  }

  /** Larger parts are neither answers nor reports. */
  private static final int LARGEST = 100_000;

  private static final Pattern ACTION = field("Action");
  private static final Pattern STATUS = field("Status");
  private static final Pattern MESSAGE_ID = field("Message-ID");
  private static final Pattern PERMANENT = Pattern.compile("5\\.\\d{1,3}\\.\\d{1,3}");

  private final JdbcClient jdbc;
  private final Replies replies;

  IncomingMail(JdbcClient jdbc, Replies replies) {
    this.jdbc = jdbc;
    this.replies = replies;
  }

  /**
   * Takes in what the mail says.
   *
   * @throws MessagingException when it cannot be read
   */
  Kind read(MimeMessage mail) throws MessagingException, IOException {
    Optional<String> calendar = find(mail, "text/calendar", 0);
    if (calendar.isPresent()) {
      return reply(calendar.get(), sender(mail)) ? Kind.REPLY : Kind.OTHER;
    }
    Optional<String> status = find(mail, "message/delivery-status", 0);
    if (status.isPresent()) {
      Optional<String> original = find(mail, "text/rfc822-headers", 0);
      if (original.isEmpty()) {
        original = find(mail, "message/rfc822", 0);
      }
      return original.isPresent() && bounce(status.get(), original.get())
          ? Kind.BOUNCE
          : Kind.OTHER;
    }
    return Kind.OTHER;
  }

  private boolean reply(String text, String sender) throws IOException {
    try {
      Calendar calendar = new CalendarBuilder().build(new StringReader(text));
      boolean isReply =
          calendar
              .getProperty(Property.METHOD)
              .filter(method -> method.getValue().equalsIgnoreCase("REPLY"))
              .isPresent();
      boolean known = false;
      for (Object component : isReply ? calendar.getComponents("VEVENT") : java.util.List.of()) {
        VEvent event = (VEvent) component;
        Optional<String> uid = event.getProperty(Property.UID).map(Property::getValue);
        Optional<Property> attendee = event.getProperty(Property.ATTENDEE);
        if (uid.isPresent() && attendee.isPresent()) {
          String email = attendee.get().getValue().replaceFirst("(?i)^mailto:", "");
          Optional<Reply> answer =
              attendee
                  .get()
                  .getParameter(Parameter.PARTSTAT)
                  .map(Parameter::getValue)
                  .map(value -> value.toUpperCase(Locale.ROOT))
                  .flatMap(Reply::of);
          // Whoever wrote the mail may answer for nobody else.
          known |=
              answer.isPresent()
                  && email.equalsIgnoreCase(sender)
                  && replies.answer(uid.get(), email, answer.get());
        }
      }
      return known;
    } catch (ParserException | RuntimeException e) {
      return false;
    }
  }

  /** A mail that was sent and did not arrive is given to the office, as one that was refused. */
  private boolean bounce(String status, String headers) {
    String action = value(ACTION, status).toLowerCase(Locale.ROOT);
    String code = value(STATUS, status);
    if (!action.equals("failed") || !PERMANENT.matcher(code).matches()) {
      // Delayed: the relay goes on by itself and says so when it gives up.
      return false;
    }
    return jdbc.sql(
                """
                update notice set state = 'failed', sent_at = null, office_told_at = null,
                  last_error = :error
                where message_id = :id and state in ('sent', 'unsure')
                """)
            .param("error", "It came back: the other mail server refused it (" + code + ").")
            .param("id", value(MESSAGE_ID, headers))
            .update()
        > 0;
  }

  private static String sender(MimeMessage mail) throws MessagingException {
    return mail.getFrom() != null && mail.getFrom()[0] instanceof InternetAddress from
        ? from.getAddress()
        : "";
  }

  private static Optional<String> find(Part part, String type, int depth)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      if (part.getContent() instanceof MimeMessage whole) {
        // Not as a stream, which on some servers begins after its headers.
        return Optional.of("Message-ID: " + whole.getMessageID());
      }
      byte[] bytes = part.getInputStream().readNBytes(LARGEST);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
    if (depth < 5
        && part.isMimeType("multipart/*")
        && part.getContent() instanceof Multipart many) {
      for (int at = 0; at < many.getCount(); at++) {
        BodyPart one = many.getBodyPart(at);
        Optional<String> found = find(one, type, depth + 1);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Pattern field(String name) {
    return Pattern.compile("(?im)^" + name + ":\\s*(\\S+)");
  }

  private static String value(Pattern field, String text) {
    Matcher found = field.matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
