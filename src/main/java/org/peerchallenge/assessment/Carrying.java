package org.peerchallenge.assessment;

import java.util.List;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.EntryKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Carries a self-assessment from one entry to another when entries are split or joined: what is
 * written, what was typed, evidence, and the signed versions as they were signed.
 */
@Service
public class Carrying {

  /** In an order in which each finds what it points to; a document stays the one it is. */
  private static final List<String> TABLES =
      List.of(
          "assessment",
          "asked_section",
          "section",
          "section_history",
          "section_request",
          "hand_over",
          "assessment_version",
          "signed_section",
          "assessment_document",
          "amendment",
          "flagged_indicator",
          "sharing_choice",
          "review_advice",
          "evidence");

  private final JdbcClient jdbc;

  Carrying(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Copies everything to an entry that has nothing yet; the one it comes from keeps its own. */
  @Transactional
  public void carry(EntryKey from, EntryKey to) {
    TABLES.forEach(table -> copy(table, from, to));
    // What was open opens again in the new process.
    jdbc.sql(
            """
            update section_request set round = null where entry = :to and answered_at is null
            """)
        .param("to", to.value())
        .update();
    jdbc.sql("update assessment set withdrawn_at = null, ended_at = null where entry = :to")
        .param("to", to.value())
        .update();
    carryTyped(from, to);
  }

  private void copy(String table, EntryKey from, EntryKey to) {
    List<String> columns =
        jdbc.sql(
                """
                select column_name from information_schema.columns
                where table_schema = current_schema() and table_name = :table
                  and is_identity = 'NO' and column_name <> 'entry' order by ordinal_position
                """)
            .param("table", table)
            .query(String.class)
            .list();
    String names = String.join(", ", columns);
    // Evidence has a key of its own for each entry; its content is kept once.
    String values =
        columns.stream()
            .map(column -> column.equals("id") ? "gen_random_uuid()" : column)
            .collect(Collectors.joining(", "));
    jdbc.sql(
            "insert into %s (entry, %s) select :to, %s from %s where entry = :from"
                .formatted(table, names, values, table))
        .param("from", from.value())
        .param("to", to.value())
        .update();
  }

  /** Typed and not sent becomes an earlier version of the new task's form. */
  private void carryTyped(EntryKey from, EntryKey to) {
    jdbc.sql(
            """
            insert into draft_history
              (business_key, form, loop, content, saved_by, saved_at, sent)
            select :to, form, loop, content, saved_by, saved_at, sent from draft_history
            where business_key = :from order by place
            """)
        .param("from", from.value())
        .param("to", to.value())
        .update();
    jdbc.sql(
            """
            insert into draft_history
              (business_key, form, loop, content, saved_by, saved_at, sent)
            select :to, form, loop, content, saved_by, saved_at, false from draft
            where business_key = :from
            """)
        .param("from", from.value())
        .param("to", to.value())
        .update();
  }

  /** What another entry wrote becomes an earlier version of each section's form, to choose from. */
  @Transactional
  public void offer(EntryKey from, EntryKey to) {
    jdbc.sql(
            """
            insert into draft_history
              (business_key, form, loop, content, saved_by, saved_at, sent)
            select :to, 'write-' || section, '', content::text, written_by, written_at, true
            from section where entry = :from
            """)
        .param("from", from.value())
        .param("to", to.value())
        .update();
    carryTyped(from, to);
  }
}
