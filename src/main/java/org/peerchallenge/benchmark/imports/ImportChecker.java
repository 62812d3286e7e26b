package org.peerchallenge.benchmark.imports;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import javax.sql.DataSource;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.MachineTrouble;
import org.peerchallenge.kernel.Refused;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Checker of an import: reads its file and takes the difference from what is current, in one
 * transaction of its own: it ends with the whole difference, or is as if it had never begun.
 */
final class ImportChecker {

  /** More faulty lines than this share, and the file as a whole is not what it was taken for. */
  private static final double MOST_FAULTY = 0.5;

  private static final int FEW = 20;

  /** Lines between two looks at the clock, and nanoseconds between two notes for the page's bar. */
  private static final int STEP = 10_000;

  private static final long NOTE_EVERY = 500_000_000L;

  static final Charset WINDOWS = Charset.forName("windows-1252");

  /**
   * Whole tables are compared. Of one that was filled a moment ago PostgreSQL has no statistics,
   * and looks up each of 68,000 rows in the other 68,000 one by one; to gather them takes longer
   * than the comparison itself. It may also take longer than a page may wait. Ends with the
   * transaction.
   */
  static final String WHOLE_TABLES =
      "set local enable_nestloop = off; set local enable_mergejoin = off; set local work_mem ="
          + " '64MB'; set local statement_timeout = 0; set local lock_timeout = 0";

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Clock clock;

