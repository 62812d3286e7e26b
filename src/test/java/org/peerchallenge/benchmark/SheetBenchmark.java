package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * How long a sheet takes beside one SQL query that only reads its cells, and how long all nineteen
 * take in their three forms: {@code mvn -Pbenchmark test -Dtest=SheetBenchmark}.
 */
class SheetBenchmark extends EngineTest {

  private static final int ROUNDS = 100;
  private static final AsOf NOW = AsOf.year(1, 2025);

  @Autowired private WebApplicationContext application;
  @Autowired private Figures figures;
  @Autowired private DataSheets sheets;
  @Autowired private Editions editions;
  private final List<String> authorities = new PublishedFigures().authoritiesOfSouthEast();

  @Test
  void aSheetBesideOneQueryOfItsCells() {
    MockMvc mvc = MockMvcBuilders.webAppContextSetup(application).build();
    // The query gets the index that suits it best, which the application does without.
    jdbc.sql("create index for_the_query on figure (dfe_number, indicator_code, period_end)")
        .update();
    jdbc.sql("analyze figure").update();
    long firstRead = nanos(() -> new Figures(jdbc, editions).compare("846", NOW).size());
    double query = median(() -> cells(authorities.get(0)));
    double compare = median(() -> figures.compare("846", NOW).size());
    double sheet =
        median(() -> sheets.of("846", NOW, LocalDate.EPOCH, Optional.empty()).get().rows().size());
    double page = median(() -> get(mvc, "/data-sheets/846?year=2025"));
    // Both again, the other way round: whoever comes second must not profit.
    double pageAgain = median(() -> get(mvc, "/data-sheets/846?year=2025"));
    double queryAgain = median(() -> cells(authorities.get(0)));
    jdbc.sql("drop index for_the_query").update();
    System.out.printf(
        """

        A sheet of one authority, medians of %d in milliseconds
          one SQL query of its cells            %6.2f   again %6.2f
          comparing in memory                   %6.2f
          the sheet as words                    %6.2f
          the whole page                        %6.2f   again %6.2f   ratio %.1f
          the first reading of an edition       %6.0f   once an edition and node
        """,
        ROUNDS,
        query,
        queryAgain,
        compare,
        sheet,
        page,
        pageAgain,
        Math.min(page, pageAgain) / Math.min(query, queryAgain),
        firstRead / 1e6);
  }

  @Test
  void allNineteenInThreeForms() {
    MockMvc mvc = MockMvcBuilders.webAppContextSetup(application).build();
    for (int cold = 1; cold >= 0; cold--) {
      long pages = 0;
      long workbooks = 0;
      long pdfs = 0;
      for (String authority : authorities) {
        pages += nanos(() -> get(mvc, "/data-sheets/" + authority + "?year=2025"));
        workbooks += nanos(() -> get(mvc, "/data-sheets/" + authority + "/sheet.xlsx?year=2025"));
        pdfs += nanos(() -> get(mvc, "/data-sheets/" + authority + "/sheet.pdf?year=2025"));
      }
      System.out.printf(
          """

          All 19 sheets one after another, %s, in seconds
            pages %.1f, workbooks %.1f, PDF %.1f, together %.1f
          """,
          cold == 1 ? "the first time" : "again",
          pages / 1e9,
          workbooks / 1e9,
          pdfs / 1e9,
          (pages + workbooks + pdfs) / 1e9);
    }
  }

  /** The cells that the sheet shows: the own years, and for the newest period everybody shown. */
  private int cells(String authority) {
    return jdbc.sql(
            """
            with newest as (
              select indicator_code, max(period_end) as period_end from figure
              where dfe_number = :dfe and from_edition <= 1 and (to_edition is null or to_edition > 1)
              group by indicator_code)
            select f.indicator_code, f.dfe_number, f.period, f.published, f.value
            from figure f left join newest n using (indicator_code, period_end)
            where f.from_edition <= 1 and (f.to_edition is null or f.to_edition > 1)
              and (f.dfe_number = :dfe
                or n.indicator_code is not null and f.dfe_number in (
                  select neighbour_dfe_number from statistical_neighbour where dfe_number = :dfe and model_year = 2025
                  union select dfe_number from figure_area where region = 'South East'
                  union select unnest(array['970', '989'])))
            """)
        .param("dfe", authority)
        .query(
            (row, n) ->
                new Figure(
                    row.getString("period"),
                    LocalDate.EPOCH,
                    row.getString("published"),
                    Optional.ofNullable(row.getBigDecimal("value"))))
        .list()
        .size();
  }

  private static int get(MockMvc mvc, String address) {
    try {
      return mvc.perform(MockMvcRequestBuilders.get(address).principal(() -> "dcs-850"))
          .andReturn()
          .getResponse()
          .getContentAsByteArray()
          .length;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static double median(IntSupplier work) {
    List<Long> taken = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      taken.add(nanos(work));
    }
    return taken.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow() / 1e6;
  }

  private static long nanos(IntSupplier work) {
    long began = System.nanoTime();
    if (work.getAsInt() == 0) {
      throw new AssertionError("Nothing came of it");
    }
    return System.nanoTime() - began;
  }
}
