package org.peerchallenge.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Store of sections: what the diagram asks for, what is written, returned, written again; every
 * version is kept.
 */
@Service
public class Sections {

  /**
   * A section as a version of the diagram asks for it.
   *
   * @param form the file of the form in which it is written, as that version has it
   */
  public record OfDiagram(Section section, String title, String form) {}

  /** Why a section is open although it was ready once. */
  public record Returned(String reason, String askedBy) {}

  private final JdbcClient jdbc;
  private final KeptForms forms;
  private final Clock clock;

  Sections(JdbcClient jdbc, KeptForms forms, Clock clock) {
    this.jdbc = jdbc;
    this.forms = forms;
    this.clock = clock;
  }

  /**
   * The sections that the entry's own version of the diagram asks for, in reading order; none
   * before they were opened.
   */
  public List<AskedSection> asked(EntryKey entry) {
    return jdbc.sql(
            "select section, title, form from asked_section where entry = :entry order by place")
        .param("entry", entry.value())
        .query(Sections::asked)
        .list();
  }

  static AskedSection asked(ResultSet row, int n) throws SQLException {
    return new AskedSection(
        new Section(row.getString("section")),
        row.getString("title"),
        Optional.ofNullable(row.getString("form")));
  }

  /** The asked section with this key; empty when the entry's diagram does not ask for it. */
  public Optional<AskedSection> asked(EntryKey entry, Section section) {
    return asked(entry).stream().filter(one -> one.section().equals(section)).findFirst();
  }

  /** The asked section that is written in a form; empty when the form is another's. */
  public Optional<AskedSection> ofForm(String businessKey, String form) {
    return EntryKey.is(businessKey)
        ? asked(EntryKey.of(businessKey)).stream()
            .filter(one -> one.section().form().equals(form))
            .findFirst()
        : Optional.empty();
  }

  /** The titles of all sections that the entry was ever asked for. */
  public Map<Section, String> titles(EntryKey entry) {
    Map<Section, String> titles = new LinkedHashMap<>();
    jdbc.sql(
            """
            select section, title from signed_section where entry = :entry
            union all select section, title from asked_section where entry = :entry
            """)
        .param("entry", entry.value())
        .query((row, n) -> titles.put(new Section(row.getString(1)), row.getString(2)))
        .list();
    return titles;
  }

  /** What was written so far, in reading order; nothing of a section that is not asked for. */
  public Map<Section, WrittenSection> written(EntryKey entry) {
    Map<Section, WrittenSection> sections = new LinkedHashMap<>();
    jdbc.sql(
            """
            select section, content::text as content, version, written_by, written_at
            from section join asked_section using (entry, section) where entry = :entry
            order by place
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
      EntryKey entry, Section section, FormValues content, String author, Instant at) {
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
        .param("content", JsonText.canonical(content))
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
   * Opens what is to be written: what the diagram asks for and nobody has written, and what was
   * asked for again. Done twice it opens the same.
   *
   * @param byDiagram the sections of the version of the diagram that the entry runs on, in reading
   *     order
   * @return the number of this opening, 1 the first time
   */
  @Transactional
  public int open(EntryKey entry, List<OfDiagram> byDiagram) {
    int round =
        jdbc.sql("select round from assessment where entry = :entry for update")
            .param("entry", entry.value())
            .query(Integer.class)
            .single();
    ask(entry, byDiagram);
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

  /** The diagram of a running year may have been changed since sections were opened last. */
  private void ask(EntryKey entry, List<OfDiagram> byDiagram) {
    jdbc.sql("delete from asked_section where entry = :entry")
        .param("entry", entry.value())
        .update();
    int place = 0;
    for (OfDiagram one : byDiagram) {
      jdbc.sql(
              """
              insert into asked_section (entry, section, place, title, form)
              values (:entry, :section, :place, :title, :form)
              """)
          .param("entry", entry.value())
          .param("section", one.section().id())
          .param("place", place++)
          .param("title", one.title())
          .param("form", forms.keep(one.form()))
          .update();
    }
    Map<Section, WrittenSection> written = written(entry);
    List<Section> open = openSections(entry).stream().map(AskedSection::section).toList();
    askFor(
        entry,
        byDiagram.stream()
            .map(OfDiagram::section)
            .filter(section -> !written.containsKey(section) && !open.contains(section))
            .toList(),
        null,
        null);
    // Nobody can answer what the diagram has no task for any more.
    jdbc.sql(
            """
            update section_request r set answered_at = :now
            where entry = :entry and answered_at is null and not exists
              (select 1 from asked_section a where a.entry = r.entry and a.section = r.section)
            """)
        .param("entry", entry.value())
        .param("now", offset(clock.instant()))
        .update();
  }

  /** What is still to be written, in reading order. */
  public List<AskedSection> openSections(EntryKey entry) {
    return jdbc.sql(
            """
            select section, title, form from asked_section a
            where entry = :entry and exists (select 1 from section_request r
              where r.entry = a.entry and r.section = a.section and r.answered_at is null)
            order by place
            """)
        .param("entry", entry.value())
        .query(Sections::asked)
        .list();
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
    for (AskedSection section : asked(entry)) {
      if (!written.containsKey(section.section())) {
        words.add(section.title() + " is not written yet.");
      }
    }
    content(written, Section.STRENGTHS).stream()
        .flatMap(content -> content.rows("strengths").stream())
        .filter(row -> row.text("evidenceOfImpact").isBlank())
        .forEach(
            row ->
                words.add("The strength “" + row.text("title") + "” has no evidence of impact."));
    content(written, Section.DATA_AND_CONCLUSIONS).stream()
        .flatMap(content -> content.rows("indicators").stream())
        .filter(row -> row.text("answer").isBlank())
        .forEach(
            row -> words.add("The indicator “" + row.text("indicator") + "” has no answer yet."));
    content(written, Section.OFSTED_ISSUES).stream()
        .flatMap(content -> content.rows("issues").stream())
        .filter(row -> row.text("response").isBlank())
        .forEach(row -> words.add("An Ofsted issue has no response yet."));
    return words;
  }

  private static List<FormValues> content(Map<Section, WrittenSection> written, Section section) {
    return written.containsKey(section) ? List.of(written.get(section).content()) : List.of();
  }

  static OffsetDateTime offset(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static WrittenSection section(ResultSet row, int n) throws SQLException {
    return new WrittenSection(
        new Section(row.getString("section")),
        FormValues.read(row.getString("content")),
        row.getInt("version"),
        row.getString("written_by"),
        row.getObject("written_at", OffsetDateTime.class).toInstant());
  }
}