  ImportChecker(DataSource dataSource, JdbcClient jdbc, Clock clock) {
    this.dataSource = dataSource;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Which lock the one who reads holds; it ends with its connection, however that ends. */
  static long lock(long importId) {
    return 0x696d706f727400L + importId;
  }

  /** Checks; does nothing when another is at it. */
  void check(long importId, Kind kind, Decisions said) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      // The pool sets its own limit again when the connection comes back.
      connection.setNetworkTimeout(Runnable::run, 0);
      try {
        on(connection).sql(WHOLE_TABLES).update();
        if (take(connection, importId)) {
          if (wasChecked(importId)) {
            forget(connection, importId);
          }
          begin(importId);
          // Read first: what is published while we compare makes the comparison stale.
          int base =
              jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
          Outcome outcome = read(connection, importId, kind, said, base);
          finish(connection, importId, outcome, base);
          connection.commit();
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Import " + importId + " cannot be checked", e);
    }
  }

  private record Outcome(Optional<CheckResult> found, Optional<Refused> refused, long lines) {}

  private boolean take(Connection connection, long importId) {
    JdbcClient own = on(connection);
    boolean taken =
        own.sql("select pg_try_advisory_xact_lock(:lock)")
            .param("lock", lock(importId))
            .query(Boolean.class)
            .single();
    return taken
        && own.sql(
                "select state in ('BROUGHT', 'READING', 'ASKS', 'CHECKED', 'REFUSED') from figure_import"
                    + " where id = :id")
            .param("id", importId)
            .query(Boolean.class)
            .single();
  }

  /** Only then is there a difference of before to be forgotten: all rows must be read for it. */
  private boolean wasChecked(long importId) {
    return jdbc.sql(
            "select checked_at is not null or state = 'READING' from figure_import where id = :id")
        .param("id", importId)
        .query(Boolean.class)
        .single();
  }

  /** Seen by all at once, unlike what follows. */
  private void begin(long importId) {
    jdbc.sql(
            """
            update figure_import set state = 'READING', trouble = null, lines_read = 0, percent_read = 0, found = null,
              base_edition = null, checked_at = null
            where id = :id
            """)
        .param("id", importId)
        .update();
  }

  private Outcome read(Connection connection, long importId, Kind kind, Decisions said, int base)
      throws SQLException {
    Supplier<InputStream> file = () -> new FileChunks.Reader(jdbc, importId);
    // Back to here keeps the lock.
    Savepoint beginning = connection.setSavepoint();
    try {
      try {
        return attempt(connection, importId, kind, said, base, file, StandardCharsets.UTF_8);
      } catch (CharacterCodingException e) {
        connection.rollback(beginning);
        return attempt(connection, importId, kind, said, base, file, WINDOWS);
      }
    } catch (ZipException | EOFException e) {
      return refused(
          connection, beginning, new Refused("The archive is damaged. Download it again."));
    } catch (IOException e) {
      if (MachineTrouble.in(e).isPresent()) {
        throw new UncheckedIOException(e);
      }
      return refused(
          connection, beginning, new Refused("The file cannot be read: " + e.getMessage()));
    } catch (Refused e) {
      return refused(connection, beginning, e);
    }
  }

  private static Outcome refused(Connection connection, Savepoint beginning, Refused why)
      throws SQLException {
    connection.rollback(beginning);
    return new Outcome(Optional.empty(), Optional.of(why), LineRefused.line(why));
  }

  private Outcome attempt(
      Connection connection,
      long importId,
      Kind kind,
      Decisions said,
      int base,
      Supplier<InputStream> file,
      Charset charset)
      throws IOException, SQLException {
    long[] lines = {0};
    Records.Difference records = null;
    CurrentFigures current = new CurrentFigures(jdbc, base);
    Staging staging = new Staging(connection, importId, current, said.commas());
    try (staging) {
      if (kind == Kind.RETURN) {
        ReturnWorkbook.read(file, new KnownIndicators(jdbc), new Areas(jdbc), staging);
      } else {
        FileChunks.Opening parts = new FileChunks.Opening(jdbc, importId);
        try (Lines text = open(parts, charset)) {
          records = read(kind, said, text, importId, parts, staging);
          note(importId, text.number(), parts);
          lines[0] = text.number();
        }
      }
      staging.askAboutParts();
      if (charset == WINDOWS) {
        staging.remark(
            0,
            Remark.Kind.RANGE,
            "The file is not in UTF-8. It was read as Windows-1252, as Excel saves it; look at the"
                + " names in it, or save it as “CSV UTF-8” and bring it again.");
      }
      if (staging.faultyLines() > FEW && staging.faultyLines() > MOST_FAULTY * lines[0]
          || staging.count() == 0 && records == null) {
        staging.remark(
            0,
            staging.isAboutCommas() ? Remark.Kind.ASKED : Remark.Kind.REFUSED,
            whyNothing(staging, lines[0]));
      }
      staging.end();
    }
    if (staging.mustReadAgain()) {
      try (Staging again = staging.again(connection)) {
        if (kind == Kind.RETURN) {
          ReturnWorkbook.read(file, new KnownIndicators(jdbc), new Areas(jdbc), again);
        } else {
          FileChunks.Opening parts = new FileChunks.Opening(jdbc, importId);
          try (Lines text = open(parts, charset)) {
            read(kind, said, text, importId, parts, again);
          }
        }
        again.end();
      }
    }
    return difference(connection, importId, lines[0], staging, current, records, base);
  }

  /** Begins with the reason that most lines have, since that is what is to be mended. */
  private static String whyNothing(Staging staging, long lines) {
    if (lines == 1) {
      return "The file has a heading and no line below it. Download it again, and bring it as it was"
          + " published.";
    }
    return staging
        .mostFrequentFault()
        .map(
            fault ->
                fault
                    + String.format(
                        Locale.UK,
                        " %,d of %,d lines cannot be read, so nothing of the file can be published. Look whether"
                            + " its columns are shifted, or whether it is another file.",
                        staging.faultyLines(),
                        Math.max(0, lines - 1)))
        .orElse(
            "No line of the file has a figure that is taken. Look at what was left out, whether its"
                + " columns are shifted, and whether it is the right file and mapping. Nothing of it can"
                + " be published.");
  }

  private Records.Difference read(
      Kind kind,
      Decisions said,
      Lines text,
      long importId,
      FileChunks.Opening parts,
      Staging staging)
      throws IOException, SQLException {
    LineCount progress = new Progress(importId, parts)::at;
    Areas areas = new Areas(jdbc);
    switch (kind) {
      case EES ->
          new WideLayout(
                  said.mapping()
                      .orElseThrow(
                          () -> new Refused("Say first which columns are which indicators.")),
                  new KnownIndicators(jdbc),
                  areas,
                  staging)
              .read(text, progress);
      case LAIT ->
          new LongLayout(new KnownIndicators(jdbc), areas, staging, said.indicator())
              .read(text, progress);
      case NEIGHBOURS -> {
        return new Records(jdbc, areas, staging, importId).neighbours(text, said.modelYear());
      }
      case INSPECTIONS -> {
        return new Records(jdbc, areas, staging, importId).inspections(text);
      }
      case RETURN -> throw new IllegalStateException("A workbook has no lines");
    }
    return null;
  }

  private final class Progress {

    private final long importId;
    private final FileChunks.Opening parts;
    private long noted = System.nanoTime();

    Progress(long importId, FileChunks.Opening parts) {
      this.importId = importId;
      this.parts = parts;
    }

    void at(long line) {
      if (line % STEP == 0 && System.nanoTime() - noted > NOTE_EVERY) {
        note(importId, line, parts);
        noted = System.nanoTime();
      }
    }
  }

  private void note(long importId, long line, FileChunks.Opening parts) {
    jdbc.sql("update figure_import set lines_read = :line, percent_read = :percent where id = :id")
        .param("line", line)
        .param("percent", parts.percentRead())
        .param("id", importId)
        .update();
  }

  static Lines open(Supplier<InputStream> file, Charset charset) throws IOException {
    return new Lines(DecompressedFile.text(file, charset));
  }

  private static void forget(Connection connection, long importId) {
    for (String table : new String[] {"row", "remark", "record", "digest"}) {
      on(connection)
          .sql("delete from figure_import_" + table + " where import_id = :id")
          .param("id", importId)
          .update();
    }
  }

  private Outcome difference(
      Connection connection,
      long importId,
      long lines,
      Staging staging,
      CurrentFigures current,
      Records.Difference records,
      int base)
      throws SQLException {
    int unchanged;
    List<Staging.Cells> cells = staging.cells();
    Optional<List<Remark>> leaps = staging.leaps(current);
    if (leaps.isEmpty() || staging.sent() <= Packs.WORTH) {
      Packs.unpack(connection, importId);
    }
    keepRemarks(connection, importId, staging);
    if (cells.stream().anyMatch(Staging.Cells::repeated)) {
      settleRepeats(connection, importId);
    }
    if (records == null) {
      int[] equal = {0};
      cells.stream()
          .filter(Staging.Cells::isCurrent)
          .forEach(one -> equal[0] += one.digest().figures());
      unchanged = equal[0] + compared(connection, importId, staging, leaps);
      keepDigests(connection, importId, cells, base);
    } else {
      unchanged = records.unchanged();
      for (Object[] row : records.rows()) {
        on(connection)
            .sql(
                """
                insert into figure_import_record (import_id, line, what, subject, was, now, content)
                values (?, ?, ?, ?, ?, ?, ?::jsonb)
                """)
            .params(row)
            .update();
      }
    }
    return new Outcome(
        Optional.of(
            count(
                connection,
                importId,
                lines,
                records == null && staging.isAllNew()
                    ? Optional.of(staging.sent())
                    : Optional.empty(),
                unchanged,
                staging.commasAsked())),
        Optional.empty(),
        lines);
  }

  private static void keepRemarks(Connection connection, long importId, Staging staging) {
    keep(connection, importId, staging.few());
    if (staging.remarksSent()) {
      execute(
          connection,
          importId,
          """
          insert into figure_import_remark (import_id, line, kind, reason)
          select import_id, line, what, reason from figure_import_row where import_id = :id and reason is not null
          """);
    }
  }

  private static void keep(Connection connection, long importId, List<Remark> remarks) {
    if (!remarks.isEmpty()) {
      on(connection)
          .sql(
              """
              insert into figure_import_remark (import_id, line, kind, reason)
              select :id, * from unnest(:lines::bigint[], :kinds::text[], :reasons::text[])
              """)
          .param("id", importId)
          .param("lines", remarks.stream().map(Remark::line).toArray(Long[]::new))
          .param("kinds", remarks.stream().map(one -> one.kind().name()).toArray(String[]::new))
          .param(
              "reasons",
              remarks.stream().map(one -> Staging.storable(one.reason())).toArray(String[]::new))
          .update();
    }
  }

  /** How many of the figures that were sent are as they are current. */
  private static int compared(
      Connection connection, long importId, Staging staging, Optional<List<Remark>> leaps) {
    List<Staging.Cells> cells = staging.cells();
    int unchanged = 0;
    if (cells.stream().anyMatch(Staging.Cells::isCompared)) {
      int differ = execute(connection, importId, CHANGES);
      unchanged =
          on(connection)
                  .sql(
                      "select count(*) from figure_import_row where import_id = :id and what = 'READ'")
                  .param("id", importId)
                  .query(Integer.class)
                  .single()
              - differ;
      execute(connection, importId, MISSING);
    }
    compareWithYearBefore(connection, importId, leaps);
    if (cells.stream().anyMatch(Staging.Cells::isCompared)) {
      on(connection)
          .sql(OTHER_COLUMN)
          .param("id", importId)
          .param("indicators", cells.stream().map(one -> one.indicator).toArray(String[]::new))
          .param(
              "figures",
              cells.stream()
                  .map(one -> one.isCurrent() ? one.digest().figures() : 0)
                  .toArray(Integer[]::new))
          .update();
      execute(
          connection,
          importId,
          "delete from figure_import_row where import_id = :id and what = 'READ'");
    }
    return unchanged;
  }

  /**
   * Keeps the sums of what the file says, for its publication; and for the next file at once where
   * all of it is what is current.
   */
  private static void keepDigests(
      Connection connection, long importId, List<Staging.Cells> cells, int base) {
    List<Staging.Cells> kept =
        cells.stream().filter(one -> !one.repeated() && !one.isCurrent()).toList();
    if (kept.isEmpty()) {
      return;
    }
    on(connection)
        .sql(
            """
            insert into figure_import_digest (import_id, indicator_code, period_end, figures, low, high)
            select :id, * from unnest(:indicators::text[], :ends::text[]::date[], :figures::integer[], :low::bigint[], :high::bigint[])
            """)
        .param("id", importId)
        .param("indicators", kept.stream().map(one -> one.indicator).toArray(String[]::new))
        .param("ends", kept.stream().map(one -> one.end.toString()).toArray(String[]::new))
        .param("figures", kept.stream().map(one -> one.digest().figures()).toArray(Integer[]::new))
        .param("low", kept.stream().map(one -> one.digest().low()).toArray(Long[]::new))
        .param("high", kept.stream().map(one -> one.digest().high()).toArray(Long[]::new))
        .update();
    if (kept.stream().allMatch(Staging.Cells::isFresh)) {
      return;
    }
    on(connection)
        .sql(
            """
            with touched as (select distinct indicator_code, period_end from figure_import_row
              where import_id = :id and reason is null)
            insert into figure_digest (indicator_code, period_end, edition, figures, low, high)
            select indicator_code, period_end, :base, figures, low, high from figure_import_digest d
            where import_id = :id and not exists (select from touched t
              where t.indicator_code = d.indicator_code and t.period_end = d.period_end)
            on conflict (indicator_code, period_end) do update
              set edition = excluded.edition, figures = excluded.figures, low = excluded.low, high = excluded.high
              where excluded.edition > figure_digest.edition
            """)
        .param("id", importId)
        .param("base", base)
        .update();
  }

  /**
   * A cell that comes again with the same figure counts once; with another, nobody knows which is
   * right and none counts.
   */
  private static void settleRepeats(Connection connection, long importId) {
    execute(
        connection,
        importId,
        """
        with cell as (
          select indicator_code, dfe_number, period_end, min(line) as first,
            count(distinct (published, value)) > 1 as differ, min(line) = max(line) as in_one_line
          from figure_import_row where import_id = :id and reason is null
            and (indicator_code, dfe_number, period_end) in
              (select indicator_code, dfe_number, period_end from figure_import_row where import_id = :id and repeats)
          group by indicator_code, dfe_number, period_end),
        settled as (
          delete from figure_import_row s using cell c
          where s.import_id = :id and s.reason is null
            and (s.indicator_code, s.dfe_number, s.period_end) = (c.indicator_code, c.dfe_number, c.period_end)
            and (c.differ or s.repeats)
          returning c.*, s.line)
        insert into figure_import_remark (import_id, line, kind, reason)
        select distinct on (settled.*) :id, line, case when differ then 'FAULT' else 'REPEAT' end,
          case when not differ then 'This line says what line ' || first || ' says'
            when in_one_line then 'Two columns of the line have different figures for the same indicator, area and period; none is taken'
            when line = first then 'A later line has another figure for the same indicator, area and period; none is taken'
            else 'Line ' || first || ' has another figure for the same indicator, area and period; none is taken' end
        from settled
        """);
  }

  private static final String CHANGES =
      """
      insert into figure_import_row (import_id, line, what, indicator_code, dfe_number, period, period_end, published,
        value, was)
      select :id, s.line, case when f.indicator_code is null then 'NEW' else 'CHANGED' end, s.indicator_code,
        s.dfe_number, s.period, s.period_end, s.published, s.value, coalesce(trim_scale(f.value)::text, f.published)
      from figure_import_row s left join figure f on f.indicator_code = s.indicator_code
        and f.dfe_number = s.dfe_number and f.period_end = s.period_end and f.to_edition is null
      where s.import_id = :id and s.what = 'READ' and (f.indicator_code is null or f.value is distinct from s.value
        or s.value is null and f.published <> s.published)
      """;

  private static final String MISSING =
      """
      with read as (select * from figure_import_row where import_id = :id and what = 'READ')
      insert into figure_import_row (import_id, line, what, indicator_code, dfe_number, period, period_end, was)
      select :id, 0, 'MISSING', f.indicator_code, f.dfe_number, f.period, f.period_end,
        coalesce(trim_scale(f.value)::text, f.published)
      from (select distinct indicator_code, period_end from read) scope
        join figure f using (indicator_code, period_end)
        left join read s on s.indicator_code = f.indicator_code and s.dfe_number = f.dfe_number
          and s.period_end = f.period_end
      where f.to_edition is null and s.indicator_code is null
      """;

  /**
   * More than five times the same period of the year before, or less than a fifth of it. Where the
   * file has all that is to be compared, the reading knows already which cells these nearly are.
   */
  private static void compareWithYearBefore(
      Connection connection, long importId, Optional<List<Remark>> leaps) {
    if (leaps.isPresent()) {
      keep(connection, importId, leaps.get());
    } else {
      execute(connection, importId, FOLD);
    }
  }

  private static final String FOLD =
      """
      with says as (select line, indicator_code, dfe_number, period, period_end, value from figure_import_row
          where import_id = :id and what in ('NEW', 'CHANGED')),
        before as (select s.indicator_code, s.dfe_number, s.period_end, s.value from says s
          union all
          select f.indicator_code, f.dfe_number, f.period_end, f.value from figure f
          where f.to_edition is null
            and not exists (select from says s where s.indicator_code = f.indicator_code
              and s.dfe_number = f.dfe_number and s.period_end = f.period_end))
      insert into figure_import_remark (import_id, line, kind, reason)
      select :id, r.line, 'RANGE', coalesce(i.name, d.name) || ', ' || a.name || ', ' || r.period || ': '
        || trim_scale(r.value) || ', after ' || trim_scale(b.value) || ' the year before'
      from says r
        join before b on b.indicator_code = r.indicator_code and b.dfe_number = r.dfe_number
          and b.period_end = (r.period_end - interval '1 year')::date
        join figure_area a on a.dfe_number = r.dfe_number
        left join indicator i on i.code = r.indicator_code and i.to_edition is null
        left join indicator_defined d on d.code = r.indicator_code
      where greatest(r.value, b.value) >= 10
        and (r.value > 5 * b.value or 5 * r.value < b.value)
      """;

  /**
   * A column that is another measure differs nearly everywhere from what is current. What was told
   * by its sum to be current counts among what is held.
   */
  private static final String OTHER_COLUMN =
      """
      insert into figure_import_remark (import_id, line, kind, reason)
      select :id, 0, 'RANGE', changed.count || ' of ' || held.count || ' figures of ' || changed.indicator_code
        || ' differ from those we have. Is it the right column?'
      from (select indicator_code, count(*) as count from figure_import_row
          where import_id = :id and what = 'CHANGED' group by indicator_code) changed
        join (select indicator_code, sum(count) as count from (
            select s.indicator_code, count(*) as count from figure_import_row s
              left join figure_import_row n on n.import_id = :id and n.what = 'NEW' and n.line = s.line
                and n.indicator_code = s.indicator_code and n.dfe_number = s.dfe_number and n.period_end = s.period_end
            where s.import_id = :id and s.what = 'READ' and n.import_id is null
            group by s.indicator_code
            union all
            select * from unnest(:indicators::text[], :figures::integer[])) known (indicator_code, count)
          group by indicator_code) held using (indicator_code)
      where held.count >= 20 and changed.count > held.count * 0.5
      """;

  private static final String COUNT =
      """
      select count(*) filter (where what = 'NEW') as fresh,
        count(*) filter (where what = 'CHANGED') as changed,
        count(*) filter (where what = 'MISSING') as missing,
        count(*) filter (where what = 'FAULT') as faults,
        count(*) filter (where what = 'UNKNOWN') as unknown,
        count(*) filter (where what = 'REPEAT') as repeats,
        count(*) filter (where what = 'RANGE') as range
      from (%s select what from figure_import_record where import_id = :id
        union all select kind from figure_import_remark where import_id = :id) found
      """;

  /**
   * @param fresh how many figures are new, where the reading knows that and that none differs; else
   *     they are counted
   */
  private static CheckResult count(
      Connection connection,
      long importId,
      long lines,
      Optional<Integer> fresh,
      int unchanged,
      int commas) {
    return on(connection)
        .sql(
            COUNT.formatted(
                fresh.isPresent()
                    ? ""
                    : "select what from figure_import_row where import_id = :id and reason is null"
                        + " union all"))
        .param("id", importId)
        .query(
            (row, n) ->
                new CheckResult(
                    lines,
                    fresh.orElse(row.getInt("fresh")),
                    row.getInt("changed"),
                    unchanged,
                    row.getInt("missing"),
                    row.getInt("faults"),
                    row.getInt("unknown"),
                    row.getInt("repeats"),
                    row.getInt("range"),
                    commas))
        .single();
  }

  private void finish(Connection connection, long importId, Outcome outcome, int base) {
    JdbcClient own = on(connection);
    outcome
        .refused()
        .ifPresent(
            why -> {
              forget(connection, importId);
              own.sql(
                      """
                      insert into figure_import_remark (import_id, line, kind, reason)
                      values (:id, :line, :kind, :reason)
                      """)
                  .param("id", importId)
                  .param("line", LineRefused.line(why))
                  .param(
                      "kind",
                      (why instanceof Asked ? Remark.Kind.ASKED : Remark.Kind.REFUSED).name())
                  .param("reason", why.getMessage())
                  .update();
            });
    own.sql(
            """
            update figure_import set
              state = case when exists (select from figure_import_remark where import_id = :id and kind = 'ASKED')
                  then 'ASKS'
                when exists (select from figure_import_remark where import_id = :id and kind = 'REFUSED')
                  then 'REFUSED' else 'CHECKED' end,
              lines_read = :lines, found = cast(:found as jsonb), checked_at = :now,
              base_edition = :base
            where id = :id
            """)
        .param("id", importId)
        .param("base", base)
        .param("lines", outcome.lines())
        .param("found", outcome.found().map(JsonText::write).orElse(null), java.sql.Types.VARCHAR)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static int execute(Connection connection, long importId, String sql)
      throws DataAccessException {
    return on(connection).sql(sql).param("id", importId).update();
  }

  private static JdbcClient on(Connection connection) {
    return JdbcClient.create(new SingleConnectionDataSource(connection, true));
  }
}
