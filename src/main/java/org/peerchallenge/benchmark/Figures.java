package org.peerchallenge.benchmark;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Reads the published figures of one authority beside the South East, England and its statistical
 * neighbours.
 */
@Service
public class Figures {

  /** DfE's numbers of the areas that every sheet compares with. */
  private static final String SOUTH_EAST = "989";

  private static final String ENGLAND = "970";

  /** Holds for the rows that count in an edition. */
  private static final String IN_EDITION =
      "from_edition <= :edition and (to_edition is null or to_edition > :edition)";

  /** Holds for the cells that count in an edition and are out by then, see {@link AsOf}. */
  private static final String OUT =
      IN_EDITION + " and (period_end <= :yearEnd or from_edition > 1 and period_end <= :endedBy)";

  private final JdbcClient jdbc;
  private final Editions editions;

  Figures(JdbcClient jdbc, Editions editions) {
    this.jdbc = jdbc;
    this.editions = editions;
  }

  /**
   * The newest year whose figures are mostly out at a date: DfE publishes those of the year to
   * March in October and November.
   */
  public static int newestYearAt(LocalDate date) {
    return date.getMonthValue() >= Month.NOVEMBER.getValue() ? date.getYear() : date.getYear() - 1;
  }

  /** Every indicator of today, in the catalogue's order. */
  public List<Indicator> catalogue() {
    return catalogue(editions.current());
  }

  /** Every indicator of an edition, in the catalogue's order. */
  public List<Indicator> catalogue(int edition) {
    return jdbc.sql(
            "select code, topic, name, polarity, unit, period_type, publication from indicator where "
                + IN_EDITION
                + " order by position")
        .param("edition", edition)
        .query(Figures::indicator)
        .list();
  }

  /** The name of an English authority; empty for a number that is none. */
  public Optional<String> authorityName(String dfeNumber) {
    return jdbc.sql("select name from figure_area where dfe_number = :dfe and kind = 'authority'")
        .param("dfe", dfeNumber)
        .query(String.class)
        .optional();
  }

  /**
   * As {@link #compare(String, AsOf)}, on the figures of today.
   *
   * @param upToYear the last year in which a period may end; 2018 for a self-assessment of December
   *     2018
   */
  public List<Comparison> compare(String dfeNumber, int upToYear) {
    return compare(dfeNumber, AsOf.year(editions.current(), upToYear));
  }

  /**
   * Every indicator of the catalogue for one authority: its newest period that is out, and the
   * others' figures for that same period.
   */
  public List<Comparison> compare(String dfeNumber, AsOf asOf) {
    Map<String, List<Figure>> histories = histories(dfeNumber, asOf);
    return jdbc.sql(
            """
            with newest as (
              select indicator_code, max(period_end) as period_end from figure
              where dfe_number = :dfe and $out group by indicator_code),
            cell as (
              select f.* from newest join figure f using (indicator_code, period_end) where $inEdition),
            definition as (select * from indicator where $inEdition),
            standing as (
              select c.indicator_code, c.dfe_number,
                rank() over (partition by c.indicator_code
                  order by case i.polarity when 'low' then c.value else -c.value end) as rank,
                count(*) over (partition by c.indicator_code) as of
              from cell c join definition i on i.code = c.indicator_code join figure_area a using (dfe_number)
              where a.kind = 'authority' and c.value is not null),
            neighbours as (
              select c.indicator_code, avg(c.value) as average, count(c.value) as counted
              from cell c join statistical_neighbour n
                on n.neighbour_dfe_number = c.dfe_number and n.dfe_number = :dfe and n.model_year = :model
                and n.from_edition <= :edition and (n.to_edition is null or n.to_edition > :edition)
              group by c.indicator_code)
            select i.code, i.topic, i.name, i.polarity, i.unit, i.period_type, i.publication,
              own.period, own.period_end, own.published as own_published, own.value as own_value,
              se.published as se_published, se.value as se_value,
              en.published as en_published, en.value as en_value,
              neighbours.average, neighbours.counted, standing.rank, standing.of
            from definition i
              left join cell own on own.indicator_code = i.code and own.dfe_number = :dfe
              left join cell se on se.indicator_code = i.code and se.dfe_number = :southEast
              left join cell en on en.indicator_code = i.code and en.dfe_number = :england
              left join neighbours on neighbours.indicator_code = i.code
              left join standing on standing.indicator_code = i.code and standing.dfe_number = :dfe
            order by i.position
            """
                .replace("$out", OUT)
                .replace("$inEdition", IN_EDITION))
        .param("dfe", dfeNumber)
        .param("edition", asOf.edition())
        .param("yearEnd", asOf.yearEnd())
        .param("endedBy", asOf.endedBy())
        .param("model", neighbourModel(asOf))
        .param("southEast", SOUTH_EAST)
        .param("england", ENGLAND)
        .query(
            (row, n) -> {
              Indicator indicator = indicator(row, n);
              return new Comparison(
                  indicator,
                  figure(row, "own"),
                  figure(row, "se"),
                  figure(row, "en"),
                  Optional.ofNullable(row.getBigDecimal("average")),
                  row.getInt("counted"),
                  row.getObject("rank") == null
                      ? Optional.empty()
                      : Optional.of(
                          Standing.of(row.getInt("rank"), row.getInt("of"), indicator.polarity())),
                  histories.getOrDefault(indicator.code(), List.of()));
            })
        .list();
  }

