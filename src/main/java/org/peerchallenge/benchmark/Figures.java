package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the published figures of one authority beside its region, England and its neighbours. */
@Service
public class Figures {

  /** Editions that are read again and again: the current one, and those that work stands on. */
  private static final int KEPT_IN_MEMORY = 3;

  /** Holds for the rows that count in an edition. */
  private static final String IN_EDITION =
      "from_edition <= :edition and (to_edition is null or to_edition > :edition)";

  private final JdbcClient jdbc;
  private final Editions editions;

  private final Map<Integer, Snapshot> snapshots =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Snapshot> eldest) {
              return size() > KEPT_IN_MEMORY;
            }
          });

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
    return snapshot(edition).indicators();
  }

  /** An English authority; empty for a number that is none. */
  public Optional<Area> authority(String dfeNumber) {
    return snapshot(editions.current())
        .area(dfeNumber)
        .filter(area -> area.kind() == Area.Kind.AUTHORITY);
  }

  /** Every English authority, by name. */
  public List<Area> authorities() {
    return snapshot(editions.current()).authorities();
  }

  /**
   * As {@link #compare(String, AsOf, Optional)}, on the figures of today and beside nobody chosen.
   *
   * @param upToYear the last year in which a period may end; 2018 for a self-assessment of December
   *     2018
   */
  public List<Comparison> compare(String dfeNumber, int upToYear) {
    return compare(dfeNumber, AsOf.year(editions.current(), upToYear));
  }

  /** As {@link #compare(String, AsOf, Optional)}, beside nobody chosen. */
  public List<Comparison> compare(String dfeNumber, AsOf asOf) {
    return compare(dfeNumber, asOf, Optional.empty());
  }

  /**
   * Every indicator of the catalogue for one authority: its newest period that is out, and the
   * others' figures for that same period; nothing when the number is no English authority's.
   *
   * @param chosen DfE number of an authority to compare with
   */
  public List<Comparison> compare(String dfeNumber, AsOf asOf, Optional<String> chosen) {
    Optional<Area> authority = authority(dfeNumber);
    if (authority.isEmpty()) {
      return List.of();
    }
    Snapshot all = snapshot(asOf.edition());
    Set<String> neighbours =
        neighbours(dfeNumber, asOf).stream().map(Neighbour::dfeNumber).collect(Collectors.toSet());
    return all.indicators().stream()
        .map(indicator -> all.compare(indicator, authority.get(), asOf, neighbours, chosen))
        .toList();
  }

  /**
   * Makes an authority known that comes after another, in the same region. Its own figures begin
   * with the first file that has some.
   */
  @Transactional
  public void addAuthority(
      String dfeNumber, String name, String onsCode, LocalDate begins, String predecessor) {
    jdbc.sql(
            """
            insert into figure_area (dfe_number, name, kind, region, ons_code, begins, predecessors)
            select :number, :name, 'authority', region, :code, :begins, array[:predecessor]
            from figure_area where dfe_number = :predecessor
            on conflict (dfe_number) do update set predecessors =
              array(select distinct unnest(figure_area.predecessors || excluded.predecessors) order by 1)
            """)
        .param("number", dfeNumber)
        .param("name", name)
        .param("code", onsCode)
        .param("begins", begins)
        .param("predecessor", predecessor)
        .update();
    snapshots.clear();
  }

  /** Names of the authorities that one has come after, whose figures stand before its own. */
  public List<Area> predecessors(String dfeNumber) {
    return jdbc
        .sql(
            "select unnest(predecessors) as number from figure_area where dfe_number = :dfe order"
                + " by 1")
        .param("dfe", dfeNumber)
        .query(String.class)
        .list()
        .stream()
        .flatMap(number -> authority(number).stream())
        .toList();
  }

  /** The authority's inspections whose reports were out by the given day, the newest first. */
  public List<Inspection> inspections(String dfeNumber, LocalDate publishedBy) {
    return inspections(dfeNumber, publishedBy, editions.current());
  }

  /** As {@link #inspections(String, LocalDate)}, as an edition has them. */
  public List<Inspection> inspections(String dfeNumber, LocalDate publishedBy, int edition) {
    return jdbc.sql(
            """
            select inspection_start, report_published, inspection_type, f.name,
              array(select a.code from inspection_area a where a.framework = i.framework) as judged,
              array(select a.code from inspection_area a where a.framework = i.framework and jsonb_exists(i.grades, a.code)
                order by a.position) as areas,
              array(select a.name from inspection_area a where a.framework = i.framework and jsonb_exists(i.grades, a.code)
                order by a.position) as names,
              array(select i.grades ->> a.code from inspection_area a where a.framework = i.framework
                and jsonb_exists(i.grades, a.code) order by a.position) as grades
            from ofsted_inspection i join inspection_framework f on f.code = i.framework
            where dfe_number = :dfe and report_published <= :day and %s
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
                    row.getString("name"),
                    Set.of((String[]) row.getArray("judged").getArray()),
                    grades(
                        (String[]) row.getArray("areas").getArray(),
                        (String[]) row.getArray("names").getArray(),
                        (String[]) row.getArray("grades").getArray())))
        .list();
  }

  private static List<Inspection.Grade> grades(String[] areas, String[] names, String[] grades) {
    List<Inspection.Grade> all = new ArrayList<>();
    for (int i = 0; i < areas.length; i++) {
      all.add(new Inspection.Grade(areas[i], names[i], grades[i]));
    }
    return all;
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

  /** Every figure of an edition; it never changes, so it is read once. */
  Snapshot snapshot(int edition) {
    return snapshots.computeIfAbsent(edition, this::read);
  }

  private Snapshot read(int edition) {
    List<Indicator> indicators =
        jdbc.sql(
                "select code, topic, name, polarity, unit, period_type, publication, unpublished"
                    + " from indicator where "
                    + IN_EDITION
                    + " order by position")
            .param("edition", edition)
            .query(
                (row, n) ->
                    new Indicator(
                        row.getString("code"),
                        row.getString("topic"),
                        row.getString("name"),
                        Polarity.of(row.getString("polarity")),
                        row.getString("unit"),
                        row.getString("period_type"),
                        row.getString("publication"),
                        row.getBoolean("unpublished")))
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
            select indicator_code, dfe_number, period, period_end, published, value, not shipped as imported
            from figure where %s order by indicator_code, period_end
            """
                .formatted(IN_EDITION))
        .param("edition", edition)
        .query(
            row -> {
              all.add(
                  row.getString("indicator_code"),
                  row.getString("dfe_number"),
                  new Figure(
                      row.getString("period"),
                      row.getObject("period_end", LocalDate.class),
                      row.getString("published"),
                      Optional.ofNullable(row.getBigDecimal("value"))),
                  row.getBoolean("imported"));
            });
    return all;
  }
}
