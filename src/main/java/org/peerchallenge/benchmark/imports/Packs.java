package org.peerchallenge.benchmark.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * New figures of a file, many to a row of the table of its differences: as COPY takes them into the
 * table of figures, so that PostgreSQL takes each figure once, when it is published. Where they
 * must be compared with others they become rows of their own.
 *
 * <p>The first column of each is its line, negative where the cell came once more; a publication
 * writes its edition there.
 */
final class Packs {

  /** Figures; fewer become rows of their own. */
  static final int WORTH = 1_000;

  /** Bytes; a row with a pack of this size has a page of eight kilobytes of its own. */
  private static final int SIZE = 7_900;

  /** Packs that are read back at once: one megabyte. */
  private static final int AT_ONCE = 128;

  private static final String COLUMNS =
      "indicator_code, dfe_number, period, period_end, published, value";

  private static final int EACH = 7;

  private static final byte[] NEW = "NEW".getBytes(StandardCharsets.US_ASCII);

  private Packs() {}

  /** Fills packs. */
  static final class Writer {

    private final BinaryCopy copy;
    private final long importId;
    private final BinaryRows rows = new BinaryRows(2 * SIZE);
    private int packs;
    private int figures;

    /**
     * @param copy that of {@link Staging}
     */
    Writer(BinaryCopy copy, long importId) {
      this.copy = copy;
      this.importId = importId;
    }

    /**
     * Adds a figure.
     *
     * @param value in plain digits; null where a symbol was published
     * @param again whether the cell came before
     */
    void add(
        int line,
        String indicator,
        String dfeNumber,
        byte[] period,
        int day,
        String published,
        String value,
        boolean again)
        throws SQLException {
      int before = rows.filled;
      rows.row(EACH);
      rows.integer(again ? -line : line);
      rows.text(indicator);
      rows.text(dfeNumber);
      rows.bytes(period);
      rows.integer(day);
      rows.text(published);
      if (value == null) {
        rows.none();
      } else {
        rows.numeric(value);
      }
      if (rows.filled > SIZE && before > 0) {
        store(before);
      }
      figures++;
    }

    private void store(int length) throws SQLException {
      copy.row();
      copy.bigint(importId);
      copy.integer(++packs);
      copy.text("PACKED");
      for (int column = 3; column < 10; column++) {
        copy.none();
      }
      copy.bool(false);
      copy.bytes(rows.out, length);
      copy.integer(figures);
      System.arraycopy(rows.out, length, rows.out, 0, rows.filled - length);
      rows.filled -= length;
      figures = 0;
    }

    /** The last one. */
    void end() throws SQLException {
      if (rows.filled > 0) {
        store(rows.filled);
      }
    }
  }

  /** Whether the check of an import left its new figures packed. */
  static boolean has(JdbcClient jdbc, long importId) {
    return jdbc.sql(
            "select exists (select from figure_import_row where import_id = :id and what ="
                + " 'PACKED')")
        .param("id", importId)
        .query(Boolean.class)
        .single();
  }

  /**
   * Writes the figures of all packs of an import as those of an edition.
   *
   * @param connection the transaction's
   * @return how many
   */
  static int publish(Connection connection, long importId, int edition) throws SQLException {
    int[] count = {0};
    each(
        connection,
        importId,
        packs -> {
          try (BinaryCopy copy =
              new BinaryCopy(connection, "figure (from_edition, " + COLUMNS + ")", EACH)) {
            for (byte[] pack : packs) {
              ByteBuffer figures = ByteBuffer.wrap(pack);
              while (figures.hasRemaining()) {
                figures.putInt(figures.position() + 6, edition);
                pass(figures, EACH);
              }
              copy.rows(pack);
            }
            count[0] += (int) copy.end();
          }
        });
    return count[0];
  }

