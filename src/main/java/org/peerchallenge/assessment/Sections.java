package org.peerchallenge.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sections as they stand: written, returned with a reason, written again; nothing is lost. */
@Service
public class Sections {

  /** Why a section is open although it was ready once. */
  public record Returned(String reason, String askedBy) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Sections(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What was written so far, in reading order. */
  public Map<Section, WrittenSection> written(EntryKey entry) {
    Map<Section, WrittenSection> sections = new EnumMap<>(Section.class);
    jdbc.sql(
            """
            select section, content::text as content, version, written_by, written_at
            from section where entry = :entry
            """)
        .param("entry", entry.value())
        .query(Sections::section)
        .list()
        .forEach(written -> sections.put(written.section(), written));
    return sections;
  }

  public Optional<WrittenSection> find(EntryKey entry, Section section) {
    return Optional.ofNullable(written(entry).get(section));
  }

  /** Every version of a section, the newest first. */
  public List<WrittenSection> history(EntryKey entry, Section section) {
    return jdbc.sql(
            """
            select section, content::text as content, version, written_by, written_at
            from section_history where entry = :entry and section = :section order by version desc
            """)
        .param("entry", entry.value())
        .param("section", section.id())
        .query(Sections::section)
        .list();
  }

  /** Keeps a section as ready; the version before stays in the history. */
  @Transactional
  public void write(
      EntryKey entry, Section section, Map<String, Object> content, String author, Instant at) {
    jdbc.sql(
            """
            with kept as (
              insert into section (entry, section, content, version, written_by, written_at)
              values (:entry, :section, cast(:content as jsonb), 1, :author, :at)
              on conflict (entry, section) do update set content = excluded.content,
                version = section.version + 1, written_by = excluded.written_by,
                written_at = excluded.written_at
              returning *)
            insert into section_history (entry, section, version, content, written_by, written_at)
            select entry, section, version, content, written_by, written_at from kept
            """)
        .param("entry", entry.value())
        .param("section", section.id())
        .param("content", Json.write(content))
        .param("author", author)
        .param("at", offset(at))
        .update();
    jdbc.sql(
            """
            update section_request set answered_at = :at
            where entry = :entry and section = :section and answered_at is null
            """)
        .param("entry", entry.value())
        .param("section", section.id())
        .param("at", offset(at))
        .update();
  }

  /** Opens a section that was sent as it was before, with the reason for which it was open. */
  @Transactional
  public void takeBack(EntryKey entry, Section section) {
    jdbc.sql(
            """
            update section_request set answered_at = null
            where id = (select max(id) from section_request
              where entry = :entry and section = :section)
            """)
        .param("entry", entry.value())
        .param("section", section.id())
        .update();
  }

  /** Asks for sections to be written again; they are opened by the process. */
  @Transactional
  public void askFor(EntryKey entry, Collection<Section> sections, String reason, String askedBy) {
    for (Section section : sections) {
      jdbc.sql(
              """
              insert into section_request (entry, section, reason, asked_by, asked_at)
              values (:entry, :section, :reason, :askedBy, :now)
              on conflict (entry, section) where answered_at is null
              do update set reason = excluded.reason, asked_by = excluded.asked_by
              """)
          .param("entry", entry.value())
          .param("section", section.id())
          .param("reason", reason, java.sql.Types.VARCHAR)
          .param("askedBy", askedBy, java.sql.Types.VARCHAR)
          .param("now", offset(clock.instant()))
          .update();
    }
  }

  /**
   * Opens what is to be written: all ten the first time, afterwards what was asked for. Done twice
   * it opens the same.
   *
   * @return the number of this opening, 1 the first time
   */
  @Transactional
  public int open(EntryKey entry) {
    int round =
        jdbc.sql("select round from assessment where entry = :entry for update")
            .param("entry", entry.value())
            .query(Integer.class)
            .single();
    if (round == 0) {
      askFor(entry, List.of(Section.values()), null, null);
    }
    int opened =
        jdbc.sql(
                """
                update section_request set round = :round
                where entry = :entry and answered_at is null and round is null
                """)
            .param("entry", entry.value())
            .param("round", round + 1)
            .update();
    if (opened == 0) {
      return round;
    }
    jdbc.sql("update assessment set round = :round where entry = :entry")
        .param("entry", entry.value())
        .param("round", round + 1)
        .update();
    return round + 1;
  }

  /** What is still to be written, in reading order. */
  public List<Section> openSections(EntryKey entry) {
    return jdbc
        .sql("select section from section_request where entry = :entry and answered_at is null")
        .param("entry", entry.value())
        .query(String.class)
        .list()
        .stream()
        .map(Section::of)
        .sorted()
        .toList();
  }

  /** Why the section is open again; empty when it is written for the first time, or ready. */
  public Optional<Returned> returned(EntryKey entry, Section section) {
    return jdbc.sql(
            """
            select reason, asked_by from section_request
            where entry = :entry and section = :section and answered_at is null
              and reason is not null
            """)
        .param("entry", entry.value())
        .param("section", section.id())
        .query(Returned.class)
        .optional();
  }

  /** The last reason for which sections came back, as long as no later version was signed. */
  public Optional<String> lastReason(EntryKey entry) {
    return jdbc.sql(
            """
            select reason from section_request
            where entry = :entry and reason is not null
              and asked_at > coalesce((select max(signed_at) from assessment_version
                where entry = :entry), '-infinity')
            order by id desc limit 1
            """)
        .param("entry", entry.value())
        .query(String.class)
        .optional();
  }

  /** Keeps a note from the lead author to the director; with null, that there is none. */
  @Transactional
  public void handOver(EntryKey entry, String note, String author, Instant at) {
    jdbc.sql(
            """
            insert into hand_over (entry, note, written_by, written_at)
            values (:entry, :note, :author, :at)
            """)
        .param("entry", entry.value())
        .param("note", note, java.sql.Types.VARCHAR)
        .param("author", author)
        .param("at", offset(at))
        .update();
  }

  public Optional<String> handedOver(EntryKey entry) {
    return jdbc.sql("select note from hand_over where entry = :entry order by id desc limit 1")
        .param("entry", entry.value())
        .query((row, n) -> Optional.ofNullable(row.getString("note")))
        .optional()
        .flatMap(note -> note);
  }

  /** What a reader would miss, in plain words; it never stops anybody. */
  public List<String> worthALook(EntryKey entry) {
    Map<Section, WrittenSection> written = written(entry);
    List<String> words = new ArrayList<>();
    for (Section section : Section.values()) {
      if (!written.containsKey(section)) {
        words.add(section.title() + " is not written yet.");
      }
    }
    content(written, Section.STRENGTHS).stream()
        .flatMap(content -> Json.rows(content, "strengths").stream())
        .filter(row -> Json.text(row, "evidenceOfImpact").isBlank())
        .forEach(
            row ->
                words.add(
                    "The strength “" + Json.text(row, "title") + "” has no evidence of impact."));
    content(written, Section.DATA_AND_CONCLUSIONS).stream()
        .flatMap(content -> Json.rows(content, "indicators").stream())
        .filter(row -> Json.text(row, "answer").isBlank())
        .forEach(
            row ->
                words.add(
                    "The indicator “" + Json.text(row, "indicator") + "” has no answer yet."));
    content(written, Section.OFSTED_ISSUES).stream()
        .flatMap(content -> Json.rows(content, "issues").stream())
        .filter(row -> Json.text(row, "response").isBlank())
        .forEach(row -> words.add("An Ofsted issue has no response yet."));
    return words;
  }

  private static List<Map<String, Object>> content(
      Map<Section, WrittenSection> written, Section section) {
    return written.containsKey(section) ? List.of(written.get(section).content()) : List.of();
  }

  static OffsetDateTime offset(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static WrittenSection section(ResultSet row, int n) throws SQLException {
    return new WrittenSection(
        Section.of(row.getString("section")),
        Json.map(row.getString("content")),
        row.getInt("version"),
        row.getString("written_by"),
        row.getObject("written_at", OffsetDateTime.class).toInstant());
  }
}
