package org.peerchallenge.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.peerchallenge.casechange.CasePages;
import org.peerchallenge.casechange.TurnTest;

/** The page of a case shows each reader their part, and leads nowhere that is closed to them. */
class CasePageTest extends TurnTest {

  private static final String ENTRY = "/cases/2019/801";
  private static final String GROUP = "/cases/2019/group-1";

  /** Of the entry from the first day on. */
  private static final Set<String> OWN =
      Set.of("dcs-801", "team-801", "lead-member-801", "chief-executive-801");

  private static final Set<String> REGION = Set.of("office", "lead", "facilitator-1");
  private static final Set<String> GROUPS_PEERS = Set.of("dcs-802", "team-803");
  private static final Set<String> OTHERS =
      Set.of("dcs-804", "team-804", "lead-member-804", "facilitator-2", "reviewer-1");

  @Test
  void eachReaderSeesTheirPartBeforeAndAfterItIsShared() throws Exception {
    assertThat(readersOf(ENTRY)).isEqualTo(union(OWN, REGION));
    assertThat(readersOf(GROUP)).isEqualTo(union(OWN, REGION, GROUPS_PEERS));

    doAll(task -> "2019/801".equals(key(task)));

    // The reviewer was asked to review it meanwhile.
    assertThat(readersOf(ENTRY))
        .isEqualTo(union(OWN, REGION, GROUPS_PEERS, Set.of("dcs-804", "reviewer-1")));
    assertThat(readersOf(GROUP)).isEqualTo(union(OWN, REGION, GROUPS_PEERS));
    Map<String, Set<String>> parts = new TreeMap<>();
    for (String who : readersOf(ENTRY)) {
      String page = page(who, ENTRY);
      for (String part : List.of("Dates", "People", "Documents and pages", "Open tasks")) {
        if (page.contains("<h2>" + part + "</h2>")) {
          parts.computeIfAbsent(part, p -> new TreeSet<>()).add(who);
        }
      }
      assertThat(page.contains("Mails (")).as(who).isEqualTo(who.equals("office"));
      assertThat(page.contains("Change this case"))
          .as(who)
          .isEqualTo(Set.of("office", "dcs-801").contains(who));
    }
    assertThat(parts.get("Dates")).isEqualTo(readersOf(ENTRY));
    assertThat(parts.get("Documents and pages")).isEqualTo(readersOf(ENTRY));
    assertThat(parts.get("People")).isEqualTo(union(OWN, REGION));
    assertThat(parts.get("Open tasks")).containsExactly("office");
    assertThat(page("dcs-804", "/assessments/2019/801")).isNotEmpty();
    assertThat(page("team-801", ENTRY)).contains("Who has read it", "Person dcs-804");
    for (String who : readersOf(ENTRY)) {
      assertThat(page(who, ENTRY).contains("Who has read it"))
          .as(who)
          .isEqualTo(Set.of("dcs-801", "team-801").contains(who));
    }
    pages().everyLinkOpens(List.of(ENTRY, GROUP));
  }

  @Test
  void anInspectionIsItsDirectorsAndTheOfficesAlone() throws Exception {
    change("dcs-801", "2019/801", "pause", "inspection", "yes", "until", "2019-01-20");

    for (String who : union(OWN, REGION)) {
      boolean may = Set.of("office", "dcs-801").contains(who);
      assertThat(page(who, ENTRY).contains("Ofsted inspects")).as(who).isEqualTo(may);
      assertThat(page(who, ENTRY).contains("Paused")).as(who).isEqualTo(may);
    }
  }

  private Set<String> readersOf(String path) {
    return pages().readersOf(path);
  }

  private CasePages pages() {
    return new CasePages(this::as, union(OWN, REGION, GROUPS_PEERS, OTHERS));
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> all = new TreeSet<>();
    for (Set<String> set : sets) {
      all.addAll(set);
    }
    return all;
  }
}