  /** The authority's inspections whose reports were out by the given day, the newest first. */
  public List<Inspection> inspections(String dfeNumber, LocalDate publishedBy) {
    return inspections(dfeNumber, publishedBy, editions.current());
  }

  /** As {@link #inspections(String, LocalDate)}, as an edition has them. */
  public List<Inspection> inspections(String dfeNumber, LocalDate publishedBy, int edition) {
    return jdbc.sql(
            """
            select inspection_start, report_published, inspection_type, overall, leaders, help_protection, in_care,
              care_leavers
            from ofsted_inspection where dfe_number = :dfe and report_published <= :day and %s
            order by inspection_start desc
            """
                .formatted(IN_EDITION))
        .param("dfe", dfeNumber)
        .param("edition", edition)
        .param("day", publishedBy)
        .query(
            (row, n) ->
                new Inspection(
                    row.getObject("inspection_start", LocalDate.class),
                    row.getObject("report_published", LocalDate.class),
                    row.getString("inspection_type"),
                    row.getString("overall"),
                    row.getString("leaders"),
                    row.getString("help_protection"),
                    row.getString("in_care"),
                    Optional.ofNullable(row.getString("care_leavers"))))
        .list();
  }

  /**
   * The ten statistical neighbours in the model that {@link #compare} uses for that year, the
   * nearest first.
   */
  public List<Neighbour> neighbours(String dfeNumber, int upToYear) {
    return neighbours(dfeNumber, AsOf.year(editions.current(), upToYear));
  }

  /** As {@link #neighbours(String, int)}, as an edition has them. */
  public List<Neighbour> neighbours(String dfeNumber, AsOf asOf) {
    return jdbc.sql(
            """
            select model_year, rank, neighbour_dfe_number, neighbour_name, closeness from statistical_neighbour
            where dfe_number = :dfe and model_year = :model and %s order by rank
            """
                .formatted(IN_EDITION))
        .param("dfe", dfeNumber)
        .param("edition", asOf.edition())
        .param("model", neighbourModel(asOf))
        .query(
            (row, n) ->
                new Neighbour(
                    row.getInt("model_year"),
                    row.getInt("rank"),
                    row.getString("neighbour_dfe_number"),
                    row.getString("neighbour_name"),
                    row.getString("closeness")))
        .list();
  }

  /** The newest model of that time or, as DfE gives none before 2021, the oldest there is. */
  private int neighbourModel(AsOf asOf) {
    return jdbc.sql(
            """
            select coalesce(max(model_year) filter (where model_year <= :year), min(model_year), 0)
            from statistical_neighbour where %s
            """
                .formatted(IN_EDITION))
        .param("year", asOf.endedBy().getYear())
        .param("edition", asOf.edition())
        .query(Integer.class)
        .single();
  }

  private Map<String, List<Figure>> histories(String dfeNumber, AsOf asOf) {
    Map<String, List<Figure>> histories = new HashMap<>();
    jdbc.sql(
            """
            select indicator_code, period, period_end, published as own_published, value as own_value from figure
            where dfe_number = :dfe and %s order by indicator_code, period_end
            """
                .formatted(OUT))
        .param("dfe", dfeNumber)
        .param("edition", asOf.edition())
        .param("yearEnd", asOf.yearEnd())
        .param("endedBy", asOf.endedBy())
        .query(
            row -> {
              histories
                  .computeIfAbsent(row.getString("indicator_code"), code -> new ArrayList<>())
                  .add(figure(row, "own").orElseThrow());
            });
    return histories;
  }

  private static Optional<Figure> figure(ResultSet row, String of) throws SQLException {
    String published = row.getString(of + "_published");
    if (published == null) {
      return Optional.empty();
    }
    BigDecimal value = row.getBigDecimal(of + "_value");
    return Optional.of(
        new Figure(
            row.getString("period"),
            row.getObject("period_end", LocalDate.class),
            published,
            Optional.ofNullable(value)));
  }

  private static Indicator indicator(ResultSet row, int number) throws SQLException {
    return new Indicator(
        row.getString("code"),
        row.getString("topic"),
        row.getString("name"),
        Polarity.of(row.getString("polarity")),
        row.getString("unit"),
        row.getString("period_type"),
        row.getString("publication"));
  }
}
