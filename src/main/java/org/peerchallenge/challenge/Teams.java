package org.peerchallenge.challenge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.lang.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who comes to a challenge day. */
@Service
public class Teams {

  /** The custom: this many besides the director; above it the office is asked. */
  public static final int USUAL_TEAM = 3;

  /** How it became known who comes. */
  public enum How {
    NAMED,
    DIRECTOR_ALONE,
    AGREED
  }

  /** Somebody typed in, not chosen from the people of the authority. */
  public record Guest(String name, String email, @Nullable String work) {}

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final Messages messages;
  private final Clock clock;

  Teams(JdbcClient jdbc, Cycles cycles, Region region, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.messages = messages;
    this.clock = clock;
  }

  /** Who may lead: the director with her deputies, or the chief executive of a trust or company. */
  public List<Person> leaders(EntryKey entry) {
    return people(entry, List.of(Role.DCS, Role.TRUST_CHIEF_EXECUTIVE)).keySet().stream().toList();
  }

  /** Everybody with an account who may come for the entry, each with what they are. */
  public Map<Person, Role> people(EntryKey entry) {
    return people(
        entry,
        List.of(
            Role.DCS,
            Role.TRUST_CHIEF_EXECUTIVE,
            Role.TEAM,
            Role.LEAD_MEMBER,
            Role.CHIEF_EXECUTIVE));
  }

  private Map<Person, Role> people(EntryKey entry, List<Role> roles) {
    Map<Person, Role> people = new LinkedHashMap<>();
    roles.forEach(role -> cycles.people(entry, role).forEach(p -> people.putIfAbsent(p, role)));
    return people;
  }

  /** Names the team of an entry anew; what was named before is replaced. */
  @Transactional
  public void name(
      GroupKey group,
      EntryKey entry,
      String leader,
      List<String> colleagues,
      List<Guest> guests,
      String username) {
    decide(group, entry, How.NAMED, "", username);
    jdbc.sql("delete from attendee where peer_group = :group and entry = :entry")
        .param("group", group.value())
        .param("entry", entry.value())
        .update();
    Map<Person, Role> known = people(entry);
    add(group, entry, region.person(leader), known, true);
    colleagues.stream()
        .filter(one -> !one.equals(leader))
        .forEach(one -> add(group, entry, region.person(one), known, false));
    guests.forEach(guest -> add(group, entry, guest));
  }

  /** A group that is formed again after its day was called off is asked for its teams anew. */
  @Transactional
  public void forget(GroupKey group) {
    jdbc.sql("delete from attendee where peer_group = ?").param(group.value()).update();
    jdbc.sql("delete from attendance where peer_group = ?").param(group.value()).update();
  }

  /** How many come for the entry besides the one who leads. */
  public int besidesLeader(GroupKey group, EntryKey entry) {
    return (int) of(group, entry).stream().filter(one -> !one.leads()).count();
  }

  /**
   * Takes the director as attending alone, because nobody was named in time.
   *
   * @return false when there is nothing to do: the entry has left the group, or its team is known
   */
  @Transactional
  public boolean takeDirectorAlone(GroupKey group, EntryKey entry) {
    if (!cycles.coming(group).contains(entry) || how(group, entry).isPresent()) {
      return false;
    }
    decide(group, entry, How.DIRECTOR_ALONE, "", null);
    Map<Person, Role> known = people(entry);
    director(entry).ifPresent(person -> add(group, entry, person, known, true));
    return true;
  }

  /** The one who holds the office; a deputy only while nobody else does. */
  private Optional<Person> director(EntryKey entry) {
    List<Person> holders = cycles.people(entry, Role.DCS);
    Set<String> deputies = new HashSet<>();
    region.delegations().stream()
        .filter(d -> d.held().role() == Role.DCS)
        .filter(d -> entry.authorities().contains(d.held().dfeNumber()))
        .forEach(d -> deputies.add(d.deputy().username()));
    return holders.stream()
        .filter(one -> !deputies.contains(one.username()))
        .findFirst()
        .or(() -> holders.stream().findFirst());
  }

  /** The office's decision on a large team: those with these ids come besides the leader. */
  @Transactional
  public void agree(
      GroupKey group, EntryKey entry, Set<Long> stay, String reason, String username) {
    of(group, entry).stream()
        .filter(one -> !one.leads() && !stay.contains(one.id()))
        .forEach(one -> delete(one.id()));
    decide(group, entry, How.AGREED, reason, username);
  }

