package org.peerchallenge.access;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Audit log of readings: who read what of an entry, on a screen or as a file. Its owner sees it.
 */
@Service
public class ReadingLog {

  /** What was read. */
  public enum What {
    DRAFT("the draft"),
    ASSESSMENT("the self-assessment"),
    ASSESSMENT_WORD("the self-assessment as a document"),
    WISHES("its asks and offers"),
    REVIEW("the review"),
    EVIDENCE("a file of evidence"),
    NOTES("the notes of the session"),
    READING_PACK("the self-assessment in the reading pack"),
    REPORT("the report back"),
    REPORT_WORD("the report back as a document"),
    REPORT_SUMMARY("the summary of the report back"),
    FINDINGS("findings of the report back"),
    WARNINGS("its part of the early warnings"),
    CASE_STUDY("a case study before it was circulated"),
    FORM("a task’s form with something of it"),
    EVERYTHING("everything held, for a freedom-of-information request");

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
   * @param version empty where there is only one
   */
  public record Read(String reader, What what, Optional<Integer> version, Instant at) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  ReadingLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Transactional
  public void note(EntryKey entry, String reader, What what) {
    note(entry, reader, what, Optional.empty());
  }

  @Transactional
  public void note(EntryKey entry, String reader, What what, Optional<Integer> version) {
    jdbc.sql(
            """
            insert into reading_log (entry, reader, what, number, at)
            values (:entry, :reader, :what, :number, :now)
            """)
        .param("entry", entry.value())
        .param("reader", reader)
        .param("what", what.name())
        .param("number", version.orElse(null), Types.INTEGER)
        .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  /** The last readings, the newest first. */
  public List<Read> latest(EntryKey entry, int howMany) {
    return latest(entry, List.of(What.values()), howMany);
  }

  /** The last readings of some kinds, the newest first. */
  public List<Read> latest(EntryKey entry, Collection<What> kinds, int howMany) {
    return jdbc.sql(
            """
            select coalesce(p.name, r.reader) as reader, r.what, r.number, r.at
            from reading_log r left join person p on p.username = r.reader
            where r.entry = :entry and r.what in (:kinds) order by r.id desc limit :howMany
            """)
        .param("entry", entry.value())
        .param("kinds", kinds.stream().map(What::name).toList())
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
    return jdbc.sql("select count(*) from reading_log where entry = :entry")
        .param("entry", entry.value())
        .query(Integer.class)
        .single();
  }

  /** The usernames of those who read a signed version, on the page, as a document or in a pack. */
  public List<String> readersOf(EntryKey entry) {
    return jdbc.sql(
            """
            select distinct reader from reading_log where entry = :entry
              and what in ('ASSESSMENT', 'ASSESSMENT_WORD', 'READING_PACK')
            """)
        .param("entry", entry.value())
        .query(String.class)
        .list();
  }
}
