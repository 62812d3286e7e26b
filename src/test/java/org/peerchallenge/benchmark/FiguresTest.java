package org.peerchallenge.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

class FiguresTest {

  private static final int YEAR = 2018;

  private static JdbcClient jdbc;
  private static FigureLoader loader;
  private static Editions editions;
  private static Figures figures;

  @BeforeAll
  static void loadOnce() {
    DataSource db = TestDatabase.migratedDatabase();
    jdbc = JdbcClient.create(db);
    loader = new FigureLoader(db, jdbc, new DataSourceTransactionManager(db), "South East");
    assertThat(loader.load()).isTrue();
    editions = new Editions(jdbc);
    figures = new Figures(jdbc, editions);
  }

  @Test
  void aSecondStartLoadsNothingMore() {
    long before = count("figure");
    assertThat(loader.load()).isFalse();
    assertThat(count("figure")).isEqualTo(before).isEqualTo(68_340);
    assertThat(count("indicator")).isEqualTo(43);
    assertThat(count("ofsted_inspection")).isEqualTo(35);
    assertThat(count("statistical_neighbour")).isEqualTo(380);
  }

  @Test
  void aPeriodSortsByTheDayOnWhichItEnds() {
    assertThat(
            jdbc.sql(
                    "select count(*) from figure where period_end is null or to_edition is not"
                        + " null")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(comparison("846", "LACFinance", YEAR).own().orElseThrow().end())
        .isEqualTo(LocalDate.of(2018, 3, 31));
    assertThat(comparison("846", "LAC_KS4_AVG_Attain8", YEAR).own().orElseThrow().end())
        .isEqualTo(LocalDate.of(2018, 8, 31));
    assertThat(comparison("846", "Work_Force_Vac_Rate", YEAR).own().orElseThrow().end())
        .isEqualTo(LocalDate.of(2018, 9, 30));
  }

  @Test
  void aSheetOf2018KnowsNothingLater() {
    for (Comparison comparison : figures.compare("846", YEAR)) {
      assertThat(comparison.history()).allMatch(figure -> figure.year() <= YEAR);
    }
    // The weekly cost's periods are labelled otherwise; 2017-18 is the one that ends in 2018.
    assertThat(comparison("846", "LACFinance", YEAR).own().orElseThrow().period())
        .isEqualTo("2017-18 (OT)");
    assertThat(comparison("846", "LAC_Foster_Placements", YEAR).own()).isEmpty();
    assertThat(figures.inspections("846", LocalDate.of(2018, 11, 30)))
        .extracting(Inspection::started)
        .containsExactly(LocalDate.of(2018, 7, 9));
    // Isle of Wight was inspected from 19 November 2018, but nobody could read the report by then.
    assertThat(figures.inspections("921", LocalDate.of(2018, 11, 30))).isEmpty();
  }

  @Test
  void aSuppressedFigureStaysTheSymbolAndHasNoPosition() {
    List<Comparison> symbols =
        figures.compare("921", 2025).stream()
            .filter(c -> c.own().isPresent() && c.own().get().value().isEmpty())
            .toList();
    assertThat(symbols).isNotEmpty();
    assertThat(symbols)
        .allSatisfy(
            comparison -> {
              assertThat(comparison.own().orElseThrow().shown()).isEqualTo("-");
              assertThat(comparison.standing()).isEmpty();
              assertThat(comparison.change()).isEmpty();
            });
  }

  @Test
  void figuresOfAYearAreOutFromNovember() {
    assertThat(Figures.newestYearAt(LocalDate.of(2018, 11, 30))).isEqualTo(2018);
    assertThat(Figures.newestYearAt(LocalDate.of(2019, 2, 4))).isEqualTo(2018);
    assertThat(Figures.newestYearAt(LocalDate.of(2019, 10, 31))).isEqualTo(2018);
  }

  @Test
  void factsForTheTableCountWorseAsPositive() {
    FlagFacts lowIsGood = Flags.facts(example(Polarity.LOW, "10", "11", "12"));
    assertThat(lowIsGood.yearsWorsening()).isEqualTo(2);
    assertThat(lowIsGood.changeShare())
        .isCloseTo(1 / 11.0, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(lowIsGood.neighbourGapShare())
        .isCloseTo(0.2, org.assertj.core.data.Offset.offset(1e-9));
    FlagFacts highIsGood = Flags.facts(example(Polarity.HIGH, "10", "11", "12"));
    assertThat(highIsGood.yearsWorsening()).isZero();
    assertThat(highIsGood.changeShare()).isNegative();
    FlagFacts noDirection = Flags.facts(example(Polarity.NONE, "10", "11", "12"));
    assertThat(noDirection.quartile()).isNull();
    assertThat(noDirection.changeShare()).isNull();
    assertThat(noDirection.neighbourGapShare()).isNull();
  }

  @Test
  void aSymbolInBetweenBreaksARunOfWorseYears() {
    assertThat(Flags.facts(example(Polarity.LOW, "9", "-", "11", "12")).yearsWorsening())
        .isEqualTo(1);
    assertThat(Flags.facts(example(Polarity.LOW, "9", "10", "-", "12")).yearsWorsening()).isZero();
    assertThat(Flags.facts(example(Polarity.LOW, "9", "10", "-", "12")).changeShare()).isNull();
    assertThat(Flags.facts(example(Polarity.LOW, "0", "12")).changeShare()).isNull();
  }

  @Test
  void atMostEightFlagsAreKeptAndThoseWithMostReasonsComeFirst() {
    FlagRule rule =
        all ->
            all.stream()
                .map(
                    facts ->
                        facts.quartile() == null
                            ? List.<String>of()
                            : facts.quartile() == 4 ? List.of("weak", "worse") : List.of("weak"))
                .toList();
    List<Flag> flags = new Flags(figures, rule).of("871", YEAR);
    assertThat(flags).hasSize(8);
    assertThat(flags.stream().map(flag -> flag.reasons().size()).toList())
        .isSortedAccordingTo((a, b) -> b - a);
    assertThat(flags).allMatch(flag -> flag.indicator().polarity() != Polarity.NONE);
  }

  @Test
  void theSheetSaysWhatItCannotKnow() {
    DataSheet sheet =
        new DataSheets(figures, editions).asAt("846", LocalDate.of(2018, 11, 30)).orElseThrow();
    assertThat(sheet.title()).isEqualTo("Data sheet: Brighton and Hove");
    assertThat(String.join(" ", sheet.notes()))
        .contains(
            "as published today",
            "later revisions are included",
            "model of 2021 (there is none from before): Reading; Bristol, City of;");
    assertThat(sheet.topics()).extracting(DataSheet.Topic::name).contains("Child Protection");
    assertThat(sheet.rows()).hasSize(40);
    assertThat(new DataSheets(figures, editions).asAt("989", LocalDate.of(2018, 11, 30))).isEmpty();
    assertThat(new DataSheets(figures, editions).asAt("000", LocalDate.of(2018, 11, 30))).isEmpty();
  }

  private static Comparison comparison(String dfe, String code, int year) {
    return figures.compare(dfe, year).stream()
        .filter(c -> c.indicator().code().equals(code))
        .findAny()
        .orElseThrow();
  }

  /** Cells from 2015 on; the neighbours' average is 10 and the authority stands at 120 of 150. */
  private static Comparison example(Polarity polarity, String... cells) {
    List<Figure> history = new ArrayList<>();
    for (String cell : cells) {
      int year = 2015 + history.size();
      history.add(
          new Figure(
              String.valueOf(year),
              LocalDate.of(year, 3, 31),
              cell,
              cell.equals("-") ? Optional.empty() : Optional.of(new BigDecimal(cell))));
    }
    return new Comparison(
        new Indicator(
            "X", "Topic", "Name", polarity, "%", "Financial Year", "https://example.org", false),
        0,
        Optional.of(history.get(history.size() - 1)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(BigDecimal.TEN),
        10,
        Optional.of(EnglandRank.of(120, 150, polarity)),
        history,
        List.of());
  }

  private static long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
