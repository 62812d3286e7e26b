package org.peerchallenge.region;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.RequestMemory;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.Refused;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The region's authorities and people. Every question about roles is about today. */
@Service
public class Region {

  private static final String AUTHORITY =
      """
      select a.dfe_number, a.name, a.ons_code, a.kind, a.begins, a.ends, b.id, b.name as body_name, b.kind as body_kind
      from authority a left join delivery_body b on b.id = a.delivery_body
      """;

  /**
   * Holders and their deputies alike: what one may do, the other may do on the days agreed. And
   * whoever holds a role of a successor holds it for the authorities before it, whose papers and
   * open work have passed on.
   */
  private static final String HELD_TODAY =
      """
      with recursive held as (
      select h.username, h.role, h.dfe_number from role_held h
      where h.from_day <= :today and (h.to_day is null or h.to_day >= :today)
      union
      select d.deputy, d.role, d.dfe_number from delegation d
      where d.from_day <= :today and d.to_day >= :today
        and exists (select 1 from role_held h
          where h.username = d.holder and h.role = d.role
            and h.dfe_number is not distinct from d.dfe_number
            and h.from_day <= :today and (h.to_day is null or h.to_day >= :today))),
      passed as (
        select username, role, dfe_number from held
        union
        select p.username, p.role, s.predecessor from passed p
          join authority_succession s on s.successor = p.dfe_number and s.from_day <= :today and s.passes_on)
      select username, role, dfe_number from passed
      """;

  private static final String DATED =
      """
      select p.username, p.name, p.email, h.role, h.dfe_number, h.held_as, h.from_day, h.to_day
      from role_held h join person p using (username)
      """;

