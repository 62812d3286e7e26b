package org.peerchallenge.improvement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The South East of 2018-19 as far as the plan needs it: 19 authorities, 18 entries, one director
 * and one lead member each, except that one director serves two authorities.
 */
final class PlanRegion {

  static final CycleKey YEAR = CycleKey.of("2019");
  static final LocalDate SUMMIT = LocalDate.of(2019, 3, 22);

  /** The entry of two authorities that share a director. */
  static final String JOINT = "2019/850-921";

  private static final List<String> AUTHORITIES =
      List.of(
          "825 Buckinghamshire",
          "826 Milton Keynes",
          "845 East Sussex",
          "846 Brighton and Hove",
          "850 Hampshire",
          "851 Portsmouth",
          "852 Southampton",
          "867 Bracknell Forest",
          "868 Windsor and Maidenhead",
          "869 West Berkshire",
          "870 Reading",
          "871 Slough",
          "872 Wokingham",
          "886 Kent",
          "887 Medway",
          "921 Isle of Wight",
          "931 Oxfordshire",
          "936 Surrey",
          "938 West Sussex");

  private final Region region;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  PlanRegion(Region region, JdbcClient jdbc, TransactionTemplate transaction) {
    this.region = region;
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  void set() {
    // In one transaction the engine's users and groups follow once, not for each role.
    transaction.executeWithoutResult(status -> seed());
  }

  private void seed() {
    LocalDate from = LocalDate.of(2018, 9, 1);
    for (String role : List.of("office", "lead", "data", "analyst")) {
      person(role);
      region.appoint(role, Role.of(role), null, from);
    }
    jdbc.sql(
            """
            insert into cycle (key, assessment_due, summit, closes, visibility, opened)
            values ('2019', '2018-12-17', :summit, '2019-07-31', 'ALL_DCS', now())
            """)
        .param("summit", SUMMIT)
        .update();
    for (String line : AUTHORITIES) {
      String number = line.substring(0, 3);
      region.addAuthority(
          new Authority(number, line.substring(4), "E" + number, "county", Optional.empty()));
      person("lead-member-" + number);
      region.appoint("lead-member-" + number, Role.LEAD_MEMBER, number, from);
      if (!number.equals("921")) {
        person("dcs-" + number);
        region.appoint("dcs-" + number, Role.DCS, number, from);
      }
    }
    region.appoint("dcs-850", Role.DCS, "921", from);
    for (String line : AUTHORITIES) {
      String number = line.substring(0, 3);
      if (!number.equals("850") && !number.equals("921")) {
        entry("2019/" + number, number);
      }
    }
    entry(JOINT, "850", "921");
  }

  private void person(String username) {
    region.addPerson(new Person(username, "Person " + username, username + "@example.org"));
  }

  private void entry(String key, String... authorities) {
    jdbc.sql("insert into entry (key, cycle) values (:key, '2019')").param("key", key).update();
    for (int place = 0; place < authorities.length; place++) {
      jdbc.sql(
              """
              insert into entry_authority (entry, cycle, dfe_number, place)
              values (:entry, '2019', :number, :place)
              """)
          .param("entry", key)
          .param("number", authorities[place])
          .param("place", place)
          .update();
    }
  }
}
