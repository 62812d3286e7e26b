package org.peerchallenge.benchmark.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.peerchallenge.benchmark.imports.FigureImport.State;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Hash;
import org.peerchallenge.kernel.JsonText;
import org.peerchallenge.kernel.MachineTrouble;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way of a file into the figures: brought, checked, looked at, published as a whole or thrown
 * away; and an edition undone.
 */
@Service
public class Imports {

  /** Three times the whole interactive tool as a plain file. */
  public static final long LARGEST_FILE = 120L << 20;

  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final Mappings mappings;
  private final Clock clock;
  private final ImportChecker checker;
  private final Publication publication;

  Imports(DataSource dataSource, JdbcClient jdbc, Mappings mappings, Clock clock) {
    this.dataSource = dataSource;
    this.jdbc = jdbc;
    this.mappings = mappings;
    this.clock = clock;
    this.checker = new ImportChecker(dataSource, jdbc, clock);
    this.publication = new Publication(jdbc, clock);
  }

  /**
   * Keeps a file as it was brought; nothing of it counts yet.
   *
   * @param mapping the name of the mapping to read it by, for files of Explore Education Statistics
   * @return the import's id
   * @throws Refused when it is empty or too large
   */
  @Transactional
  public long bring(
      Kind kind, String fileName, InputStream content, Optional<String> mapping, String by) {
    long id =
        jdbc.sql(
                """
                insert into figure_import (kind, file_name, size, sha256, brought_by, brought_at, mapping, state)
                values (:kind, :name, 0, '', :by, :now, :mapping, 'BROUGHT') returning id
                """)
            .param("kind", kind.id())
            .param("name", fileName)
            .param("by", by)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("mapping", mapping.orElse(null), java.sql.Types.VARCHAR)
            .query(Long.class)
            .single();
    Hash.Running digest = new Hash.Running(content);
    long size = keep(id, digest);
    if (size == 0) {
      throw new Refused("The file is empty.");
    }
    jdbc.sql("update figure_import set size = :size, sha256 = :hash where id = :id")
        .param("size", size)
        .param("hash", digest.sha256())
        .param("id", id)
        .update();
    return id;
  }