  private static final String DELEGATED =
      """
      select d.id, h.username as h_username, h.name as h_name, h.email as h_email,
        p.username, p.name, p.email, d.role, d.dfe_number, d.from_day, d.to_day, d.reason
      from delegation d
      join person h on h.username = d.holder
      join person p on p.username = d.deputy
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final RequestMemory memory;
  private final ChangeLog log;

  Region(
      JdbcClient jdbc,
      Clock clock,
      ApplicationEventPublisher events,
      RequestMemory memory,
      ChangeLog log) {
    this.log = log;
    this.memory = memory;
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /** All authorities, by name. */
  public List<Authority> authorities() {
    return memory.recall(
        "authorities",
        "",
        () -> jdbc.sql(AUTHORITY + "order by a.name").query(Region::authority).list());
  }

  /** The authorities that are there on a day, by name. */
  public List<Authority> authoritiesOn(LocalDate day) {
    return authorities().stream().filter(one -> one.isThereOn(day)).toList();
  }

  /**
   * One authority.
   *
   * @throws NoSuchElementException when the region has none of that number
   */
  public Authority authority(String dfeNumber) {
    return findAuthority(dfeNumber)
        .orElseThrow(() -> new NoSuchElementException("The region has no authority " + dfeNumber));
  }

  public Optional<Authority> findAuthority(String dfeNumber) {
    if (memory.isOpen()) {
      return authorities().stream().filter(one -> one.dfeNumber().equals(dfeNumber)).findFirst();
    }
    return jdbc.sql(AUTHORITY + "where a.dfe_number = :dfeNumber")
        .param("dfeNumber", dfeNumber)
        .query(Region::authority)
        .optional();
  }

  /**
   * One person.
   *
   * @throws NoSuchElementException when nobody has that username
   */
  public Person person(String username) {
    return findPerson(username)
        .orElseThrow(() -> new NoSuchElementException("Nobody is called " + username + " here"));
  }

  public Optional<Person> findPerson(String username) {
    return memory.recall(
        "person",
        username,
        () ->
            jdbc.sql("select username, name, email from person where username = :username")
                .param("username", username)
                .query(Person.class)
                .optional());
  }

  /** Everybody, by name. */
  public List<Person> people() {
    return jdbc.sql("select username, name, email from person order by name, username")
        .query(Person.class)
        .list();
  }

  /** Who holds the role for the authority today, deputies included, by name. */
  public List<Person> holders(Role role, String dfeNumber) {
    return jdbc.sql(
            "select distinct p.username, p.name, p.email from person p join ("
                + HELD_TODAY
                + ") t using (username) where t.role = :role"
                + " and t.dfe_number is not distinct from :dfeNumber order by p.name, p.username")
        .param("today", today())
        .param("role", role.id())
        .param("dfeNumber", role.ofAuthority() ? dfeNumber : null, java.sql.Types.VARCHAR)
        .query(Person.class)
        .list();
  }

  /** Who holds a role of the whole region today, deputies included, by name. */
  public List<Person> holders(Role role) {
    if (role.ofAuthority()) {
      throw new IllegalArgumentException(role + " is held for an authority: name it");
    }
    return holders(role, null);
  }

  /** Every role of that person today, those as somebody's deputy included. */
  public Set<RoleHeld> rolesOf(String username) {
    return memory.recall(
        "roles",
        username,
        () ->
            Collections.unmodifiableSet(
                new LinkedHashSet<>(
                    jdbc.sql(
                            "select role, dfe_number from ("
                                + HELD_TODAY
                                + ") t where username = :username order by role, dfe_number")
                        .param("today", today())
                        .param("username", username)
                        .query((row, n) -> held(row))
                        .list())));
  }

  /** Everybody's roles of today by username; who holds none is missing. */
  public Map<String, Set<RoleHeld>> everybodysRoles() {
    Map<String, Set<RoleHeld>> roles = new TreeMap<>();
    jdbc.sql("select username, role, dfe_number from (" + HELD_TODAY + ") t")
        .param("today", today())
        .query(
            (row, n) ->
                roles
                    .computeIfAbsent(row.getString("username"), u -> new LinkedHashSet<>())
                    .add(held(row)))
        .list();
    return roles;
  }

  public boolean holds(String username, Role role, String dfeNumber) {
    return rolesOf(username).contains(new RoleHeld(role, role.ofAuthority() ? dfeNumber : null));
  }

  /** Whether the person holds that role of the region, or that role of any authority. */
  public boolean holds(String username, Role role) {
    return rolesOf(username).stream().anyMatch(held -> held.role() == role);
  }

  /** The history of roles: of one authority, or with null those of the whole region. */
  public List<DatedRole> history(String dfeNumber) {
    return jdbc.sql(
            DATED
                + """
                where h.dfe_number is not distinct from :dfeNumber
                order by h.role, h.from_day, p.name
                """)
        .param("dfeNumber", dfeNumber, java.sql.Types.VARCHAR)
        .query(Region::dated)
        .list();
  }

  /** Every role that a person holds, held or will hold, the newest first. */
  public List<DatedRole> historyOf(String username) {
    return jdbc.sql(
            DATED + "where h.username = :username order by h.from_day desc, h.role, h.dfe_number")
        .param("username", username)
        .query(Region::dated)
        .list();
  }

  /** The delegations in force today. */
  public List<Delegation> delegations() {
    return jdbc.sql(
            DELEGATED
                + "where d.from_day <= :today and d.to_day >= :today order by d.from_day, d.id")
        .param("today", today())
        .query(Region::delegation)
        .list();
  }

  /** Every delegation by or to a person, the newest first. */
  public List<Delegation> delegationsOf(String username) {
    return jdbc.sql(
            DELEGATED
                + "where d.holder = :username or d.deputy = :username"
                + " order by d.from_day desc, d.id")
        .param("username", username)
        .query(Region::delegation)
        .list();
  }

  @Transactional
  public void addDeliveryBody(DeliveryBody body) {
    jdbc.sql(
            """
            insert into delivery_body (id, name, kind) values (:id, :name, :kind)
            on conflict (id) do update set name = excluded.name, kind = excluded.kind
            """)
        .param("id", body.id())
        .param("name", body.name())
        .param("kind", body.kind().name())
        .update();
  }

  @Transactional
  public void addAuthority(Authority authority) {
    jdbc.sql(
            """
            insert into authority (dfe_number, name, ons_code, kind, delivery_body)
            values (:dfeNumber, :name, :onsCode, :kind, :body)
            on conflict (dfe_number) do update set name = excluded.name,
              ons_code = excluded.ons_code, kind = excluded.kind,
              delivery_body = excluded.delivery_body
            """)
        .param("dfeNumber", authority.dfeNumber())
        .param("name", authority.name())
        .param("onsCode", authority.onsCode())
        .param("kind", authority.kind())
        .param(
            "body",
            authority.deliveryBody().map(DeliveryBody::id).orElse(null),
            java.sql.Types.VARCHAR)
        .update();
  }

  @Transactional
  public void addPerson(Person person) {
    jdbc.sql(
            """
            insert into person (username, name, email) values (:username, :name, :email)
            on conflict (username) do update set name = excluded.name, email = excluded.email
            """)
        .param("username", person.username())
        .param("name", person.name())
        .param("email", person.email())
        .update();
    events.publishEvent(new RolesChanged());
  }

  /**
   * Gives a role from that day on, for good.
   *
   * @param dfeNumber the authority, or null for a role of the region
   */
  @Transactional
  public void appoint(String username, Role role, String dfeNumber, LocalDate from) {
    appoint(username, role, dfeNumber, AppointmentType.PERMANENT, from);
  }

  /**
   * Gives a role from that day on.
   *
   * @param dfeNumber the authority, or null for a role of the region
   * @throws Refused when the person holds it by then already
   */
  @Transactional
  public void appoint(
      String username, Role role, String dfeNumber, AppointmentType as, LocalDate from) {
    if (role.ofAuthority() != (dfeNumber != null)) {
      throw new Refused(
          role.words()
              + (role.ofAuthority()
                  ? " is a role of an authority: choose which."
                  : " is a role of the region, not of an authority."));
    }
    int appointed =
        jdbc.sql(
                """
                insert into role_held (username, role, dfe_number, held_as, from_day)
                select :username, :role, :dfeNumber, :as, :from
                where not exists (select 1 from role_held
                  where username = :username and role = :role
                    and dfe_number is not distinct from :dfeNumber
                    and (to_day is null or to_day >= :from))
                """)
            .param("username", username)
            .param("role", role.id())
            .param("dfeNumber", dfeNumber, java.sql.Types.VARCHAR)
            .param("as", as.name())
            .param("from", from)
            .update();
    if (appointed == 0) {
      throw new Refused(
          "%s is %s already on %s."
              .formatted(person(username).name(), words(role, dfeNumber), EnglishText.day(from)));
    }
    log.write("region", words(role, dfeNumber), "", username + " from " + from, "");
    events.publishEvent(new RolesChanged());
  }

  /**
   * Ends a role; what was signed in it stands.
   *
   * @param lastDay the last day on which the person still holds it
   * @throws Refused when the person does not hold it, or the programme office would be left without
   *     anybody
   */
  @Transactional
  public void end(String username, Role role, String dfeNumber, LocalDate lastDay) {
    int ended =
        jdbc.sql(
                """
                update role_held set to_day = :lastDay
                where username = :username and role = :role
                  and dfe_number is not distinct from :dfeNumber
                  and (to_day is null or to_day > :lastDay)
                """)
            .param("username", username)
            .param("role", role.id())
            .param("dfeNumber", dfeNumber, java.sql.Types.VARCHAR)
            .param("lastDay", lastDay)
            .update();
    if (ended == 0) {
      throw new Refused(
          "%s is not %s after %s."
              .formatted(
                  person(username).name(), words(role, dfeNumber), EnglishText.day(lastDay)));
    }
    if (role == Role.OFFICE && nobodyIsLeft(lastDay)) {
      throw new Refused(
          "Nobody else would be in the programme office after "
              + EnglishText.day(lastDay)
              + ": appoint a successor first.");
    }
    log.write("region", words(role, dfeNumber), username, username + " until " + lastDay, "");
    events.publishEvent(new RolesChanged());
  }

  /** The year would go on without anybody who can look after it, or appoint anybody. */
  private boolean nobodyIsLeft(LocalDate lastDay) {
    return jdbc.sql(
            """
            select not exists (select 1 from role_held
            where role = :role and from_day <= :next and (to_day is null or to_day >= :next))
            """)
        .param("role", Role.OFFICE.id())
        .param("next", lastDay.plusDays(1))
        .query(Boolean.class)
        .single();
  }

  private String words(Role role, String dfeNumber) {
    return dfeNumber == null ? role.words() : role.words() + ", " + authority(dfeNumber).name();
  }

  /**
   * Lets a deputy act for the holder, from the first to the last day.
   *
   * @throws Refused when the holder does not hold the role on the first day
   */
  @Transactional
  public void delegate(
      String holder,
      Role role,
      String dfeNumber,
      String deputy,
      LocalDate from,
      LocalDate to,
      String reason) {
    if (to.isBefore(from)) {
      throw new Refused("The delegation would end before it begins.");
    }
    boolean held =
        jdbc.sql(
                """
                select exists (select 1 from role_held
                where username = :holder and role = :role
                  and dfe_number is not distinct from :dfeNumber
                  and from_day <= :from and (to_day is null or to_day >= :from))
                """)
            .param("holder", holder)
            .param("role", role.id())
            .param("dfeNumber", dfeNumber, java.sql.Types.VARCHAR)
            .param("from", from)
            .query(Boolean.class)
            .single();
    if (!held) {
      throw new Refused(
          "%s is not %s on %s."
              .formatted(person(holder).name(), words(role, dfeNumber), EnglishText.day(from)));
    }
    jdbc.sql(
            """
            insert into delegation (holder, deputy, role, dfe_number, from_day, to_day, reason)
            values (:holder, :deputy, :role, :dfeNumber, :from, :to, :reason)
            """)
        .param("holder", holder)
        .param("deputy", deputy)
        .param("role", role.id())
        .param("dfeNumber", dfeNumber, java.sql.Types.VARCHAR)
        .param("from", from)
        .param("to", to)
        .param("reason", reason)
        .update();
    log.write(
        "region",
        deputyOf(holder, role, dfeNumber),
        "",
        deputy + " from " + from + " to " + to,
        reason);
    events.publishEvent(new RolesChanged());
  }

  /**
   * Ends a delegation before its last day.
   *
   * @param lastDay the last day on which the deputy still acts
   */
  @Transactional
  public void endDelegation(long id, LocalDate lastDay) {
    Delegation before =
        jdbc.sql(DELEGATED + "where d.id = :id").param("id", id).query(Region::delegation).single();
    int ended =
        jdbc.sql(
                """
                update delegation set to_day = greatest(:lastDay, from_day - 1)
                where id = :id and to_day > :lastDay
                """)
            .param("id", id)
            .param("lastDay", lastDay)
            .update();
    if (ended > 0) {
      log.write(
          "region",
          deputyOf(before.holder().username(), before.held().role(), before.held().dfeNumber()),
          before.deputy().username() + " until " + before.to(),
          before.deputy().username() + " until " + lastDay,
          "");
    }
    events.publishEvent(new RolesChanged());
  }

  private String deputyOf(String holder, Role role, String dfeNumber) {
    return "Deputy of " + person(holder).name() + ", " + words(role, dfeNumber);
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private static Person person(ResultSet row) throws SQLException {
    return new Person(row.getString("username"), row.getString("name"), row.getString("email"));
  }

  private static DatedRole dated(ResultSet row, int n) throws SQLException {
    return new DatedRole(
        person(row),
        held(row),
        AppointmentType.valueOf(row.getString("held_as")),
        row.getObject("from_day", LocalDate.class),
        Optional.ofNullable(row.getObject("to_day", LocalDate.class)));
  }

  private static Delegation delegation(ResultSet row, int n) throws SQLException {
    return new Delegation(
        row.getLong("id"),
        new Person(row.getString("h_username"), row.getString("h_name"), row.getString("h_email")),
        person(row),
        held(row),
        row.getObject("from_day", LocalDate.class),
        row.getObject("to_day", LocalDate.class),
        row.getString("reason"));
  }

  private static RoleHeld held(ResultSet row) throws SQLException {
    return new RoleHeld(Role.of(row.getString("role")), row.getString("dfe_number"));
  }

  private static Authority authority(ResultSet row, int n) throws SQLException {
    String body = row.getString("id");
    return new Authority(
        row.getString("dfe_number"),
        row.getString("name"),
        row.getString("ons_code"),
        row.getString("kind"),
        body == null
            ? Optional.empty()
            : Optional.of(
                new DeliveryBody(
                    body,
                    row.getString("body_name"),
                    DeliveryBody.Kind.valueOf(row.getString("body_kind")))),
        Optional.ofNullable(row.getObject("begins", LocalDate.class)),
        Optional.ofNullable(row.getObject("ends", LocalDate.class)));
  }
}
