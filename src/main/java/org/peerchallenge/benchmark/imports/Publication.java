package org.peerchallenge.benchmark.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes one edition of what a check found, or of the undoing of an edition. Each is one transaction
 * of the caller's: all of it counts, or none.
 */
final class Publication {

  /** One kind of versioned row: by what it is known, and what it says. */
  private record Versioned(String table, String key, String content) {

    /** A statement on rows of this kind. */
    String in(String sql) {
      String same =
          Stream.of(key.split(", "))
              .map(column -> "t." + column + " = touched." + column)
              .collect(Collectors.joining(" and "));
      return sql.replace("$table", table)
          .replace("$key", key)
          .replace("$content", content)
          .replace("$same", same);
    }
  }

  private static final List<Versioned> ALL =
      List.of(
          new Versioned(
              "indicator",
              "code",
              "position, topic, name, polarity, unit, period_type, publication, unpublished"),
          new Versioned(
              "figure",
              "indicator_code, period_end, dfe_number",
              "period, published, value, shipped"),
          new Versioned(
              "statistical_neighbour",
              "model_year, dfe_number, rank",
              "neighbour_dfe_number, neighbour_name, closeness"),
          new Versioned(
              "ofsted_inspection",
              "dfe_number, inspection_start",
              "report_published, inspection_type, framework, grades"));

  private static final long LOCK = 0x65646974696f6eL;

  private final JdbcClient jdbc;
  private final Clock clock;

