package org.peerchallenge.benchmark.imports;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes one edition of what a check found, or of the undoing of an edition. Each is one transaction
 * of the caller's: all of it counts, or none.
 */
final class Publication {

  /** One kind of versioned row: by what it is known, and what it says. */
  private record Versioned(String table, String key, String content) {

    String where(String one, String other) {
      return List.of(key.split(", ")).stream()
          .map(column -> one + "." + column + " = " + other + "." + column)
          .collect(java.util.stream.Collectors.joining(" and "));
    }
  }

  private static final List<Versioned> ALL =
      List.of(
          new Versioned(
              "indicator",
              "code",
              "position, topic, name, polarity, unit, period_type, publication"),
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
              "report_published, inspection_type, overall, leaders, help_protection, in_care,"
                  + " care_leavers"));

  private static final long LOCK = 0x65646974696f6eL;

  private final JdbcClient jdbc;
  private final Clock clock;

  Publication(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Waits for other publications; the number of the current edition from here on. */
  private int current() {
    jdbc.sql("select pg_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query((row, n) -> true)
        .single();
    return jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
  }

  /**
   * Publishes what the check of an import found.
   *
   * @param base the edition that the difference was taken from
   * @param found what it found; a table that holds anything else has lost rows
   * @return the new edition
   * @throws Refused when another edition came in between, or the difference is not whole any more
   */
  int publish(long importId, String title, int base, Found found, String by) {
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
    closed +=
        run(
            importId,
            edition,
            """
            update figure f set to_edition = :edition from figure_import_row r
            where r.import_id = :id and r.what = 'CHANGED' and f.indicator_code = r.indicator_code
              and f.dfe_number = r.dfe_number and f.period_end = r.period_end and f.to_edition is null
            """);
    added +=
        run(
            importId,
            edition,
            """
            insert into figure (indicator_code, dfe_number, period, period_end, published, value, from_edition)
            select indicator_code, dfe_number, period, period_end, published, value, :edition
            from figure_import_row where import_id = :id and what in ('NEW', 'CHANGED')
            """);
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
            insert into ofsted_inspection (dfe_number, inspection_start, report_published, inspection_type, overall,
              leaders, help_protection, in_care, care_leavers, from_edition)
            select content ->> 'dfe_number', (content ->> 'inspection_start')::date, (content ->> 'report_published')::date,
              content ->> 'inspection_type', content ->> 'overall', content ->> 'leaders', content ->> 'help_protection',
              content ->> 'in_care', nullif(content ->> 'care_leavers', ''), :edition
            from figure_import_record
            where import_id = :id and what in ('NEW', 'CHANGED') and content ->> 'inspection_start' is not null
            """);
    if (closed != found.changed() || added != found.written()) {
      throw new Refused(
          "What the check found is not whole any more. Check the file again, then publish.");
    }
    return edition;
  }

  /** The first figures of an indicator that the data lead defined put it into the catalogue. */
  private void addIndicators(long importId, int edition) {
    run(
        importId,
        edition,
        """
        insert into indicator (code, position, topic, name, polarity, unit, period_type, publication, from_edition)
        select d.code, (select max(position) from indicator) + row_number() over (order by d.defined_at, d.code), d.topic,
          d.name, d.polarity, d.unit, d.period_type, d.publication, :edition
        from indicator_defined d
        where exists (select from figure_import_row r
            where r.import_id = :id and r.what = 'NEW' and r.indicator_code = d.code)
          and not exists (select from indicator i where i.code = d.code and i.to_edition is null)
        """);
  }

  /**
   * Takes an edition back as a whole: what it added goes, what it replaced comes again. That is a
   * new edition, which can be undone in turn.
   *
   * @throws Refused when there is nothing to undo, or a later edition builds on it
   */
  int undo(int edition, String by) {
    int now = current();
    if (edition <= 1 || edition > now) {
      throw new Refused("Edition " + edition + " cannot be undone.");
    }
    for (Versioned rows : ALL) {
      refuseWhenBuiltOn(rows, edition);
    }
    int undoing = add(now + 1, "Edition " + edition + " undone", by, Optional.of(edition));
    for (Versioned rows : ALL) {
      jdbc.sql(
              "update %s set to_edition = :undoing where from_edition = :edition and to_edition is null"
                  .formatted(rows.table()))
          .param("undoing", undoing)
          .param("edition", edition)
          .update();
      jdbc.sql(
              "insert into %1$s (%2$s, %3$s, from_edition) select %2$s, %3$s, :undoing from %1$s where to_edition = :edition"
                  .formatted(rows.table(), rows.key(), rows.content()))
          .param("undoing", undoing)
          .param("edition", edition)
          .update();
    }
    return undoing;
  }

  private void refuseWhenBuiltOn(Versioned rows, int edition) {
    Optional<Integer> later =
        jdbc.sql(
                """
                select max(greatest(l.from_edition, coalesce(l.to_edition, 0))) from %1$s own join %1$s l on %2$s
                where (own.from_edition = :edition or own.to_edition = :edition)
                  and (l.from_edition > :edition or l.to_edition > :edition)
                """
                    .formatted(rows.table(), rows.where("own", "l")))
            .param("edition", edition)
            .query(Integer.class)
            .optional();
    if (rows.table().equals("indicator") && later.isEmpty()) {
      later =
          jdbc.sql(
                  """
                  select max(f.from_edition) from indicator i join figure f on f.indicator_code = i.code
                  where i.from_edition = :edition and f.from_edition > :edition and f.to_edition is null
                  """)
              .param("edition", edition)
              .query(Integer.class)
              .optional();
    }
    later.ifPresent(
        last -> {
          throw new Refused(
              "Edition "
                  + last
                  + " has changed some of the same figures since. Undo that one first.");
        });
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

  private int run(long importId, int edition, String sql) {
    return jdbc.sql(sql).param("id", importId).param("edition", edition).update();
  }
}
