package org.peerchallenge.challenge;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.EngineClock;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who may read what of a day, a report and the register, and who has read it. */
@Service
public class Readers {

  /** How much of a report somebody reads. */
  public enum Extent {
    NOTHING,
    SUMMARY,
    WHOLE
  }

  /** One reading, as the owner of the report sees it. */
  public record Reading(String username, String what, OffsetDateTime read) {}

  private static final Set<Role> OWN =
      EnumSet.of(
          Role.DCS, Role.TEAM, Role.LEAD_MEMBER, Role.CHIEF_EXECUTIVE, Role.TRUST_CHIEF_EXECUTIVE);

  private final JdbcClient jdbc;
  private final Region region;
  private final Cycles cycles;
  private final Teams teams;
  private final Clock clock;

  Readers(JdbcClient jdbc, Region region, Cycles cycles, Teams teams, Clock clock) {
    this.jdbc = jdbc;
    this.region = region;
    this.cycles = cycles;
    this.teams = teams;
    this.clock = clock;
  }

  /** The office and the peer challenge lead. */
  public boolean isOffice(String username) {
    return region.holds(username, Role.OFFICE) || region.holds(username, Role.LEAD);
  }

  /** Whether the person facilitates the group; being a facilitator elsewhere is not enough. */
  public boolean isFacilitator(String username, GroupKey group) {
    return cycles.findGroup(group).flatMap(Group::facilitator).filter(username::equals).isPresent();
  }

  /**
   * Whether the person is a director, or a director's deputy, of one of the entry's authorities.
   */
  public boolean isDirector(String username, EntryKey entry) {
    return holds(username, entry, EnumSet.of(Role.DCS));
  }

  /** Whether the person belongs to one of the entry's authorities. */
  public boolean isOfEntry(String username, EntryKey entry) {
    return holds(username, entry, OWN);
  }

  private boolean holds(String username, EntryKey entry, Set<Role> roles) {
    return region.rolesOf(username).stream()
        .filter(held -> roles.contains(held.role()))
        .map(RoleHeld::dfeNumber)
        .anyMatch(entry.authorities()::contains);
  }

  /** When, where and who of a day: everybody of its entries, its facilitator, the office. */
  public boolean mayReadDay(String username, GroupKey group) {
    return isOffice(username)
        || isFacilitator(username, group)
        || isAttendee(username, group)
        || cycles.findGroup(group).map(Group::members).orElse(List.of()).stream()
            .anyMatch(entry -> isOfEntry(username, entry));
  }

  /** The reading pack: who comes and the directors of the group, its facilitator, the office. */
  public boolean mayReadPack(String username, GroupKey group) {
    return isOffice(username) || isFacilitator(username, group) || isPeer(username, group);
  }

  /**
   * The notes of one session: the group's directors and who came read the whole day; others of an
   * authority their own session.
   */
  public boolean mayReadNotes(String username, GroupKey group, EntryKey entry) {
    return mayReadPack(username, group) || holds(username, entry, EnumSet.of(Role.TEAM));
  }

  /** Those who met, and the directors of today. */
  private boolean isPeer(String username, GroupKey group) {
    return isAttendee(username, group)
        || cycles.findGroup(group).map(Group::members).orElse(List.of()).stream()
            .anyMatch(entry -> isDirector(username, entry));
  }

  private boolean isAttendee(String username, GroupKey group) {
    return cycles.findGroup(group).isPresent()
        && teams.of(group).stream()
            .map(Attendee::username)
            .flatMap(Optional::stream)
            .anyMatch(username::equals);
  }

  /** A report: whole for its own authority, the facilitator and the office, once it is theirs. */
  public Extent mayRead(String username, Report report) {
    Optional<GroupKey> group = cycles.groupOf(report.entry()).map(Group::key);
    if (isOffice(username) || group.filter(key -> isFacilitator(username, key)).isPresent()) {
      return Extent.WHOLE;
    }
    if (report.state() == Report.State.WRITTEN) {
      return Extent.NOTHING;
    }
    if (report.isSettled()
        ? isOfEntry(username, report.entry())
        : isDirector(username, report.entry())) {
      return Extent.WHOLE;
    }
    return report.isSettled() && group.filter(key -> isPeer(username, key)).isPresent()
        ? Extent.SUMMARY
        : Extent.NOTHING;
  }

  /** The register and what was circulated: everybody who takes part, nobody else. */
  public boolean takesPart(String username) {
    return region.rolesOf(username).stream()
        .map(RoleHeld::role)
        .anyMatch(role -> role != Role.ANALYST && role != Role.ADMIN);
  }

  /** A case study: those who read the report whole, and everybody once it is circulated. */
  public boolean mayRead(String username, CaseStudy caseStudy) {
    if (caseStudy.state() == CaseStudy.State.CIRCULATED) {
      return takesPart(username);
    }
    return isOffice(username)
        || isDirector(username, caseStudy.entry())
        || cycles
            .groupOf(caseStudy.entry())
            .filter(group -> isFacilitator(username, group.key()))
            .isPresent();
  }

  /**
   * Logs a reading.
   *
   * @param what "report", "summary", "reading-pack" or "notes"
   */
  @Transactional
  public void log(String ownerKey, String what, String username) {
    jdbc.sql(
            """
            insert into challenge_reading (owner_key, what, username, read)
            values (:ownerKey, :what, :username, :now)
            """)
        .param("ownerKey", ownerKey)
        .param("what", what)
        .param("username", username)
        .param("now", OffsetDateTime.ofInstant(clock.instant(), EngineClock.ZONE))
        .update();
  }

  /** Who read it, the newest first. */
  public List<Reading> readings(String ownerKey) {
    return jdbc.sql(
            """
            select username, what, read from challenge_reading
            where owner_key = :ownerKey order by id desc limit 200
            """)
        .param("ownerKey", ownerKey)
        .query(Reading.class)
        .list();
  }
}
