package org.peerchallenge.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.DeliveryBody;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.Telephones;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The nineteen authorities of the South East with invented people in every role.
 *
 * <p>Authorities, codes and delivery bodies are real and public; every person is invented.
 */
@Component
@Profile("demo")
class DemoRegion {

  /** Since when everybody holds a role; before anything that the demo shows. */
  private static final LocalDate SINCE = LocalDate.of(2018, 9, 1);

  /** Hampshire's director serves the Isle of Wight too. */
  private static final Map<String, String> SHARED_DIRECTOR = Map.of("921", "dcs-850");

  private static final Map<String, DeliveryBody> DELIVERY_BODIES =
      Map.of(
          "871",
          new DeliveryBody(
              "slough-trust", "Slough Children's Services Trust", DeliveryBody.Kind.TRUST),
          "868",
          new DeliveryBody(
              "achieving-for-children", "Achieving for Children", DeliveryBody.Kind.COMPANY));

  private static final List<String> FIRST_NAMES =
      List.of(
          "Amara",
          "Bronwen",
          "Callum",
          "Dilys",
          "Emeka",
          "Farah",
          "Gethin",
          "Harriet",
          "Imran",
          "Jocasta",
          "Kwame",
          "Leonie",
          "Marek",
          "Nerys",
          "Osian",
          "Priya",
          "Quentin",
          "Rhona",
          "Sanjay",
          "Tamsin",
          "Ursula",
          "Vikram",
          "Winifred");

  private static final List<String> LAST_NAMES =
      List.of(
          "Appledore",
          "Birchwood",
          "Crowhurst",
          "Dunmore",
          "Eastlake",
          "Fernleigh",
          "Goodacre",
          "Hazelton",
          "Ivybridge",
          "Juniper",
          "Kestrel",
          "Larkfield",
          "Merrow",
          "Northgate",
          "Oakhanger",
          "Penrose",
          "Quillfeather",
          "Rookhope",
          "Silverdale",
          "Thistlewood",
          "Underhill",
          "Vale",
          "Winterbourne",
          "Yarrow",
          "Ashgrove",
          "Brambley",
          "Copperfield",
          "Dovecote",
          "Elderflower");

  /** Ofcom keeps 01632 960000 to 960999 for numbers that are nobody's. */
  private static final String NOBODYS_NUMBER = "01632 960%03d";

  private final Region region;
  private final Telephones telephones;
  private int people;

  DemoRegion(Region region, Telephones telephones) {
    this.region = region;
    this.telephones = telephones;
  }

  /** A row of the demo's list: an authority, its group and day of 2018-19 and its entry. */
  record Row(
      String dfeNumber,
      String name,
      String onsCode,
      String kind,
      int group,
      LocalDate day,
      int place,
      String entry) {}

  static List<Row> rows() {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    new ClassPathResource("demo/authorities.csv").getInputStream(),
                    StandardCharsets.UTF_8))) {
      return csv.stream()
          .map(
              row ->
                  new Row(
                      row.getField("dfe_number"),
                      row.getField("name"),
                      row.getField("ons_code"),
                      row.getField("kind"),
                      Integer.parseInt(row.getField("group")),
                      LocalDate.parse(row.getField("day")),
                      Integer.parseInt(row.getField("place")),
                      row.getField("entry")))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The demo's authorities cannot be read", e);
    }
  }

  /** Adds authorities, people and roles; does nothing when they are there already. */
  @Transactional
  public void seed() {
    if (!region.authorities().isEmpty()) {
      return;
    }
    DELIVERY_BODIES.values().forEach(region::addDeliveryBody);
    for (Row row : rows()) {
      region.addAuthority(
          new Authority(
              row.dfeNumber(),
              row.name(),
              row.onsCode(),
              row.kind(),
              Optional.ofNullable(DELIVERY_BODIES.get(row.dfeNumber()))));
    }
    rows().forEach(row -> seedPeople(row.dfeNumber()));
    seedRegionalPeople();
  }

  private void seedPeople(String dfeNumber) {
    for (Role role : List.of(Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE)) {
      if (role == Role.DCS && SHARED_DIRECTOR.containsKey(dfeNumber)) {
        region.appoint(SHARED_DIRECTOR.get(dfeNumber), role, dfeNumber, SINCE);
      } else {
        appoint(role.groupId(dfeNumber), role, dfeNumber);
      }
    }
    if (DELIVERY_BODIES.containsKey(dfeNumber)) {
      appoint(Role.TRUST_CHIEF_EXECUTIVE.groupId(dfeNumber), Role.TRUST_CHIEF_EXECUTIVE, dfeNumber);
    }
  }

  private void seedRegionalPeople() {
    for (Role role : List.of(Role.OFFICE, Role.LEAD, Role.DATA, Role.ANALYST)) {
      appoint(role.id(), role, null);
    }
    for (int number = 1; number <= 6; number++) {
      appoint("facilitator-" + number, Role.FACILITATOR, null);
    }
    for (int number = 1; number <= 2; number++) {
      appoint("reviewer-" + number, Role.REVIEWER, null);
    }
  }

  private void appoint(String username, Role role, String dfeNumber) {
    String name =
        FIRST_NAMES.get(people % FIRST_NAMES.size())
            + " "
            + LAST_NAMES.get(people % LAST_NAMES.size());
    people++;
    region.addPerson(new Person(username, name, username + "@example.org"));
    region.appoint(username, role, dfeNumber, SINCE);
    if (role != Role.TEAM) {
      telephones.keep(username, NOBODYS_NUMBER.formatted(people));
    }
  }
}
