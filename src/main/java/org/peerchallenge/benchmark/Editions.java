package org.peerchallenge.benchmark;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The publications of figures, and what is newer than one of them. */
@Service
public class Editions {

  private final JdbcClient jdbc;

  Editions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The number of the current edition. */
  public int current() {
    return jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
  }

  /** Every edition, the newest first. */
  public List<Edition> all() {
    return jdbc.sql(
            "select number, title, published_by, published_at, undoes from figure_edition order by"
                + " number desc")
        .query(Editions::edition)
        .list();
  }

  /**
   * What the authorities' figures have become since; empty when they are the same.
   *
   * @param standsOn what the figures were read from
   * @param today figures of periods that end later are left away
   * @param audience who is told: what somebody may not see is not counted for them
   */
  public Optional<NewerFigures> newer(
      AsOf standsOn, Collection<String> dfeNumbers, LocalDate today, Audience audience) {
    return jdbc.sql(
            """
            select count(*) as count, min(e.published_at) as since
            from figure now join figure_edition e on e.number = now.from_edition
              left join figure was on was.indicator_code = now.indicator_code and was.dfe_number = now.dfe_number
                and was.period_end = now.period_end
                and was.from_edition <= :edition and (was.to_edition is null or was.to_edition > :edition)
            where now.dfe_number in (:authorities) and now.to_edition is null and now.from_edition > :edition
              and now.period_end <= :today
              and (:all or not exists (select from indicator i where i.code = now.indicator_code and i.unpublished))
              and (now.value is distinct from was.value
                or now.value is null and now.published is distinct from was.published)
            """)
        .param("edition", standsOn.edition())
        .param("authorities", dfeNumbers)
        .param("today", today)
        .param("all", audience == Audience.ENTITLED)
        .query(
            (row, n) ->
                row.getInt("count") == 0
                    ? Optional.<NewerFigures>empty()
                    : Optional.of(
                        new NewerFigures(
                            row.getInt("count"),
                            row.getObject("since", OffsetDateTime.class).toInstant())))
        .single();
  }

  /**
   * One figure that is newer than what something stands on.
   *
   * @param was empty when there was none
   */
  public record News(String indicator, String period, String was, String now) {}

  /** At most this many are told one by one. */
  private static final int MOST_NEWS = 200;

  /** What {@link #newer} counts for one authority, one by one. */
  public List<News> news(AsOf standsOn, String dfeNumber, LocalDate today, Audience audience) {
    return jdbc.sql(
            """
            select i.name, now.period, coalesce(trim_scale(was.value)::text, was.published, '') as was,
              coalesce(trim_scale(now.value)::text, now.published) as now
            from figure now join indicator i on i.code = now.indicator_code and i.to_edition is null
              left join figure was on was.indicator_code = now.indicator_code and was.dfe_number = now.dfe_number
                and was.period_end = now.period_end
                and was.from_edition <= :edition and (was.to_edition is null or was.to_edition > :edition)
            where now.dfe_number = :authority and now.to_edition is null and now.from_edition > :edition
              and now.period_end <= :today and (:all or not i.unpublished)
              and (now.value is distinct from was.value
                or now.value is null and now.published is distinct from was.published)
            order by i.position, now.period_end limit :most
            """)
        .param("edition", standsOn.edition())
        .param("authority", dfeNumber)
        .param("today", today)
        .param("all", audience == Audience.ENTITLED)
        .param("most", MOST_NEWS)
        .query(
            (row, n) ->
                new News(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
        .list();
  }

  private static Edition edition(ResultSet row, int n) throws SQLException {
    return new Edition(
        row.getInt("number"),
        row.getString("title"),
        Optional.ofNullable(row.getString("published_by")),
        row.getObject("published_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("undoes", Integer.class)));
  }
}
