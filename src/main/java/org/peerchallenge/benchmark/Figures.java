package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads the published figures of one authority beside its region, England and its neighbours. */
@Service
public class Figures {

  private final JdbcClient jdbc;
  private volatile Snapshot snapshot;

  Figures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The newest year whose figures are mostly out at a date: DfE publishes those of the year to
   * March in October and November.
   */
  public static int newestYearAt(LocalDate date) {
    return date.getMonthValue() >= Month.NOVEMBER.getValue() ? date.getYear() : date.getYear() - 1;
  }

  /** Every indicator, in the catalogue's order. */
  public List<Indicator> catalogue() {
    return snapshot().indicators();
  }

  /** The name of an English authority; empty for a number that is none. */
  public Optional<String> authorityName(String dfeNumber) {
    return authority(dfeNumber).map(Area::name);
  }

  /** An English authority; empty for a number that is none. */
  public Optional<Area> authority(String dfeNumber) {
    return snapshot().area(dfeNumber).filter(area -> area.kind() == Area.Kind.AUTHORITY);
  }

  /** Every English authority, by name. */
  public List<Area> authorities() {
    return snapshot().authorities();
  }

  /**
   * Every indicator of the catalogue for one authority: its newest period that ends in the given
   * year or before, and the others' figures for that same period.
   *
   * @param upToYear the last year in which a period may end; 2018 for a self-assessment of December
   *     2018
   */
  public List<Comparison> compare(String dfeNumber, int upToYear) {
    return compare(dfeNumber, upToYear, Optional.empty());
  }

  /**
   * As {@link #compare(String, int)}, and beside a chosen authority.
   *
   * @param chosen its DfE number
   */
  public List<Comparison> compare(String dfeNumber, int upToYear, Optional<String> chosen) {
    Snapshot all = snapshot();
    Area authority = authority(dfeNumber).orElse(null);
    if (authority == null) {
      return List.of();
    }
    Set<String> neighbours =
        neighbours(dfeNumber, upToYear).stream()
            .map(Neighbour::dfeNumber)
            .collect(Collectors.toSet());
    return all.indicators().stream()
        .map(indicator -> all.compare(indicator, authority, upToYear, neighbours, chosen))
        .toList();
  }

  /** The authority's inspections whose reports were out by the given day, the newest first. */
  public List<Inspection> inspections(String dfeNumber, LocalDate publishedBy) {
    return jdbc.sql(
            """
            select inspection_start, report_published, inspection_type, overall, leaders, help_protection, in_care,
              care_leavers
            from ofsted_inspection where dfe_number = :dfe and report_published <= :day
            order by inspection_start desc
            """)
        .param("dfe", dfeNumber)
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
    return jdbc.sql(
            """
            select model_year, rank, neighbour_dfe_number, neighbour_name, closeness from statistical_neighbour
            where dfe_number = :dfe and model_year = :model order by rank
            """)
        .param("dfe", dfeNumber)
        .param("model", neighbourModel(upToYear))
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
  private int neighbourModel(int upToYear) {
    return jdbc.sql(
            """
            select coalesce(max(model_year) filter (where model_year <= :year), min(model_year), 0)
            from statistical_neighbour
            """)
        .param("year", upToYear)
        .query(Integer.class)
        .single();
  }

  Snapshot snapshot() {
    if (snapshot == null) {
      snapshot = read();
    }
    return snapshot;
  }

  private Snapshot read() {
    List<Indicator> indicators =
        jdbc.sql(
                "select code, topic, name, polarity, unit, period_type, publication from indicator order by position")
            .query(
                (row, n) ->
                    new Indicator(
                        row.getString("code"),
                        row.getString("topic"),
                        row.getString("name"),
                        Polarity.of(row.getString("polarity")),
                        row.getString("unit"),
                        row.getString("period_type"),
                        row.getString("publication")))
            .list();
    List<Area> areas =
        jdbc.sql("select dfe_number, name, kind, region from figure_area")
            .query(
                (row, n) ->
                    new Area(
                        row.getString("dfe_number"),
                        row.getString("name"),
                        Area.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.getString("region"))))
            .list();
    Snapshot all = new Snapshot(indicators, areas);
    jdbc.sql(
            """
            select indicator_code, dfe_number, period, period_year, published, value from figure
            order by indicator_code, period_year
            """)
        .query(
            row -> {
              all.add(
                  row.getString("indicator_code"),
                  row.getString("dfe_number"),
                  new Figure(
                      row.getString("period"),
                      row.getInt("period_year"),
                      row.getString("published"),
                      Optional.ofNullable(row.getBigDecimal("value"))));
            });
    return all;
  }
}
