package org.peerchallenge.assessment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who read a self-assessment; its owner can see it. */
@Service
public class Readings {

  /** What was read. */
  public enum What {
    DRAFT("the draft"),
    PAGE("the page"),
    WORD("the Word document"),
    EVIDENCE("an evidence file");

    private final String words;

    What(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * One reading.
   *
   * @param reader the name, or the username of somebody who is no longer known
   * @param number the version; empty for a draft
   */
  public record Read(String reader, What what, Optional<Integer> number, Instant at) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Readings(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Transactional
  public void note(EntryKey entry, String reader, What what, Optional<Integer> number) {
    jdbc.sql(
            """
            insert into reading (entry, reader, what, number, at)
            values (:entry, :reader, :what, :number, :now)
            """)
        .param("entry", entry.value())
        .param("reader", reader)
        .param("what", what.name())
        .param("number", number.orElse(null), java.sql.Types.INTEGER)
        .param("now", Sections.offset(clock.instant()))
        .update();
  }

  /** The last readings, the newest first. */
  public List<Read> latest(EntryKey entry, int howMany) {
    return jdbc.sql(
            """
            select coalesce(p.name, r.reader) as reader, r.what, r.number, r.at
            from reading r left join person p on p.username = r.reader
            where r.entry = :entry order by r.id desc limit :howMany
            """)
        .param("entry", entry.value())
        .param("howMany", howMany)
        .query(
            (row, n) ->
                new Read(
                    row.getString("reader"),
                    What.valueOf(row.getString("what")),
                    Optional.ofNullable((Integer) row.getObject("number")),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  public int count(EntryKey entry) {
    return jdbc.sql("select count(*) from reading where entry = :entry")
        .param("entry", entry.value())
        .query(Integer.class)
        .single();
  }
}