  Publication(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Waits for other publications; the number of the current edition from here on. */
  private int current() {
    jdbc.sql(ImportChecker.WHOLE_TABLES).update();
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, n) -> true)
        .single();
    return jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
  }

  /**
   * Publishes what the check of an import found.
   *
   * @param connection the transaction's
   * @param base the edition that the difference was taken from
   * @param found what it found; a table that holds anything else has lost rows
   * @return the new edition
   * @throws Refused when another edition came in between, or the difference is not whole any more
   */
  int publish(
      Connection connection, long importId, String title, int base, CheckResult found, String by)
      throws SQLException {
    int now = current();
    if (now != base) {
      throw new Refused(
          "Edition "
              + now
              + " was published after this file was checked. Check it again, then publish.");
    }
    int edition = add(now + 1, title, by, Optional.empty());
    int closed = 0;
    int added = 0;
    addIndicators(importId, edition);
    if (found.changed() > 0) {
      closed +=
          run(
              importId,
              edition,
              """
              update figure f set to_edition = :edition from figure_import_row r
              where r.import_id = :id and r.what = 'CHANGED' and f.indicator_code = r.indicator_code
                and f.dfe_number = r.dfe_number and f.period_end = r.period_end and f.to_edition is null
              """);
    }
    // What was packed was new throughout in the edition that is still the current one.
    boolean packed = Packs.has(jdbc, importId);
    boolean fresh = packed || isAllFresh(importId, found);
    added +=
        packed
            ? Packs.publish(connection, importId, edition)
            : run(
                importId,
                edition,
                """
            insert into figure (indicator_code, dfe_number, period, period_end, published, value, from_edition)
            select indicator_code, dfe_number, period, period_end, published, value, :edition
            from figure_import_row r where import_id = :id and what in ('NEW', 'CHANGED')
            """
                    + (fresh ? "" : NOT_CURRENT));
    closed +=
        run(
            importId,
            edition,
            """
            update statistical_neighbour n set to_edition = :edition from figure_import_record r
            where r.import_id = :id and r.what = 'CHANGED' and n.to_edition is null
              and (n.model_year::text, n.dfe_number, n.rank::text) =
                (r.content ->> 'model_year', r.content ->> 'dfe_number', r.content ->> 'rank')
            """);
    added +=
        run(
            importId,
            edition,
            """
            insert into statistical_neighbour
              (model_year, dfe_number, rank, neighbour_dfe_number, neighbour_name, closeness, from_edition)
            select (content ->> 'model_year')::integer, content ->> 'dfe_number', (content ->> 'rank')::integer,
              content ->> 'neighbour_dfe_number', content ->> 'neighbour_name', content ->> 'closeness', :edition
            from figure_import_record
            where import_id = :id and what in ('NEW', 'CHANGED') and content ->> 'rank' is not null
            """);
    closed +=
        run(
            importId,
            edition,
            """
            update ofsted_inspection o set to_edition = :edition from figure_import_record r
            where r.import_id = :id and r.what = 'CHANGED' and o.to_edition is null
              and (o.dfe_number, o.inspection_start::text) = (r.content ->> 'dfe_number', r.content ->> 'inspection_start')
            """);
    added +=
        run(
            importId,
            edition,
            """
            insert into ofsted_inspection (dfe_number, inspection_start, report_published, inspection_type, framework,
              grades, from_edition)
            select content ->> 'dfe_number', (content ->> 'inspection_start')::date, (content ->> 'report_published')::date,
              content ->> 'inspection_type', content ->> 'framework', (content ->> 'grades')::jsonb, :edition
            from figure_import_record
            where import_id = :id and what in ('NEW', 'CHANGED') and content ->> 'inspection_start' is not null
            """);
    if (closed != found.changed() || added != found.written()) {
      throw new Refused(
          "What the check found is not whole any more. Check the file again, then publish.");
    }
    keepDigests(importId, edition, found.missing() > 0, fresh);
    return edition;
  }

  private static final String NOT_CURRENT =
      """
      and not exists (select from figure f where f.indicator_code = r.indicator_code
        and f.dfe_number = r.dfe_number and f.period_end = r.period_end and f.to_edition is null)
      """;

  /**
   * Whether each figure that the check found is among the first of its indicator and period: the
   * file has nothing else, its sums count as many, and no such figure is current. Then none needs
   * to be looked up one by one.
   */
  private boolean isAllFresh(long importId, CheckResult found) {
    return found.changed() + found.unchanged() + found.missing() == 0
        && jdbc.sql(
                """
                select coalesce(sum(figures), 0) = :fresh
                  and not exists (select from figure f join figure_import_digest d using (indicator_code, period_end)
                    where d.import_id = :id and f.to_edition is null)
                from figure_import_digest where import_id = :id
                """)
            .param("id", importId)
            .param("fresh", found.fresh())
            .query(Boolean.class)
            .single();
  }

  /**
   * What nothing was published of keeps its sum; what the file has whole gets the file's. The rest
   * is compared row by row the next time.
   */
  private void keepDigests(long importId, int edition, boolean missing, boolean fresh) {
    run(
        importId,
        edition,
        """
        with touched as (select distinct indicator_code, period_end from figure_import_row
          where %s and import_id = :id and what in ('NEW', 'CHANGED') and reason is null)
        update figure_digest d set edition = :edition
        where edition = (select max(number) from figure_edition where number < :edition)
          and not exists (select from touched t
            where t.indicator_code = d.indicator_code and t.period_end = d.period_end)
        """
            // What is new throughout has no sum yet, or gets its own below.
            .formatted(!fresh));
    run(
        importId,
        edition,
        """
        with missing as (select distinct indicator_code, period_end from figure_import_row
          where %s and import_id = :id and what = 'MISSING')
        insert into figure_digest (indicator_code, period_end, edition, figures, low, high)
        select indicator_code, period_end, :edition, figures, low, high from figure_import_digest d
        where import_id = :id and not exists (select from missing m
          where m.indicator_code = d.indicator_code and m.period_end = d.period_end)
        on conflict (indicator_code, period_end) do update
          set edition = excluded.edition, figures = excluded.figures, low = excluded.low, high = excluded.high
        """
            .formatted(missing));
  }

  /** The first figures of an indicator that the data lead defined put it into the catalogue. */
  private void addIndicators(long importId, int edition) {
    run(
        importId,
        edition,
        """
        insert into indicator (code, position, topic, name, polarity, unit, period_type, publication, unpublished,
          from_edition)
        select d.code, (select max(position) from indicator) + row_number() over (order by d.defined_at, d.code), d.topic,
          d.name, d.polarity, d.unit, d.period_type, d.publication, d.unpublished, :edition
        from indicator_defined d
        where (exists (select from figure_import_digest g where g.import_id = :id and g.indicator_code = d.code)
            or exists (select from figure_import_row r
              where r.import_id = :id and r.what = 'NEW' and r.indicator_code = d.code))
          and not exists (select from indicator i where i.code = d.code and i.to_edition is null)
        """);
  }

  /**
   * Makes an edition of what is said of an indicator now.
   *
   * @param otherPeriods whether the kind of period changes: the end of each moves to that of the
   *     new kind of year
   * @throws Refused when there are figures and one of the two kinds is no year
   */
  int mend(Mappings.Definition wanted, boolean otherPeriods, String by) {
    int edition =
        add(current() + 1, "Indicator " + wanted.code() + " mended", by, Optional.empty());
    boolean moved = otherPeriods && hasFigures(wanted.code());
    if (moved) {
      move(wanted, edition);
    }
    jdbc.sql(
            """
            with before as (update indicator set to_edition = :edition where code = :code and to_edition is null
              returning position)
            insert into indicator (code, position, topic, name, polarity, unit, period_type, publication, unpublished,
              from_edition)
            select :code, position, :topic, :name, :polarity, :unit, :periodType, :publication, :unpublished, :edition
            from before
            """)
        .param("edition", edition)
        .param("code", wanted.code())
        .param("topic", wanted.topic())
        .param("name", wanted.name())
        .param("polarity", wanted.polarity())
        .param("unit", wanted.unit())
        .param("periodType", wanted.periodType())
        .param("publication", wanted.publication())
        .param("unpublished", wanted.unpublished())
        .update();
    jdbc.sql(
            "update figure_digest set edition = :edition where edition = :edition - 1 and not"
                + " (:moved and indicator_code = :code)")
        .param("edition", edition)
        .param("moved", moved)
        .param("code", wanted.code())
        .update();
    return edition;
  }

  private boolean hasFigures(String code) {
    return jdbc.sql(
            "select exists (select from figure where indicator_code = :code and to_edition is"
                + " null)")
        .param("code", code)
        .query(Boolean.class)
        .single();
  }

  private void move(Mappings.Definition wanted, int edition) {
    String before =
        jdbc.sql("select period_type from indicator where code = :code and to_edition is null")
            .param("code", wanted.code())
            .query(String.class)
            .single();
    if (!Period.isYearly(before) || !Period.isYearly(wanted.periodType())) {
      throw new Refused(
          "There are figures of "
              + wanted.code()
              + " by “"
              + before
              + "” already; they cannot become figures by “"
              + wanted.periodType()
              + "”. Define another indicator.");
    }
    jdbc.sql(
            """
            with before as (update figure set to_edition = :edition where indicator_code = :code and to_edition is null
              returning *)
            insert into figure (indicator_code, dfe_number, period, period_end, published, value, shipped, from_edition)
            select indicator_code, dfe_number, period,
              make_date(extract(year from period_end)::integer, :month, :day), published, value, shipped, :edition
            from before
            """)
        .param("code", wanted.code())
        .param("edition", edition)
        .param("month", Period.yearEnd(wanted.periodType(), 2020).getMonthValue())
        .param("day", Period.yearEnd(wanted.periodType(), 2020).getDayOfMonth())
        .update();
  }

  /**
   * Takes an edition back as a whole: everything that it added or replaced becomes what it was
   * before. That is a new edition, which can be undone in turn.
   *
   * @throws Refused when there is nothing to undo, or what it brought has changed since
   */
  int undo(int edition, String by) {
    int now = current();
    if (edition <= 1 || edition > now) {
      throw new Refused("Edition " + edition + " cannot be undone.");
    }
    ALL.forEach(rows -> refuseWhenChangedSince(rows, edition));
    refuseWhenFiguresWereAdded(edition);
    int undoing = add(now + 1, "Edition " + edition + " undone", by, Optional.of(edition));
    for (Versioned rows : ALL) {
      run(
          edition,
          undoing,
          rows.in(
              TOUCHED
                  + "update $table t set to_edition = :undoing from touched where $same and"
                  + " t.to_edition is null"));
      run(
          edition,
          undoing,
          rows.in(
              TOUCHED
                  + """
                  insert into $table ($key, $content, from_edition)
                  select $key, $content, :undoing from $table t join touched using ($key)
                  where t.from_edition < :edition and (t.to_edition is null or t.to_edition >= :edition)
                  """));
    }
    return undoing;
  }

  private static final String TOUCHED =
      "with touched as (select distinct $key from $table where from_edition = :edition or"
          + " to_edition = :edition) ";

  private void refuseWhenChangedSince(Versioned rows, int edition) {
    jdbc.sql(
            rows.in(
                TOUCHED
                    + """
                    , now as (select $key, ($content)::text as says from $table join touched using ($key)
                      where to_edition is null),
                    later as (select $key, max(greatest(from_edition, to_edition)) as edition
                      from $table join touched using ($key) group by $key),
                    brought as (select $key, ($content)::text as says from $table join touched using ($key)
                      where from_edition <= :edition and (to_edition is null or to_edition > :edition))
                    select max(later.edition) from touched left join now using ($key) left join brought using ($key)
                      join later using ($key)
                    where now.says is distinct from brought.says
                    """))
        .param("edition", edition)
        .query(Integer.class)
        .optional()
        .ifPresent(later -> builtOn(later));
  }

  private void refuseWhenFiguresWereAdded(int edition) {
    jdbc.sql(
            """
            select max(f.from_edition) from indicator i join figure f on f.indicator_code = i.code
            where i.from_edition = :edition and f.from_edition > :edition and f.to_edition is null
              and not exists (select from figure own where own.indicator_code = f.indicator_code
                and own.dfe_number = f.dfe_number and own.period_end = f.period_end and own.from_edition = :edition)
            """)
        .param("edition", edition)
        .query(Integer.class)
        .optional()
        .ifPresent(later -> builtOn(later));
  }

  private static void builtOn(int later) {
    throw new Refused(
        "Edition " + later + " has changed some of the same figures since. Undo that one first.");
  }

  private int add(int number, String title, String by, Optional<Integer> undoes) {
    jdbc.sql(
            """
            insert into figure_edition (number, title, published_by, published_at, undoes)
            values (:number, :title, :by, :now, :undoes)
            """)
        .param("number", number)
        .param("title", title)
        .param("by", by)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("undoes", undoes.orElse(null), java.sql.Types.INTEGER)
        .update();
    return number;
  }

  private void run(int edition, int undoing, String sql) {
    jdbc.sql(sql).param("edition", edition).param("undoing", undoing).update();
  }

  private int run(long importId, int edition, String sql) {
    return jdbc.sql(sql).param("id", importId).param("edition", edition).update();
  }
}