  private long keep(long id, InputStream content) {
    // One statement, however large the file is; ends with the transaction.
    jdbc.sql("set local statement_timeout = 0").update();
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try (InputStream in = new BufferedInputStream(content, 1 << 16);
        FileChunks.Writer parts = new FileChunks.Writer(connection, id)) {
      long size = new DecompressedFile.Bounded(in, LARGEST_FILE).transferTo(parts);
      parts.end();
      return size;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("The file did not arrive whole", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  /**
   * Reads the file and takes the difference; an unpublished import can be checked again.
   *
   * @throws UncheckedIOException when this machine could not, as with a full disk; the file waits
   *     to be checked again
   */
  public FigureImport check(long id) {
    FigureImport one = get(id);
    try {
      checker.check(
          id,
          one.kind(),
          new Decisions(
              one.mapping().flatMap(mappings::find),
              one.modelYear(),
              one.indicator(),
              one.commas()));
    } catch (UncheckedIOException e) {
      jdbc.sql(
              "update figure_import set state = 'BROUGHT', trouble = :trouble where id = :id and state = 'READING'")
          .param("id", id)
          .param("trouble", MachineTrouble.in(e).orElse("unknown"))
          .update();
      throw e;
    }
    return get(id);
  }

  /**
   * Publishes all that was found, or nothing.
   *
   * @param withoutFaults whether somebody decided to leave the faulty lines out
   * @param outOfRange whether somebody looked at the figures out of range
   * @return the new edition
   * @throws Refused when it cannot be published, with what to do
   */
  @Transactional
  public int publish(long id, boolean withoutFaults, boolean outOfRange, String by) {
    lock(id);
    FigureImport one = get(id);
    CheckResult found = one.found().orElse(null);
    if (one.state() != State.CHECKED || found == null) {
      throw new Refused("The file “" + one.fileName() + "” " + one.state().words() + ".");
    }
    if (found.written() == 0) {
      throw new Refused("There is nothing to publish: the file has no figure that we do not have.");
    }
    if (found.faults() > 0 && !withoutFaults) {
      throw new Refused(
          EnglishText.count(found.faults(), "remark names a line", "remarks name lines")
              + " that cannot be right. Put the file right, or say that what cannot be right is to be"
              + " left out.");
    }
    if (found.outOfRange() > 0 && !outOfRange) {
      throw new Refused(
          EnglishText.count(found.outOfRange(), "remark names a figure", "remarks name figures")
              + " out of range. Look at what is named, and say that it is right.");
    }
    int edition;
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      edition =
          publication.publish(
              connection,
              id,
              one.kind().words() + ": " + one.fileName(),
              one.baseEdition().orElseThrow(),
              found,
              by);
    } catch (SQLException e) {
      throw new IllegalStateException("Import " + id + " cannot be published", e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
    end(id, "PUBLISHED", edition, by);
    return edition;
  }

  /** Throws a file away that is not published; who brought it and when is kept. */
  @Transactional
  public void throwAway(long id, String by) {
    lock(id);
    if (!get(id).open()) {
      throw new Refused("The file is published already. Undo its edition instead.");
    }
    end(id, "THROWN_AWAY", null, by);
  }

  /** Undoes an edition as a whole; see {@link Publication#undo}. */
  @Transactional
  public int undo(int edition, String by) {
    return publication.undo(edition, by);
  }

  private void end(long id, String state, Integer edition, String by) {
    jdbc.sql(
            """
            update figure_import set state = :state, edition = :edition, ended_by = :by, ended_at = :now where id = :id
            """)
        .param("state", state)
        .param("edition", edition, java.sql.Types.INTEGER)
        .param("by", by)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("id", id)
        .update();
    jdbc.sql(EMPTY_ROWS.formatted(id)).update();
    for (String table : new String[] {"part", "row", "record", "digest"}) {
      jdbc.sql("delete from figure_import_" + table + " where import_id = :id")
          .param("id", id)
          .update();
    }
  }

  /**
   * Takes all rows away at once where no other import has any, which is a tenth of the work of a
   * publication less than to delete them one by one. Waits for nobody: who writes there goes on.
   */
  private static final String EMPTY_ROWS =
      """
      do $$ begin
        lock table figure_import_row in access exclusive mode nowait;
        if not exists (select from figure_import where id <> %d and checked_at is not null and ended_at is null) then
          truncate figure_import_row;
        end if;
      exception when lock_not_available then null;
      end $$
      """;

  /** Waits for a check of the same import to end. */
  private void lock(long id) {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", ImportChecker.lock(id))
        .query((row, n) -> true)
        .single();
  }

  /**
   * Says which year's model a file of statistical neighbours is, where the file itself does not.
   *
   * @throws Refused when it is no year, when the file is of another kind, or when it was published
   *     or thrown away
   */
  @Transactional
  public void useModelYear(long id, String year) {
    if (!year.strip().matches("20[0-9]{2}")) {
      throw new Refused(Quoted.of(year) + " is no year of a model: write it as 2025.");
    }
    FigureImport one =
        find(id).orElseThrow(() -> new Refused("There is no file " + id + " any more."));
    if (one.kind() != Kind.NEIGHBOURS) {
      throw new Refused("Only a file of statistical neighbours has a year of a model.");
    }
    if (!one.open()) {
      throw new Refused("This file is done with: bring it again to read it by another year.");
    }
    jdbc.sql("update figure_import set model_year = :year where id = :id")
        .param("year", Integer.parseInt(year.strip()))
        .param("id", id)
        .update();
  }

  /**
   * Says of which indicator a table of the interactive tool is that does not say so itself.
   *
   * @throws Refused when there is no such indicator, when the file is of another kind, or when it
   *     was published or thrown away
   */
  @Transactional
  public void useIndicator(long id, String code) {
    if (new KnownIndicators(jdbc).find(code) == null) {
      throw new Refused("Choose the indicator that the table is of.");
    }
    FigureImport one = get(id);
    if (one.kind() != Kind.LAIT) {
      throw new Refused("Only a table of the interactive tool is of one indicator.");
    }
    if (!one.open()) {
      throw new Refused("This file is done with: bring it again to read it as another indicator.");
    }
    jdbc.sql("update figure_import set indicator = :code where id = :id")
        .param("code", code)
        .param("id", id)
        .update();
  }

  /** The code of the indicator that a file's name names, as the tool makes it; empty when none. */
  public Optional<String> indicatorNamedIn(String fileName) {
    return new KnownIndicators(jdbc).namedIn(fileName).map(one -> one.code);
  }

  /**
   * Says what a comma within a number of the file means.
   *
   * @throws Refused when the file was published or thrown away
   */
  @Transactional
  public void useCommas(long id, Commas commas) {
    if (!get(id).open()) {
      throw new Refused("This file is done with: bring it again to read it in another way.");
    }
    jdbc.sql("update figure_import set commas = :commas where id = :id")
        .param("commas", commas.id())
        .param("id", id)
        .update();
  }

  /** Reads an EES file by another mapping from now on. */
  @Transactional
  public void useMapping(long id, String name) {
    jdbc.sql("update figure_import set mapping = :name where id = :id")
        .param("name", name)
        .param("id", id)
        .update();
  }

  /** All imports, the newest first. */
  public List<FigureImport> all() {
    return jdbc.sql(SELECT + " order by id desc limit 200").query(Imports::read).list();
  }

  /** One import; empty when there is none of that number. */
  public Optional<FigureImport> find(long id) {
    Optional<FigureImport> one = row(id);
    // One that ended between the look at its row and that at its lock is no interrupted one.
    return one.filter(found -> found.state() != State.INTERRUPTED).or(() -> row(id));
  }

  private Optional<FigureImport> row(long id) {
    return jdbc.sql(SELECT + " where id = :id").param("id", id).query(Imports::read).optional();
  }

  FigureImport get(long id) {
    return find(id).orElseThrow(() -> new Refused("There is no import " + id + "."));
  }

  /** The remarks of one kind, in the order of the lines. */
  public List<Remark> remarks(long id, Remark.Kind kind, int from, int count) {
    return jdbc.sql(
            """
            select line, kind, reason from figure_import_remark where import_id = :id and kind = :kind
            order by line, reason limit :count offset :from
            """)
        .param("id", id)
        .param("kind", kind.name())
        .param("count", count)
        .param("from", from)
        .query(
            (row, n) ->
                new Remark(
                    row.getLong("line"),
                    Remark.Kind.valueOf(row.getString("kind")),
                    row.getString("reason")))
        .list();
  }

  /**
   * Remarks that differ only in what they quote.
   *
   * @param line of the first
   * @param reason in the words of the first
   * @param count how many they are
   * @param others the lines of the next few
   */
  public record AlikeRemarks(long line, String reason, long count, List<Long> others) {}

  /** The remarks of one kind, those alike together, the most frequent first. */
  public List<AlikeRemarks> alikeRemarks(long id, Remark.Kind kind, int from, int count) {
    return jdbc.sql(
            ALIKE
                + """
                select (array_agg(line order by line, reason))[1] as line,
                  (array_agg(reason order by line, reason))[1] as reason, count(*) as count,
                  (array_agg(line order by line, reason))[2\\:11] as others
                from remark group by alike order by count(*) desc, 1 limit :count offset :from
                """)
        .param("id", id)
        .param("kind", kind.name())
        .param("count", count)
        .param("from", from)
        .query(
            (row, n) ->
                new AlikeRemarks(
                    row.getLong("line"),
                    row.getString("reason"),
                    row.getLong("count"),
                    Arrays.stream((Object[]) row.getArray("others").getArray())
                        .map(line -> ((Number) line).longValue())
                        .toList()))
        .list();
  }

  /** How many kinds of remarks {@link #alikeRemarks} has. */
  public int kindsOfRemarks(long id, Remark.Kind kind) {
    return jdbc.sql(ALIKE + "select count(distinct alike) from remark")
        .param("id", id)
        .param("kind", kind.name())
        .query(Integer.class)
        .single();
  }

  private static final String ALIKE =
      """
      with remark as (
        select line, reason,
          regexp_replace(regexp_replace(reason, '“[^”]*”', '“…”', 'g'), '[0-9]+', '0', 'g') as alike
        from figure_import_remark where import_id = :id and kind = :kind)
      """;

  /**
   * One figure, neighbour or inspection that differs.
   *
   * @param was empty where there was none
   * @param now empty where the file has none
   */
  public record Change(
      long line, String what, String subject, Optional<String> was, Optional<String> now) {}

  /**
   * What is new, changed or missing.
   *
   * @param what NEW, CHANGED or MISSING
   */
  public List<Change> changes(long id, String what, int from, int count) {
    if (what.equals("NEW") && Packs.has(jdbc, id)) {
      return packed(Packs.figures(jdbc, id, from, count));
    }
    return jdbc.sql(
            """
            select r.line, r.what, coalesce(i.name, d.name) || ', ' || a.name || ', ' || r.period as subject, r.was,
              coalesce(trim_scale(r.value)::text, r.published) as now, null::integer as rank
            from figure_import_row r join figure_area a using (dfe_number)
              left join indicator i on i.code = r.indicator_code and i.to_edition is null
              left join indicator_defined d on d.code = r.indicator_code
            where r.import_id = :id and r.what = :what
            union all
            select line, what, subject, was, now, (content ->> 'rank')::integer from figure_import_record
            where import_id = :id and what = :what
            order by line, rank, subject limit :count offset :from
            """)
        .param("id", id)
        .param("what", what)
        .param("count", count)
        .param("from", from)
        .query(
            (row, n) ->
                new Change(
                    row.getLong("line"),
                    row.getString("what"),
                    row.getString("subject"),
                    Optional.ofNullable(row.getString("was")),
                    Optional.ofNullable(row.getString("now"))))
        .list();
  }

  private List<Change> packed(List<Packs.Figure> figures) {
    return jdbc.sql(
            """
            select r.line, coalesce(i.name, d.name) || ', ' || a.name || ', ' || r.period as subject, r.now
            from unnest(:lines::integer[], :indicators::text[], :areas::text[], :periods::text[], :now::text[])
                with ordinality r (line, indicator_code, dfe_number, period, now, position)
              join figure_area a using (dfe_number)
              left join indicator i on i.code = r.indicator_code and i.to_edition is null
              left join indicator_defined d on d.code = r.indicator_code
            order by r.position
            """)
        .param("lines", figures.stream().map(Packs.Figure::line).toArray(Integer[]::new))
        .param("indicators", figures.stream().map(Packs.Figure::indicator).toArray(String[]::new))
        .param("areas", figures.stream().map(Packs.Figure::dfeNumber).toArray(String[]::new))
        .param("periods", figures.stream().map(Packs.Figure::period).toArray(String[]::new))
        .param("now", figures.stream().map(Packs.Figure::says).toArray(String[]::new))
        .query(
            (row, n) ->
                new Change(
                    row.getLong("line"),
                    "NEW",
                    row.getString("subject"),
                    Optional.empty(),
                    Optional.of(row.getString("now"))))
        .list();
  }

  InputStream file(long id) {
    return new FileChunks.Reader(jdbc, id);
  }

  /**
   * Reading without anybody who reads was interrupted: the reader's lock ends with its connection.
   */
  private static final String SELECT =
      """
      select *, state = 'READING' and not exists (select from pg_locks
        where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
          and (classid::bigint << 32 | objid::bigint) = %d + id and granted) as interrupted
      from figure_import
      """
          .formatted(ImportChecker.lock(0));

  private static FigureImport read(ResultSet row, int n) throws SQLException {
    return new FigureImport(
        row.getLong("id"),
        Kind.of(row.getString("kind")),
        row.getString("file_name"),
        row.getLong("size"),
        row.getString("sha256"),
        row.getString("brought_by"),
        row.getObject("brought_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("mapping")),
        Optional.ofNullable(row.getObject("model_year", Integer.class)),
        Optional.ofNullable(row.getString("indicator")),
        Optional.ofNullable(row.getString("commas")).flatMap(Commas::find),
        row.getBoolean("interrupted") ? State.INTERRUPTED : State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("trouble")),
        row.getLong("lines_read"),
        row.getInt("percent_read"),
        Optional.ofNullable(row.getObject("base_edition", Integer.class)),
        Optional.ofNullable(row.getString("found")).map(Imports::found),
        Optional.ofNullable(row.getObject("edition", Integer.class)),
        Optional.ofNullable(row.getString("ended_by")),
        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static CheckResult found(String json) {
    return JsonText.read(json, CheckResult.class);
  }
}
