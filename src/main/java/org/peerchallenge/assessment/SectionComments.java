package org.peerchallenge.assessment;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Comments of colleagues on a section while they write it. They are for the authority's own team
 * and director alone, and no part of what is signed.
 */
@Service
public class SectionComments {

  /** The most characters of one comment. */
  public static final int LONGEST = 4000;

  /**
   * One comment.
   *
   * @param settledBy a username; empty while it is open
   */
  public record Comment(
      long id, String words, String writtenBy, Instant writtenAt, Optional<String> settledBy) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  SectionComments(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Every comment on a section, the oldest first. */
  public List<Comment> of(EntryKey entry, Section section) {
    return jdbc.sql(
            """
            select id, words, written_by, written_at, settled_by from section_comment
            where entry = :entry and section = :section order by place
            """)
        .param("entry", entry.value())
        .param("section", section.id())
        .query(
            (row, n) ->
                new Comment(
                    row.getLong("id"),
                    row.getString("words"),
                    row.getString("written_by"),
                    row.getObject("written_at", OffsetDateTime.class).toInstant(),
                    Optional.ofNullable(row.getString("settled_by"))))
        .list();
  }

  /** How many comments on a section are open. */
  public int open(EntryKey entry, Section section) {
    return (int) of(entry, section).stream().filter(one -> one.settledBy().isEmpty()).count();
  }

  /**
   * Adds a comment; one that stands there already, open and of the same person, is not added again.
   *
   * @throws Refused with words for the person, when it is empty or longer than {@link #LONGEST}
   */
  @Transactional
  public void add(EntryKey entry, Section section, String words, String username) {
    String plain = words == null ? "" : words.replace("\u0000", "").strip();
    if (plain.isEmpty()) {
      throw new Refused("Please write your comment first.");
    }
    if (plain.codePointCount(0, plain.length()) > LONGEST) {
      throw new Refused("Please use up to 4,000 characters for a comment.");
    }
    // Sent twice at once, it stands there once.
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:who, 0))")
        .param("who", "comment of " + username)
        .query()
        .listOfRows();
    jdbc.sql(
            """
            insert into section_comment (entry, section, words, written_by, written_at)
            select :entry, :section, :words, :username, :now
            where not exists (
              select from section_comment
              where entry = :entry and section = :section and words = :words
                and written_by = :username and settled_by is null)
            """)
        .param("entry", entry.value())
        .param("section", section.id())
        .param("words", plain)
        .param("username", username)
        .param("now", Sections.offset(clock.instant()))
        .update();
  }

  /** Marks a comment of this section as settled; done twice it stays as it was. */
  @Transactional
  public void settle(EntryKey entry, Section section, long id, String username) {
    jdbc.sql(
            """
            update section_comment set settled_by = :username, settled_at = :now
            where id = :id and entry = :entry and section = :section and settled_by is null
            """)
        .param("id", id)
        .param("entry", entry.value())
        .param("section", section.id())
        .param("username", username)
        .param("now", Sections.offset(clock.instant()))
        .update();
  }
}