  /** Makes each figure of all packs of an import a row of its own. */
  static void unpack(Connection connection, long importId) throws SQLException {
    each(
        connection,
        importId,
        packs -> {
          try (BinaryCopy copy =
              new BinaryCopy(
                  connection,
                  "figure_import_row (import_id, what, repeats, line, " + COLUMNS + ")",
                  EACH + 3)) {
            for (byte[] pack : packs) {
              ByteBuffer figures = ByteBuffer.wrap(pack);
              while (figures.hasRemaining()) {
                int line = figures.getInt(figures.position() + 6);
                figures.position(figures.position() + 10);
                int from = figures.position();
                passColumns(figures, EACH - 1);
                copy.row();
                copy.bigint(importId);
                copy.bytes(NEW);
                copy.bool(line < 0);
                copy.integer(Math.abs(line));
                copy.put(pack, from, figures.position() - from);
              }
            }
            copy.end();
          }
        });
    on(connection)
        .sql("delete from figure_import_row where import_id = :id and what = 'PACKED'")
        .param("id", importId)
        .update();
  }

  private interface Some {
    void take(List<byte[]> packs) throws SQLException;
  }

  /** All packs, some at a time. */
  private static void each(Connection connection, long importId, Some some) throws SQLException {
    JdbcClient jdbc = on(connection);
    jdbc.sql(
            "declare packs no scroll cursor for select packed from figure_import_row where import_id"
                + " = "
                + importId
                + " and what = 'PACKED'")
        .update();
    List<byte[]> packs;
    do {
      packs = jdbc.sql("fetch " + AT_ONCE + " from packs").query(byte[].class).list();
      if (!packs.isEmpty()) {
        some.take(packs);
      }
    } while (packs.size() == AT_ONCE);
    jdbc.sql("close packs").update();
  }

  private static void pass(ByteBuffer figures, int columns) {
    figures.getShort();
    passColumns(figures, columns);
  }

  private static void passColumns(ByteBuffer figures, int columns) {
    for (int column = 0; column < columns; column++) {
      figures.position(Math.max(0, figures.getInt()) + figures.position());
    }
  }

  /**
   * One figure of a pack.
   *
   * @param says the number in plain digits, or the symbol that was published
   */
  record Figure(int line, String indicator, String dfeNumber, String period, String says) {}

  /** Some of the figures of an import's packs, in the order of the file. */
  static List<Figure> figures(JdbcClient jdbc, long importId, int from, int count) {
    List<Figure> read = new ArrayList<>();
    int[] first = {0};
    jdbc.sql(
            """
            with pack as (select line, sum(figures) over (order by line) - figures as before, figures
              from figure_import_row where import_id = :id and what = 'PACKED')
            select pack.before::integer, r.packed from pack join figure_import_row r on r.line = pack.line
            where r.import_id = :id and r.what = 'PACKED' and before < :to and before + pack.figures > :from
            order by pack.line
            """)
        .param("id", importId)
        .param("from", from)
        .param("to", from + count)
        .query(
            (row, n) -> {
              first[0] = n == 0 ? row.getInt(1) : first[0];
              return row.getBytes(2);
            })
        .list()
        .forEach(pack -> read(ByteBuffer.wrap(pack), read));
    int skipped = Math.min(read.size(), from - first[0]);
    return read.subList(skipped, Math.min(read.size(), skipped + count));
  }

  private static void read(ByteBuffer figures, List<Figure> into) {
    while (figures.hasRemaining()) {
      figures.getShort();
      figures.getInt();
      int line = figures.getInt();
      String indicator = text(figures);
      String dfeNumber = text(figures);
      String period = text(figures);
      passColumns(figures, 1);
      String published = text(figures);
      int length = figures.getInt();
      into.add(
          new Figure(
              line,
              indicator,
              dfeNumber,
              period,
              length < 0 ? published : BinaryRows.plain(figures)));
    }
  }

  private static String text(ByteBuffer figures) {
    byte[] text = new byte[figures.getInt()];
    figures.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static JdbcClient on(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }
}
