package org.peerchallenge.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a database holds, in figures: enough to see that a restored copy is whole, and nothing that
 * people wrote.
 *
 * @param rows how many rows each table has
 * @param hashes of what must be the same to the letter, by what it is: signed versions, documents,
 *     evidence, migrations
 */
record Contents(Map<String, Long> rows, Map<String, String> hashes) {

  /** Sessions are left behind: after a restore everybody signs in again. */
  static final List<String> LEFT_BEHIND = List.of("spring_session", "spring_session_attributes");

  private static final Map<String, String> HASHED =
      Map.of(
          "signed versions",
          "select entry || ' ' || number || ' ' || sha256 || ' '"
              + " || encode(sha256(convert_to(content, 'UTF8')), 'hex') from assessment_version",
          "documents",
          "select sha256 || ' ' || encode(sha256(bytes), 'hex') from stored_content",
          "evidence",
          "select sha256 || ' ' || encode(sha256(bytes), 'hex') from evidence_content",
          "what was sent",
          "select id || ' ' || encode(sha256(convert_to(content::text, 'UTF8')), 'hex')"
              + " from submission",
          "migrations",
          "select installed_rank || ' ' || coalesce(version, '') || ' ' || coalesce(checksum, 0)"
              + " from flyway_schema_history");

  /** Counts and hashes what there is; under one snapshot when the caller's transaction has one. */
  static Contents of(JdbcClient jdbc) {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : tables(jdbc)) {
      if (!LEFT_BEHIND.contains(table)) {
        rows.put(
            table, jdbc.sql("select count(*) from \"" + table + "\"").query(Long.class).single());
      }
    }
    Map<String, String> hashes = new TreeMap<>();
    HASHED.forEach(
        (what, lines) ->
            hashes.put(
                what,
                jdbc.sql(
                        """
                        select encode(sha256(convert_to(
                          coalesce(string_agg(line, E'\\n' order by line collate "C"), ''), 'UTF8')), 'hex')
                        from (%s) as held (line)
                        """
                            .formatted(lines))
                    .query(String.class)
                    .single()));
    return new Contents(rows, hashes);
  }

  static List<String> tables(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name
            """)
        .query(String.class)
        .list();
  }

  /** What another has otherwise, as sentences; empty when both are the same. */
  List<String> differences(Contents other) {
    List<String> found = new ArrayList<>();
    Map<String, Long> all = new TreeMap<>(rows);
    all.putAll(other.rows);
    for (String table : all.keySet()) {
      Long here = rows.get(table);
      Long there = other.rows.get(table);
      if (here == null || !here.equals(there)) {
        found.add(
            "table %s has %s, and should have %s"
                .formatted(table, said(other.rows.get(table)), said(here)));
      }
    }
    hashes.forEach(
        (what, hash) -> {
          if (!hash.equals(other.hashes.get(what))) {
            found.add(what + " are not the same to the letter");
          }
        });
    return found;
  }

  private static String said(Long rows) {
    return rows == null ? "not been made" : rows == 1 ? "1 row" : rows + " rows";
  }

  long allRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
