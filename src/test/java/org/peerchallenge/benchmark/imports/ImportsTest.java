package org.peerchallenge.benchmark.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peerchallenge.benchmark.AsOf;
import org.peerchallenge.benchmark.Audience;
import org.peerchallenge.benchmark.Comparison;
import org.peerchallenge.benchmark.Editions;
import org.peerchallenge.benchmark.Figure;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.benchmark.Inspection;
import org.peerchallenge.benchmark.InspectionFrameworks;
import org.peerchallenge.benchmark.TestFigures;
import org.peerchallenge.kernel.Refused;

/**
 * Files that are as they should be: what is published, what is kept, and what an undo brings back.
 */
class ImportsTest {

  private static final String HEADING =
      "indicator_code,dfe_la_number,area_name,region,period,raw_value\n";
  private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 30);

  private static Bench bench;
  private static Figures figures;
  private static Editions editions;

  @BeforeAll
  static void open() {
    bench = new Bench();
    bench.mapReferrals();
    figures = TestFigures.figures(bench.db);
    editions = TestFigures.editions(bench.db);
  }

  @Test
  void theShippedFileAgainBringsNothingNew() {
    FigureImport one = bench.checked(Kind.LAIT, Bench.bytes("indicators-england.csv.gz"));

    assertThat(one.found()).hasValue(new CheckResult(68_341, 0, 0, 68_340, 0, 0, 0, 0, 0, 0));
    assertThatThrownBy(() -> bench.published(one, true, true))
        .hasMessageContaining("nothing to publish");
    bench.imports.throwAway(one.id(), "data");
  }

  @Test
  void aPublicationIsAnEditionAndItsUndoingBringsBackTheFormerOneExactly() {
    int before = editions.current();
    Map<String, String> former = bench.current();
    FigureImport one = bench.checked(Kind.EES, Bench.bytes("ees-example-referrals.csv"));
    assertThat(one.found().orElseThrow().fresh()).isGreaterThan(18_000);

    int edition = bench.published(one, false, true);

    assertThat(edition).isEqualTo(before + 1);
    assertThat(bench.at(before)).as("the edition before stays").isEqualTo(former);
    assertThat(figures.catalogue()).anyMatch(i -> i.code().equals("X_referral_count"));
    assertThat(figures.catalogue(before)).noneMatch(i -> i.code().equals("X_referral_count"));
    assertThat(own("846", "X_referral_count", AsOf.year(edition, 2018)).published())
        .matches("[0-9]+");

    int undone = bench.undone(edition);

    assertThat(bench.at(undone)).isEqualTo(former);
    assertThat(figures.catalogue()).noneMatch(i -> i.code().equals("X_referral_count"));
    assertThat(figures.compare("846", AsOf.day(undone, LocalDate.of(2018, 11, 30))))
        .isEqualTo(figures.compare("846", AsOf.day(before, LocalDate.of(2018, 11, 30))));
    assertThat(figures.compare("846", AsOf.day(edition, NOVEMBER)))
        .as("what was published can still be read")
        .anyMatch(c -> c.indicator().code().equals("X_referral_count") && c.own().isPresent());
    assertThatThrownBy(() -> bench.undone(edition)).hasMessageContaining("Undo that one first");

    int again = bench.undone(undone);
    assertThat(bench.at(again)).as("an undo can be undone").isEqualTo(bench.at(edition));
    bench.undone(again);
  }

  @Test
  void whatASelfAssessmentStandsOnStaysAndTheBadgeSaysWhatIsNewerSinceWhen() {
    AsOf standsOn = AsOf.day(editions.current(), NOVEMBER);
    List<Comparison> written = figures.compare("846", standsOn);
    assertThat(editions.newer(standsOn, List.of("846"), NOVEMBER, Audience.ENTITLED)).isEmpty();

    int edition =
        bench.published(
            bench.checked(
                Kind.LAIT,
                text(
                    HEADING
                        + "CIN,846,Brighton and Hove,South East,2025,301.5\n"
                        + "CIN,846,Brighton and Hove,South East,2026,302.5\n"
                        + "CIN,850,Hampshire,South East,2026,250\n")),
            false,
            true);

    assertThat(figures.compare("846", standsOn)).isEqualTo(written);
    assertThat(own("846", "CIN", AsOf.day(edition, NOVEMBER)).published()).isEqualTo("302.5");
    assertThat(
            editions
                .newer(standsOn, List.of("846"), NOVEMBER, Audience.ENTITLED)
                .orElseThrow()
                .count())
        .isEqualTo(2);
    assertThat(
            editions
                .newer(standsOn, List.of("850"), NOVEMBER, Audience.ENTITLED)
                .orElseThrow()
                .count())
        .isEqualTo(1);
    assertThat(editions.newer(standsOn, List.of("851"), NOVEMBER, Audience.ENTITLED)).isEmpty();
    // In the spring the newest year is not assumed out, but what was imported is.
    assertThat(own("846", "CIN", AsOf.day(edition, LocalDate.of(2026, 6, 1))).published())
        .isEqualTo("302.5");

    bench.undone(edition);
    assertThat(editions.newer(standsOn, List.of("846"), NOVEMBER, Audience.ENTITLED))
        .as("all is as it was")
        .isEmpty();
  }

  @Test
  void aDifferenceFromAnEditionThatIsNoLongerCurrentIsTakenAnew() {
    FigureImport first =
        bench.checked(Kind.LAIT, text(HEADING + "CIN,846,Brighton and Hove,South East,2026,300\n"));
    FigureImport second =
        bench.checked(Kind.LAIT, text(HEADING + "CIN,846,Brighton and Hove,South East,2026,310\n"));
    int edition = bench.published(first, true, true);

    assertThatThrownBy(() -> bench.published(second, true, true))
        .hasMessageContaining("Check it again");

    FigureImport again = bench.imports.check(second.id());
    assertThat(again.found().orElseThrow().changed()).isEqualTo(1);
    assertThat(bench.imports.changes(again.id(), "CHANGED", 0, 10))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.subject())
                  .isEqualTo("Children in Need rate per 10,000, Brighton and Hove, 2026");
              assertThat(change.was()).hasValue("300");
              assertThat(change.now()).hasValue("310");
            });
    int next = bench.published(again, true, true);
    assertThatThrownBy(() -> bench.undone(edition)).hasMessageContaining("Edition " + next);
    int backToFirst = bench.undone(next);
    assertThat(bench.at(backToFirst)).isEqualTo(bench.at(edition));
    int backToNone = bench.undone(edition);
    assertThat(bench.at(backToNone)).isEqualTo(bench.at(edition - 1));
    assertThatThrownBy(() -> bench.undone(edition))
        .hasMessageContaining(
            "Edition " + backToNone + " has changed some of the same figures since");
  }

  @Test
  void whatTheCheckFoundMustBeWholeWhenItIsPublished() {
    FigureImport one =
        bench.checked(Kind.LAIT, text(HEADING + "CIN,846,Brighton and Hove,South East,2027,300\n"));
    // As after a crash of PostgreSQL, which empties what is not in its log.
    bench.jdbc.sql("truncate figure_import_row").update();

    assertThatThrownBy(() -> bench.published(one, true, true))
        .hasMessageContaining("not whole any more");
    bench.imports.throwAway(one.id(), "data");
  }

  @Test
  void unknownMissingAndOutOfRangeAreSaidAndOnlyTheLastWaitsForSomebodyToLook() {
    FigureImport one =
        bench.checked(
            Kind.LAIT,
            text(
                HEADING
                    + "ReReferral,846,Brighton and Hove,South East,2025,101\n"
                    + "ReReferral,850,Hampshire,South East,2025,-3\n"
                    + "CIN,851,Portsmouth,South East,2025,30000\n"
                    + "CIN,999,Atlantis,South East,2025,3\n"
                    + "NOT_ONE,846,Brighton and Hove,South East,2025,3\n"));

    assertThat(reasons(one, Remark.Kind.RANGE))
        .anyMatch(r -> r.contains("101 is more than 100 per cent"))
        .anyMatch(r -> r.contains("-3 is less than nothing"))
        .anyMatch(r -> r.contains("30000") && r.contains("the year before"));
    assertThat(reasons(one, Remark.Kind.UNKNOWN))
        .containsExactly(
            "There is no area 999, “Atlantis”", "There is no indicator “NOT_ONE” (indicator_code)");
    assertThat(one.found().orElseThrow().missing()).isGreaterThan(300);
    assertThatThrownBy(() -> bench.published(one, true, false))
        .hasMessageContaining("Look at what is named");
    Map<String, String> before = bench.current();
    int edition = bench.published(one, false, true);
    assertThat(bench.current()).as("what the file lacks stays").hasSameSizeAs(before);
    bench.undone(edition);
  }

  @Test
  void theColumnsOfDfEsFileAreProposedByTheirFigures() {
    long id = bench.brought(Kind.EES, Bench.bytes("ees-example-referrals.csv"));

    ColumnMappingSuggester.Sheet sheet = bench.proposal.of(id);

    assertThat(sheet.filters())
        .containsExactly(
            new ColumnMappingSuggester.Filter(
                "category",
                List.of("Referrals and Re-referrals"),
                List.of("Referrals and Re-referrals")));
    assertThat(sheet.columns())
        .anyMatch(
            c ->
                c.heading().equals("rereferral_percent")
                    && c.indicator().equals(Optional.of("ReReferral")))
        .anyMatch(
            c ->
                c.heading().equals("no_further_action_percent")
                    && c.indicator().equals(Optional.of("CIN_Refferals_NFA"))
                    && c.reason().matches("[0-9]+ of [0-9]+ figures agree .*"));
    bench.imports.throwAway(id, "data");
  }

  @Test
  void linesOfOtherGroupsAndAreasAreNotTakenAndAuthoritiesAreFoundByTheirOldOrNewCode() {
    bench.define("X_by_sex", "Number", "Financial Year");
    bench.mappings.save(
        Bench.REFERRALS + " by sex",
        new Mapping(
            List.of(new Mapping.Measured("children", "X_by_sex", Map.of("sex", "Total"))),
            Map.of("sex", List.of("Total", "Female", "Male"))),
        "data");
    String file =
        """
        time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,sex,children
        201718,Financial year,Local authority,E92000001,England,E12000008,South East,825,E10000002,Buckinghamshire,Total,10
        201819,Financial year,Local authority,E92000001,England,E12000008,South East,z,E06000060,Buckinghamshire,Total,11
        201819,Financial year,Local authority,E92000001,England,E12000008,South East,825,E06000060,Buckinghamshire,Female,5
        201819,Financial year,Local authority district,E92000001,England,E12000008,South East,825,E06000060,Buckinghamshire,Total,5
        201819,Financial year,National,E92000001,England,,,,,,Total,low
        201819,Financial year,Local authority,E92000001,England,E12000008,South East,850,E06000060,Hampshire,Total,7
        """;
    long id = bench.brought(Kind.EES, text(file));
    bench.imports.useMapping(id, Bench.REFERRALS + " by sex");
    FigureImport one = bench.imports.check(id);

    assertThat(one.found().orElseThrow().fresh()).isEqualTo(3);
    assertThat(reasons(one, Remark.Kind.FAULT))
        .containsExactly(
            "850 is Hampshire, but E06000060 is Buckinghamshire (old_la_code, new_la_code)");
    assertThat(reasons(one, Remark.Kind.NOTE))
        .anyMatch(r -> r.startsWith("1 lines are on other areas"))
        .anyMatch(r -> r.startsWith("1 lines are of other groups"));
    int edition = bench.published(one, true, true);
    Comparison comparison =
        figures.compare("825", AsOf.year(edition, 2019)).stream()
            .filter(c -> c.indicator().code().equals("X_by_sex"))
            .findAny()
            .orElseThrow();
    assertThat(comparison.history())
        .extracting(Figure::period)
        .containsExactly("2017/18", "2018/19");
    assertThat(comparison.england().orElseThrow().shown()).isEqualTo("low");
    bench.undone(edition);
  }

  @Test
  void aReturnComesBackWithQuartersThatShowAtOnceAndAFaultyCellIsNamed() throws Exception {
    bench.define("X_visits", "% of visits", "Quarter");
    ByteArrayOutputStream template = new ByteArrayOutputStream();
    ReturnWorkbook.write(
        List.of(
            new ReturnWorkbook.Authority("846", "Brighton and Hove"),
            new ReturnWorkbook.Authority("850", "Hampshire"),
            new ReturnWorkbook.Authority("851", "Portsmouth")),
        new KnownIndicators(bench.jdbc)
            .all().stream().filter(m -> m.code.equals("X_visits")).toList(),
        ReturnWorkbook.quarters(2026, 11),
        template);
    ByteArrayOutputStream filled = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook =
        new XSSFWorkbook(new ByteArrayInputStream(template.toByteArray()))) {
      Sheet sheet = workbook.getSheet(ReturnWorkbook.SHEET);
      assertThat(sheet.getRow(1).getCell(1).getStringCellValue()).isEqualTo("2026-27 Q2");
      sheet.getRow(5).getCell(2).setCellValue(81.5);
      sheet.getRow(6).getCell(2).setCellValue("about 80");
      sheet.getRow(7).getCell(2).setCellValue("c");
      workbook.write(filled);
    }
    FigureImport one = bench.checked(Kind.RETURN, filled.toByteArray());

    assertThat(one.found().orElseThrow().fresh()).isEqualTo(2);
    assertThat(bench.remarks(one, Remark.Kind.FAULT))
        .containsExactly(
            new Remark(
                7,
                Remark.Kind.FAULT,
                "“about 80” is neither a number nor one of the publisher’s symbols, cell C7"));
    int edition = bench.published(one, true, true);
    assertThat(own("846", "X_visits", AsOf.day(edition, LocalDate.of(2026, 10, 1))).period())
        .isEqualTo("2026-27 Q2");
    bench.undone(edition);
  }

  @Test
  void neighboursAreTakenInTensAndInspectionsOneByOne() {
    String neighbours = Bench.text("statistical-neighbours-south-east.csv");
    assertThat(bench.checked(Kind.NEIGHBOURS, text(neighbours)).found().orElseThrow().unchanged())
        .isEqualTo(380);
    String newModel =
        neighbours
            .lines()
            .filter(l -> !l.startsWith("2021"))
            .map(l -> l.replaceFirst("^2025", "2027"))
            .map(
                l ->
                    l.startsWith("2027,846,") && l.contains(",3,")
                        ? l.replaceFirst(",3,[0-9]{3},", ",3,XXX,")
                        : l)
            .reduce("", (a, b) -> a + b + "\n");
    FigureImport one = bench.checked(Kind.NEIGHBOURS, text(newModel));
    assertThat(one.found().orElseThrow().fresh()).isEqualTo(180);
    assertThat(reasons(one, Remark.Kind.FAULT))
        .anyMatch(r -> r.contains("“XXX” is no DfE number"))
        .anyMatch(r -> r.contains("those of 846 in the model of 2027"));
    int edition = bench.published(one, true, true);
    assertThat(figures.neighbours("850", 2027).get(0).modelYear()).isEqualTo(2027);
    assertThat(figures.neighbours("850", AsOf.year(1, 2027)).get(0).modelYear()).isEqualTo(2025);
    bench.undone(edition);

    String inspections = Bench.text("ofsted-inspections-south-east.csv");
    assertThat(bench.checked(Kind.INSPECTIONS, text(inspections)).found().orElseThrow().unchanged())
        .isEqualTo(35);
    FigureImport two =
        bench.checked(
            Kind.INSPECTIONS,
            text(
                inspections
                    .replaceFirst("13/06/2022,29/07/2022", "13/06/2022,30/07/2022")
                    .replaceFirst("11/03/2024,16/05/2024", "31/02/2024,16/05/2024")));
    assertThat(two.found().orElseThrow().changed()).isEqualTo(1);
    assertThat(reasons(two, Remark.Kind.FAULT)).singleElement().asString().contains("“31/02/2024”");
    int next = bench.published(two, true, true);
    assertThat(figures.inspections("867", NOVEMBER))
        .anyMatch(i -> i.reportPublished().equals(LocalDate.of(2022, 7, 30)));
    assertThat(figures.inspections("867", NOVEMBER, 1))
        .noneMatch(i -> i.reportPublished().equals(LocalDate.of(2022, 7, 30)));
    bench.undone(next);
  }

  @Test
  void aYearOfAModelIsForAnOpenFileOfNeighboursAlone() {
    long figures = bench.brought(Kind.LAIT, Bench.bytes("indicators-south-east.csv"));
    assertThatThrownBy(() -> bench.imports.useModelYear(figures, "2026"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("statistical neighbours");
    bench.imports.throwAway(figures, "data");

    long neighbours = bench.brought(Kind.NEIGHBOURS, "a,b\n".getBytes(StandardCharsets.UTF_8));
    bench.imports.useModelYear(neighbours, "2026");
    bench.imports.throwAway(neighbours, "data");
    assertThatThrownBy(() -> bench.imports.useModelYear(neighbours, "2025"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("bring it again");
    assertThatThrownBy(() -> bench.imports.useModelYear(0, "2026")).isInstanceOf(Refused.class);
  }

  @Test
  void aReportSinceApril2026NeedsNoOverallGradeAndOneFromBeforeDoes() {
    String file = Bench.text("ofsted-inspections-south-east.csv");
    String line =
        "%s,,%s,Current,South East,%s,%s,ILACS Standard Inspection,%s,Good,%s,Good,Good\n";
    Map<String, String> before = bench.current();
    FigureImport one =
        bench.checked(
            Kind.INSPECTIONS,
            text(
                file.substring(0, file.indexOf('\n') + 1)
                    + line.formatted(
                        "846",
                        "Brighton and Hove",
                        "02/03/2026",
                        "01/04/2026",
                        "",
                        "Requires Improvement")
                    + line.formatted(
                        "850",
                        "Hampshire",
                        "02/03/2026",
                        "07/04/2026",
                        "Good",
                        "Requires improvement")
                    + line.formatted("851", "Portsmouth", "02/03/2026", "31/03/2026", "", "Good")
                    + line.formatted("852", "Southampton", "02/03/2026", "31/05/2026", "", "")
                    + line.formatted(
                        "886", "Kent", "02/03/2026", "31/05/2026", "Improvement", "Good")));

    assertThat(bench.remarks(one, Remark.Kind.FAULT))
        .containsExactly(
            new Remark(
                4,
                Remark.Kind.FAULT,
                "The line grades care_leavers, help_protection, in_care, leaders and no overall grade,"
                    + " which only reports from 1 April 2026 on may lack; no framework of 2026-03-31"
                    + " judges just that"),
            new Remark(
                5,
                Remark.Kind.FAULT,
                "The line grades care_leavers, in_care, leaders and no overall grade, which only"
                    + " reports from 1 April 2026 on may lack; no framework of 2026-05-31 judges just"
                    + " that"),
            new Remark(
                6,
                Remark.Kind.FAULT,
                "“Improvement” is no grade of Inspecting local authority children’s services"
                    + " (ILACS), which are Outstanding, Good, Requires improvement to be good,"
                    + " Inadequate (overall)"));
    assertThat(bench.imports.changes(one.id(), "NEW", 0, 10))
        .anySatisfy(
            change ->
                assertThat(change.now().orElseThrow())
                    .contains(
                        ": Leaders Good, Help and protection Requires improvement to be good"));
    int edition = bench.published(one, true, true);

    Inspection without = figures.inspections("846", NOVEMBER).get(0);
    assertThat(without.overall()).isEmpty();
    assertThat(without.overallInWords()).isEqualTo("no overall grade (not given since April 2026)");
    assertThat(without.inWords("help_protection")).isEqualTo("Requires improvement to be good");
    Inspection with = figures.inspections("850", NOVEMBER).get(0);
    assertThat(with.overallInWords()).isEqualTo("Good");
    assertThat(with.inWords("help_protection")).isEqualTo("Requires improvement to be good");
    assertThat(figures.inspections("846", NOVEMBER, edition - 1))
        .allMatch(i -> i.overall().isPresent());

    FigureImport again =
        bench.checked(
            Kind.INSPECTIONS,
            text(
                file.substring(0, file.indexOf('\n') + 1)
                    + line.formatted(
                        "846",
                        "Brighton and Hove",
                        "02/03/2026",
                        "01/04/2026",
                        "",
                        "Requires improvement to be good")));
    assertThat(again.found().orElseThrow().unchanged()).isEqualTo(1);
    bench.imports.throwAway(again.id(), "data");
    bench.undone(edition);
    assertThat(bench.current()).isEqualTo(before);
    assertThat(figures.inspections("846", NOVEMBER)).allMatch(i -> i.overall().isPresent());
  }

  @Test
  void aNewFrameworkIsDataAndOldInspectionsStayAsTheyWere() {
    Map<String, List<Inspection>> before =
        List.of("846", "850").stream()
            .collect(
                java.util.stream.Collectors.toMap(
                    dfe -> dfe, dfe -> figures.inspections(dfe, NOVEMBER)));
    InspectionFrameworks frameworks = new InspectionFrameworks(bench.jdbc);
    frameworks.add(
        "Children’s services 2026",
        LocalDate.of(2026, 9, 1),
        List.of("Leaders | Leadership and safeguarding", "Family help", "Care leavers?"),
        List.of("Exemplary", "Strong", "Expected standard", "Needs attention", "Urgent"),
        "data");
    FigureImport one =
        bench.checked(
            Kind.INSPECTIONS,
            text(
                """
                Local authority,Start date,Publication date,Inspection type,The leadership and safeguarding,Family help,Care leavers
                Hampshire,2026-09-07,2026-10-12,Example inspection,Strong,expected standard,
                Kent,2026-09-07,2026-10-12,Example inspection,Good,Strong,
                Surrey,2026-07-07,2026-08-12,Example inspection,Strong,Strong,
                """));
    assertThat(reasons(one, Remark.Kind.FAULT))
        .satisfiesExactly(
            kent ->
                assertThat(kent)
                    .contains(
                        "“Good” is no grade of Children’s services 2026", "Exemplary, Strong"),
            early -> assertThat(early).contains("no framework of 2026-08-12"));
    int edition = bench.published(one, true, true);

    List<Inspection> history = figures.inspections("850", NOVEMBER);
    assertThat(history.get(0).framework()).isEqualTo("Children’s services 2026");
    assertThat(history.get(0).grades())
        .extracting(Inspection.Grade::name, Inspection.Grade::grade)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Leaders", "Strong"),
            org.assertj.core.groups.Tuple.tuple("Family help", "Expected standard"));
    assertThat(history.subList(1, history.size())).isEqualTo(before.get("850"));
    assertThat(Inspection.areas(history).values())
        .containsSubsequence("Overall", "Leaders", "Family help", "Help and protection");
    assertThat(history.get(1).inWords("family_help")).isEqualTo("not judged");
    assertThat(figures.inspections("846", NOVEMBER)).isEqualTo(before.get("846"));
    bench.undone(edition);
    assertThat(figures.inspections("850", NOVEMBER)).isEqualTo(before.get("850"));
  }

  @Test
  void anEqualFileIsToldByItsSumsAndWritesNothingAndAChangedCellIsFound() {
    byte[] file = Bench.bytes("indicators-england.csv.gz");
    FigureImport first = bench.checked(Kind.LAIT, file);
    assertThat(first.found().orElseThrow().written()).isZero();
    bench.imports.throwAway(first.id(), "data");
    int held = first.found().orElseThrow().unchanged();
    long written = bench.jdbc.sql("select count(*) from figure_digest").query(Long.class).single();

    FigureImport again = bench.checked(Kind.LAIT, file);
    assertThat(again.found()).isEqualTo(first.found());
    assertThat(rowsWritten()).isZero();
    bench.imports.throwAway(again.id(), "data");
    assertThat(bench.jdbc.sql("select count(*) from figure_digest").query(Long.class).single())
        .isEqualTo(written);

    String other =
        new String(file, StandardCharsets.UTF_8)
            .replaceFirst("(?m)^(CIN,846,.*,)[0-9.]+$", "$17.25");
    FigureImport changed = bench.checked(Kind.LAIT, text(other));
    assertThat(changed.found().orElseThrow().changed()).isEqualTo(1);
    assertThat(changed.found().orElseThrow().unchanged()).isEqualTo(held - 1);
    int edition = bench.published(changed, true, true);
    FigureImport after = bench.checked(Kind.LAIT, text(other));
    assertThat(after.found().orElseThrow().written()).isZero();
    assertThat(after.found().orElseThrow().unchanged()).isEqualTo(held);
    bench.imports.throwAway(after.id(), "data");
    bench.undone(edition);
    FigureImport undone = bench.checked(Kind.LAIT, text(other));
    assertThat(undone.found().orElseThrow().changed()).isEqualTo(1);
    bench.imports.throwAway(undone.id(), "data");
  }

  private long rowsWritten() {
    return bench.jdbc.sql("select count(*) from figure_import_row").query(Long.class).single();
  }

  @Test
  void anIndicatorIsMendedAndAnotherKindOfYearMovesItsFigures() {
    Map<String, String> before = bench.current();
    Mappings.Definition was = bench.mappings.definition("CIN").orElseThrow();
    bench.mended(
        new Mappings.Definition(
            was.code(),
            was.topic(),
            was.name(),
            "low",
            was.unit(),
            "Calendar Year",
            was.publication(),
            false));
    assertThat(bench.current().keySet())
        .filteredOn(key -> key.startsWith("CIN|"))
        .isNotEmpty()
        .allMatch(key -> key.endsWith("-12-31"));
    assertThat(bench.mappings.definition("CIN").orElseThrow().polarity()).isEqualTo("low");
    assertThatThrownBy(
            () ->
                bench.mended(
                    new Mappings.Definition(
                        was.code(),
                        was.topic(),
                        was.name(),
                        "low",
                        was.unit(),
                        "Quarter",
                        was.publication(),
                        false)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("cannot become figures by “Quarter”");
    int edition =
        bench.jdbc.sql("select max(number) from figure_edition").query(Integer.class).single();
    bench.undone(edition);
    assertThat(bench.current()).isEqualTo(before);
    assertThat(bench.mappings.definition("CIN")).contains(was);
  }

  private static Figure own(String dfe, String code, AsOf asOf) {
    return figures.compare(dfe, asOf).stream()
        .filter(c -> c.indicator().code().equals(code))
        .findAny()
        .flatMap(Comparison::own)
        .orElseThrow();
  }

  private static List<String> reasons(FigureImport one, Remark.Kind kind) {
    return bench.remarks(one, kind).stream().map(Remark::reason).toList();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
