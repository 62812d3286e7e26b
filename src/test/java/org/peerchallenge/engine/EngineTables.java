package org.peerchallenge.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for text in every column of the engine's tables that can hold text. */
public final class EngineTables {

  private EngineTables() {}

  /** The {@code table.column}s of {@code ACT_} tables in which a text stands. */
  public static List<String> columnsWith(JdbcClient jdbc, String text) {
    List<String> found = new ArrayList<>();
    List<Map<String, Object>> columns =
        jdbc.sql(
                """
                select table_name, column_name, data_type from information_schema.columns
                where table_schema = 'public' and table_name like 'act\\_%'
                  and data_type in ('character varying', 'text', 'bytea', 'character', 'json', 'jsonb')
                """)
            .query()
            .listOfRows();
    for (Map<String, Object> column : columns) {
      boolean bytes = column.get("data_type").equals("bytea");
      String condition =
          bytes
              ? "position(convert_to(:text, 'UTF8') in %s) > 0"
              : "position(:text in %s::text) > 0";
      long rows =
          jdbc.sql(
                  ("select count(*) from %s where " + condition)
                      .formatted(column.get("table_name"), column.get("column_name")))
              .param("text", text)
              .query(Long.class)
              .single();
      if (rows > 0) {
        found.add(column.get("table_name") + "." + column.get("column_name"));
      }
    }
    return found;
  }
}
