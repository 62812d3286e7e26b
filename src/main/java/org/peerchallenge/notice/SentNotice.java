package org.peerchallenge.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

/**
 * A notice with what came of it.
 *
 * @param processInstanceId of the step that posted it, or a name of what did
 * @param activityId the step
 * @param onItsWay whether it is about to leave, or held
 * @param outcome in a sentence
 */
public record SentNotice(
    long id,
    Instant postedAt,
    Recipient recipient,
    String subject,
    String template,
    String processInstanceId,
    String activityId,
    String linkPath,
    boolean onItsWay,
    String outcome,
    Optional<Instant> sentAt) {

  static final String SELECT =
      """
      select n.id, n.posted_at, n.recipient_name, n.recipient_email, n.subject, n.template,
        n.process_instance_id, n.activity_id, n.link_path, n.state, n.sent_at, n.attempts,
        n.last_error, d.state as digest_state, d.sent_at as digest_sent_at
      from notice n left join notice d on d.id = n.digest_id
      """;

  static SentNotice of(ResultSet row, int number) throws SQLException {
    boolean inDigest = row.getString("state").equals("in-digest");
    Timestamp sent = row.getTimestamp(inDigest ? "digest_sent_at" : "sent_at");
    return new SentNotice(
        row.getLong("id"),
        row.getTimestamp("posted_at").toInstant(),
        new Recipient(row.getString("recipient_name"), row.getString("recipient_email")),
        row.getString("subject"),
        row.getString("template"),
        row.getString("process_instance_id"),
        row.getString("activity_id"),
        row.getString("link_path"),
        row.getString("state").equals("new"),
        inDigest
            ? "In a digest. " + words(row.getString("digest_state"), row)
            : words(row.getString("state"), row),
        Optional.ofNullable(sent).map(Timestamp::toInstant));
  }

  private static String words(String state, ResultSet row) throws SQLException {
    return switch (state) {
      case "new" ->
          row.getInt("attempts") == 0 ? "About to be sent." : "Not accepted yet; tried again.";
      case "claimed" -> "Being sent.";
      case "sent" -> "Sent: the mail server accepted it.";
      case "failed" -> "Not sent: " + reason(row);
      case "unsure" -> "Perhaps sent: " + reason(row);
      case "set-aside" -> "Not sent: the office set it aside.";
      case "waiting" -> "Waits for the next digest.";
      case "page-only" -> "Not mailed: its reader looks at the page.";
      default -> throw new IllegalStateException("A notice has no state " + state);
    };
  }

  private static String reason(ResultSet row) throws SQLException {
    String reason = row.getString("last_error");
    return reason == null ? "no reason is known." : reason;
  }
}
