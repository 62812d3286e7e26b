package org.peerchallenge.access;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds, for a freedom of information export, what is held on an authority, in the database's own
 * catalogue: every row of ours that points to it, to one of its entries or groups, or to one of its
 * people. A new table is found by the names of its columns.
 */
@Component
class FoiDataFinder {

  /**
   * Rows of one table, as they stand.
   *
   * @param columns their names
   * @param rows a value for each column; null, text, a number or bytes
   */
  record Rows(String table, List<String> columns, List<List<Object>> rows) {}

  /** By which columns a row points to an authority; each names its condition. */
  private static final Map<String, String> POINTS_BY =
      Map.ofEntries(
          Map.entry("entry", "%s in (:entries)"),
          Map.entry("asked_by_entry", "%s in (:entries)"),
          Map.entry("peer_group", "%s in (:groups)"),
          Map.entry("owner_key", "%s in (:entries) or %1$s in (:groups)"),
          Map.entry("business_key", "%s in (:entries) or %1$s in (:groups)"),
          Map.entry("case_key", "%s in (:entries) or %1$s in (:groups)"),
          Map.entry("dfe_number", "%s = :authority"),
          Map.entry("approver", "%s like '%%-' || :authority"),
          Map.entry("username", "%s in (:people)"),
          Map.entry("holder", "%s in (:people)"),
          Map.entry("reader", "%s in (:people)"),
          Map.entry("recipient_email", "%s in (:emails)"));

  /** Tables that point to an authority only through the key of another. */
  private static final Map<String, String> BY_ANOTHER =
      Map.of(
          "entry", "key in (:entries)",
          "peer_group", "key in (:groups)",
          "review_stood_back", "review in (select id from review where entry in (:entries))",
          "evidence_content", "sha256 in (select sha256 from evidence where entry in (:entries))");

  /** What is public, holds secrets of signing in, or the machine's own book-keeping. */
  static final Set<String> NOT_ABOUT_AN_AUTHORITY =
      Set.of(
          "figure",
          "authority_succession",
          "figure_area",
          "figure_digest",
          "figure_import_digest",
          "inspection_area",
          "inspection_framework",
          "inspection_grade",
          "figure_edition",
          "figure_import",
          "figure_import_part",
          "figure_import_record",
          "figure_import_remark",
          "figure_mapping",
          "indicator_defined",
          "indicator_tag",
          "national_framework",
          "indicator",
          "ofsted_inspection",
          "statistical_neighbour",
          "flyway_schema_history",
          "account",
          "sign_in_invitation",
          "sign_in_link",
          "sign_in",
          "known_device",
          "time_code",
          "user_entities",
          "user_credentials",
          "linked_identity",
          "message_outbox",
          "mail_hold",
          "pack_run",
          "invitation_reply",
          "region_meeting",
          "calendar_feed",
          "news_unsubscribe",
          "node",
          "notice_rhythm",
          "office_deed",
          "stored_content",
          // For its named readers alone: what a request may have of it they decide, not an export.
          "serious_concern",
          "serious_concern_reader",
          "serious_concern_reading",
          "serious_concern_step",
          "section_form",
          "reminder",
          "process_proposal",
          "process_proposal_file",
          "process_trial",
          "spring_session",
          "spring_session_attributes");

  private final JdbcClient jdbc;

  FoiDataFinder(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Every table of ours with the condition that finds an authority's rows; empty where none does.
   */
  Map<String, String> tables() {
    Map<String, List<String>> columns = new TreeMap<>();
    jdbc.sql(
            """
            select c.table_name, c.column_name from information_schema.columns c
            join information_schema.tables t using (table_schema, table_name)
            where c.table_schema = current_schema() and t.table_type = 'BASE TABLE'
              and c.table_name not like 'act\\_%'
            order by c.table_name, c.ordinal_position
            """)
        .query(
            (row, n) ->
                columns
                    .computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                    .add(row.getString(2)))
        .list();
    Map<String, String> conditions = new LinkedHashMap<>();
    columns.forEach(
        (table, names) -> {
          if (!NOT_ABOUT_AN_AUTHORITY.contains(table)) {
            conditions.put(table, condition(table, names));
          }
        });
    return conditions;
  }

  private static String condition(String table, List<String> columns) {
    return BY_ANOTHER.getOrDefault(
        table,
        columns.stream()
            .filter(POINTS_BY::containsKey)
            .map(column -> POINTS_BY.get(column).formatted(column))
            .collect(Collectors.joining(" or ")));
  }

  /**
   * What is held.
   *
   * @param people the usernames of those who hold or held a role there
   */
  List<Rows> of(
      String authority,
      List<String> entries,
      List<String> groups,
      List<String> people,
      List<String> emails) {
    List<Rows> held = new ArrayList<>();
    tables()
        .forEach(
            (table, condition) -> {
              if (condition.isEmpty()) {
                return;
              }
              Rows rows =
                  jdbc.sql("select * from " + table + " where " + condition)
                      .param("authority", authority)
                      .param("entries", orNone(entries))
                      .param("groups", orNone(groups))
                      .param("people", orNone(people))
                      .param("emails", orNone(emails))
                      .query((ResultSet result) -> rows(table, result));
              if (!rows.rows().isEmpty()) {
                held.add(rows);
              }
            });
    return held;
  }

  /** SQL knows no empty list. */
  private static List<String> orNone(List<String> values) {
    return values.isEmpty() ? List.of("") : values;
  }

  private static Rows rows(String table, ResultSet result) throws SQLException {
    ResultSetMetaData meta = result.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      columns.add(meta.getColumnName(i));
    }
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.add(
            meta.getColumnTypeName(i).equals("bytea") ? result.getBytes(i) : result.getString(i));
      }
      rows.add(row);
    }
    return new Rows(table, columns, rows);
  }
}
