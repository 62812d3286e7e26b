package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.Arrangements.WantedGroup;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.transaction.support.TransactionTemplate;

/** A small region and its year, made by the services that the office uses. */
public final class TestYear {

  public static final CycleKey YEAR = CycleKey.of("2019");
  public static final LocalDate ASSESSMENT_DUE = LocalDate.of(2018, 12, 17);
  public static final LocalDate SUMMIT = LocalDate.of(2019, 3, 22);
  public static final LocalDate CLOSES = LocalDate.of(2019, 8, 30);
  private static final LocalDate SINCE = LocalDate.of(2018, 4, 3);
  private static final List<String> NAMES =
      List.of(
          "Ashshire",
          "Birchshire",
          "Cedarshire",
          "Dalesea",
          "Elmbridge",
          "Fernham",
          "Gorsey",
          "Hollyford");

  private final Region region;
  private final CycleTables tables;
  private final TransactionTemplate transaction;

  public TestYear(Region region, CycleTables tables, TransactionTemplate transaction) {
    this.region = region;
    this.tables = tables;
    this.transaction = transaction;
  }

  /**
   * Authorities 801, 802, … with a director, a team, a chief executive and a lead member each;
   * facilitators for as many groups of three, at least four.
   */
  public TestYear region(int authorities) {
    // In one transaction the engine's users and groups follow once, not for each role.
    transaction.executeWithoutResult(status -> seed(authorities));
    return this;
  }

  private void seed(int authorities) {
    appoint("office", Role.OFFICE, null);
    appoint("lead", Role.LEAD, null);
    for (int i = 1; i <= Math.max(4, (authorities + 2) / 3); i++) {
      appoint("facilitator-" + i, Role.FACILITATOR, null);
    }
    for (int i = 1; i <= authorities; i++) {
      String number = String.valueOf(800 + i);
      region.addAuthority(
          new Authority(
              number,
              i <= NAMES.size() ? NAMES.get(i - 1) : "Shire " + i,
              "E06%06d".formatted(i),
              "unitary",
              Optional.empty()));
      for (Role role : List.of(Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE)) {
        appoint(role.groupId(number), role, number);
      }
    }
  }

  public void appoint(String username, Role role, String dfeNumber) {
    region.addPerson(new Person(username, "Person " + username, username + "@example.org"));
    region.appoint(username, role, dfeNumber, SINCE);
  }

  public TestYear year() {
    return year(false);
  }

  public TestYear year(boolean memorandumBlocks) {
    tables.insert(YEAR, ASSESSMENT_DUE, SUMMIT, CLOSES, Visibility.ALL_DCS, memorandumBlocks);
    return this;
  }

  /**
   * A group with its facilitator of the same number and these entries, such as "801" or "802-803".
   */
  public TestYear group(int number, String day, String... entries) {
    tables.insertGroup(
        YEAR,
        new WantedGroup(
            number,
            LocalDate.parse(day),
            "",
            Mode.IN_PERSON,
            Optional.of("facilitator-" + number)));
    List<EntryKey> keys = new ArrayList<>();
    for (String entry : entries) {
      keys.add(EntryKey.of(YEAR + "/" + entry));
    }
    keys.forEach(
        key -> {
          tables.insertEntry(key, null);
          tables.place(key, Optional.of(number));
        });
    return this;
  }

  /** An entry that no group has, such as "801". */
  public TestYear alone(String entry) {
    tables.insertEntry(entry(entry), null);
    return this;
  }

  public static EntryKey entry(String local) {
    return EntryKey.of(YEAR + "/" + local);
  }

  public static GroupKey group(int number) {
    return GroupKey.of(YEAR, number);
  }
}