  /**
   * Adds somebody after the team was named; the invitations follow.
   *
   * @throws Refused when the entry is not in the group
   */
  @Transactional
  public void addLater(GroupKey group, EntryKey entry, Guest guest, String username) {
    if (!cycles.coming(group).contains(entry)) {
      throw new Refused("This entry is not in the group, nor its guest.");
    }
    if (how(group, entry).isEmpty()) {
      decide(group, entry, How.NAMED, "", username);
    }
    add(group, entry, guest);
    messages.tell(Message.MEMBERS_CHANGED, group.value(), Map.of());
  }

  /** Takes somebody off after the team was named; the invitation is withdrawn. */
  @Transactional
  public void removeLater(GroupKey group, EntryKey entry, long id) {
    if (of(group, entry).stream().noneMatch(one -> one.id() == id)) {
      throw new Refused("This person is not in the team any more.");
    }
    delete(id);
    messages.tell(Message.MEMBERS_CHANGED, group.value(), Map.of());
  }

  /** How it became known who comes for the entry; empty while nobody knows. */
  public Optional<How> how(GroupKey group, EntryKey entry) {
    return jdbc.sql("select how from attendance where peer_group = :group and entry = :entry")
        .param("group", group.value())
        .param("entry", entry.value())
        .query(String.class)
        .optional()
        .map(How::valueOf);
  }

  /** Who comes for the entry, the one who leads first. */
  public List<Attendee> of(GroupKey group, EntryKey entry) {
    return jdbc.sql(
            """
            select id, entry, username, name, email, work, leads from attendee
            where peer_group = :group and entry = :entry order by leads desc, id
            """)
        .param("group", group.value())
        .param("entry", entry.value())
        .query(Teams::attendee)
        .list();
  }

  /**
   * Who comes for the entries that are in the group today, in the order of the sessions; guests.
   */
  public List<Attendee> of(GroupKey group) {
    return cycles.coming(group).stream().flatMap(entry -> of(group, entry).stream()).toList();
  }

  /** The facilitator of the group; empty while the office has asked nobody. */
  public Optional<Person> facilitator(GroupKey group) {
    return cycles.group(group).facilitator().flatMap(region::findPerson);
  }

  private void decide(GroupKey group, EntryKey entry, How how, String reason, String username) {
    jdbc.sql(
            """
            insert into attendance (peer_group, entry, how, reason, decided_by, decided)
            values (:group, :entry, :how, :reason, :username, :now)
            on conflict (peer_group, entry) do update set how = excluded.how,
              reason = excluded.reason, decided_by = excluded.decided_by,
              decided = excluded.decided
            """)
        .param("group", group.value())
        .param("entry", entry.value())
        .param("how", how.name())
        .param("reason", reason == null ? "" : reason)
        .param("username", username, Types.VARCHAR)
        .param("now", EnglandTime.now(clock))
        .update();
  }

  private void add(
      GroupKey group, EntryKey entry, Person person, Map<Person, Role> known, boolean leads) {
    Role role = known.get(person);
    insert(
        group,
        entry,
        person.username(),
        person.name(),
        person.email(),
        role == null ? "" : Words.role(role),
        leads);
  }

  /** Somebody typed in who has an account after all is known by the e-mail address. */
  private void add(GroupKey group, EntryKey entry, Guest guest) {
    String username =
        people(entry).keySet().stream()
            .filter(one -> one.email().equalsIgnoreCase(guest.email().strip()))
            .map(Person::username)
            .findFirst()
            .orElse(null);
    insert(group, entry, username, guest.name(), guest.email(), guest.work(), false);
  }

  private void insert(
      GroupKey group,
      EntryKey entry,
      String username,
      String name,
      String email,
      String work,
      boolean leads) {
    jdbc.sql(
            """
            insert into attendee (peer_group, entry, username, name, email, work, leads)
            values (:group, :entry, :username, :name, :email, :work, :leads)
            on conflict (peer_group, entry, email) do nothing
            """)
        .param("group", group.value())
        .param("entry", entry.value())
        .param("username", username, Types.VARCHAR)
        .param("name", name.strip())
        .param("email", email.strip().toLowerCase(Locale.ROOT))
        .param("work", work == null ? "" : work.strip())
        .param("leads", leads)
        .update();
  }

  private void delete(long id) {
    jdbc.sql("delete from attendee where id = :id").param("id", id).update();
  }

  private static Attendee attendee(ResultSet row, int n) throws SQLException {
    return new Attendee(
        row.getLong("id"),
        EntryKey.of(row.getString("entry")),
        Optional.ofNullable(row.getString("username")),
        row.getString("name"),
        row.getString("email"),
        row.getString("work"),
        row.getBoolean("leads"));
  }
}
