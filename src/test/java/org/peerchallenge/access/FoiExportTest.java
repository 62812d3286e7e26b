package org.peerchallenge.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerchallenge.EngineTest;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.document.DocumentKey;
import org.peerchallenge.document.Documents;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.beans.factory.annotation.Autowired;

/** What the office takes out when a freedom-of-information request comes. */
class FoiExportTest extends EngineTest {

  /** Tables of the whole region, the year or the plan: nobody's in particular. */
  private static final Set<String> OF_THE_REGION =
      Set.of(
          "authority",
          "delivery_body",
          "cycle",
          "year_started",
          "year_evaluation",
          "arrangement_warning",
          "warnings_accepted",
          "plan",
          "plan_theme",
          "plan_support",
          "plan_summit",
          "plan_round",
          "plan_follow_up",
          "plan_quarter",
          "register_match");

  @Autowired private FoiExport everything;
  @Autowired private FoiDataFinder foiData;
  @Autowired private ReadingLog log;
  @Autowired private Region region;
  @Autowired private Documents documents;

  @BeforeEach
  void anAuthorityWithADraft() {
    for (String number : new String[] {"846", "869"}) {
      region.addAuthority(
          new Authority(number, "Authority " + number, "E0" + number, "unitary", Optional.empty()));
      region.addPerson(new Person("dcs-" + number, "Example", "dcs-" + number + "@example.org"));
      region.appoint("dcs-" + number, Role.DCS, number, LocalDate.of(2018, 1, 1));
    }
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility)
            values ('2019', '2018-12-17', '2019-03-22', '2019-08-31', 'ALL_DCS');
            insert into entry (key, cycle) values ('2019/846', '2019'), ('2019/869', '2019');
            insert into entry_authority values ('2019/846', '2019', '846', 0),
              ('2019/869', '2019', '869', 0);
            insert into assessment (entry, opened_at) values ('2019/846', now()), ('2019/869', now());
            insert into section values
              ('2019/846', 'context', '{"localStory": "An example story of 846"}', 1, 'dcs-846', now()),
              ('2019/869', 'context', '{"localStory": "An example story of 869"}', 1, 'dcs-869', now());
            insert into hand_over (entry, note, written_by, written_at)
              values ('2019/846', '=HYPERLINK("an example")', 'dcs-846', now());
            """)
        .update();
    documents.keep(
        new DocumentKey("2019/846", "an-example"),
        "An example",
        "example.txt",
        "text/plain",
        "An example document of 846".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theArchiveHoldsRowsDocumentsAndAListForTheRedactorAndNothingOfAnybodyElse()
      throws IOException {
    Map<String, String> archive = archive("846");

    assertThat(archive.get("tables/section.csv"))
        .contains("An example story of 846")
        .doesNotContain("2019/869", "of 869", "dcs-869");
    assertThat(archive.get("documents/2019-846/an-example version 1/example.txt"))
        .isEqualTo("An example document of 846");
    assertThat(archive.get("tables/role_held.csv")).contains("dcs-846").doesNotContain("dcs-869");
    assertThat(archive.get("tables/hand_over.csv")).contains("'=HYPERLINK");
    assertThat(archive.get("redaction-list.csv"))
        .contains("tables/section.csv,content,1,")
        .contains("a draft, which was never shared")
        .contains("documents/2019-846/an-example version 1/example.txt")
        .contains("tables/person.csv,email");
    assertThat(archive.get("read-me-first.txt")).contains("Nothing here has been redacted");
    assertThat(String.join("", archive.values())).doesNotContain("An example story of 869");
  }

  @Test
  void thatAnArchiveWasMadeIsInTheLogOfEachEntry() throws IOException {
    archive("846");

    assertThat(log.latest(EntryKey.of("2019/846"), 5))
        .extracting(ReadingLog.Read::what)
        .containsExactly(ReadingLog.What.EVERYTHING);
    assertThat(log.latest(EntryKey.of("2019/869"), 5)).isEmpty();
  }

  @Test
  void everyTableIsHeldForAnAuthorityOrItIsSaidWhyNot() {
    Set<String> undecided =
        foiData.tables().entrySet().stream()
            .filter(table -> table.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .filter(table -> !OF_THE_REGION.contains(table))
            .collect(Collectors.toSet());

    assertThat(undecided)
        .as(
            "a new table: let FoiDataFinder find an authority's rows by the name of a column or by"
                + " another table, or say here or in NOT_ABOUT_AN_AUTHORITY that it has none")
        .isEmpty();
  }

  private Map<String, String> archive(String authority) throws IOException {
    Map<String, String> files = new TreeMap<>();
    byte[] archive = everything.archive(authority, "office");
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry one = zip.getNextEntry(); one != null; one = zip.getNextEntry()) {
        files.put(one.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
