package org.peerchallenge.region;

import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Telephone numbers of people who gave one, shown to those they work with. */
@Service
public class Telephones {

  /**
   * As people write numbers: digits, spaces, brackets, a plus, and an extension; a number has at
   * most fifteen digits (ITU-T E.164).
   */
  private static final Pattern NUMBER =
      Pattern.compile("(?:\\+[1-9]|0)(?:[ ()-]*[0-9]){9,14}(( ext\\.? | x)\\d{1,6})?");

  private final JdbcClient jdbc;

  Telephones(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<String> of(String username) {
    return jdbc.sql("select number from telephone where username = :username")
        .param("username", username)
        .query(String.class)
        .optional();
  }

  /**
   * Keeps somebody's own number; an empty one takes it away.
   *
   * @throws IllegalArgumentException with words for the person, when it is no telephone number
   */
  @Transactional
  public void keep(String username, String number) {
    if (number == null) {
      throw new IllegalArgumentException("Nothing was sent, so nothing was changed.");
    }
    String plain = number.strip();
    if (plain.isEmpty()) {
      jdbc.sql("delete from telephone where username = :username")
          .param("username", username)
          .update();
      return;
    }
    if (!NUMBER.matcher(plain).matches()) {
      throw new IllegalArgumentException(
          "Please give a telephone number, such as 01632 960123 or 01632 960123 ext 12.");
    }
    jdbc.sql(
            """
            insert into telephone (username, number)
            select username, :number from person where username = :username
            on conflict (username) do update set number = excluded.number
            """)
        .param("username", username)
        .param("number", plain)
        .update();
  }
}
