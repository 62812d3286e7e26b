package org.peerchallenge.cycle;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RolesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the office arranges: dates, groups and places of a year. While a year is only being
 * arranged, changes are free; once it is open, each is told to whom it concerns.
 *
 * <p>Every change names the version that it was made on, so that two people who arrange at once
 * never overwrite each other.
 */
@Service
public class Arrangements {

  /** How a group is wanted. */
  public record WantedGroup(
      int number, LocalDate day, String venue, Mode mode, Optional<String> facilitator) {}

  /**
   * How the whole year is wanted.
   *
   * @param places the number of each entry's group; entries that are not named stay where they are
   */
  public record Wanted(
      LocalDate assessmentDue,
      LocalDate summit,
      LocalDate closes,
      Visibility visibility,
      boolean memorandumBlocks,
      List<WantedGroup> groups,
      Map<EntryKey, Optional<Integer>> places) {}

  private static final int LONGEST_VENUE = 200;

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final CycleTables tables;
  private final GroupMembership membership;
  private final Messages messages;
  private final ApplicationEventPublisher events;
  private final ChangeLog log;
  private final Clock clock;

  Arrangements(
      JdbcClient jdbc,
      Cycles cycles,
      Region region,
      CycleTables tables,
      GroupMembership membership,
      Messages messages,
      ApplicationEventPublisher events,
      ChangeLog log,
      Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.tables = tables;
    this.membership = membership;
    this.messages = messages;
    this.events = events;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Saves dates, groups and places; what is open already follows, and who is concerned is told.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when the year cannot be like that
   */
  @Transactional
  public void save(CycleKey key, int version, Wanted wanted) {
    tables.take(key, version);
    refuseNonsense(key, wanted);
    Cycle before = cycles.cycle(key);
    List<Group> groupsBefore = cycles.groups(key);
    saveDates(before, wanted);
    for (WantedGroup group : wanted.groups()) {
      saveGroup(before, group);
    }
    refuseUnknownGroups(groupsBefore, wanted);
    membership.move(before, wanted.places());
    events.publishEvent(new RolesChanged());
    membership.tellLateGroups(before);
  }

  /**
   * Looks whether a year can be saved like that, and changes nothing.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when the year cannot be like that
   */
  public void refuse(CycleKey key, int version, Wanted wanted) {
    if (cycles.cycle(key).version() != version) {
      throw new ArrangementsChanged(key);
    }
    refuseNonsense(key, wanted);
    refuseUnknownGroups(cycles.groups(key), wanted);
  }

  private static void refuseUnknownGroups(List<Group> groups, Wanted wanted) {
    List<Integer> numbers = groups.stream().map(Group::number).toList();
    wanted.places().values().stream()
        .flatMap(Optional::stream)
        .filter(number -> !numbers.contains(number))
        .findFirst()
        .ifPresent(
            number -> {
              throw new Refused("There is no group " + number + ".");
            });
  }

  private void refuseNonsense(CycleKey key, Wanted wanted) {
    if (!wanted.assessmentDue().isBefore(wanted.summit())) {
      throw new Refused("Self-assessments are due before the summit.");
    }
    if (wanted.summit().isAfter(wanted.closes())) {
      throw new Refused("The year closes on or after the day of the summit.");
    }
    for (WantedGroup group : wanted.groups()) {
      if (group.venue().length() > LONGEST_VENUE) {
        throw new Refused(
            "The venue of group " + group.number() + " has more than 200 characters.");
      }
      group
          .facilitator()
          .filter(f -> !region.holds(f, Role.FACILITATOR))
          // Whose role has ended stays named until the office names somebody else.
          .filter(f -> !isFacilitator(key, group.number(), f))
          .ifPresent(
              f -> {
                throw new Refused(f + " is not a facilitator today.");
              });
    }
  }

  /** Moves the dates of a year alone; the caller has looked whether they can be. */
  @Transactional
  public void moveDates(CycleKey key, LocalDate assessmentDue, LocalDate summit, LocalDate closes) {
    Cycle now = cycles.cycle(key);
    tables.touch(key);
    saveDates(
        now,
        new Wanted(
            assessmentDue,
            summit,
            closes,
            now.visibility(),
            now.memorandumBlocks(),
            List.of(),
            Map.of()));
  }

  private boolean isFacilitator(CycleKey key, int number, String username) {
    return cycles
        .findGroup(GroupKey.of(key, number))
        .flatMap(Group::facilitator)
        .filter(username::equals)
        .isPresent();
  }

  private void saveDates(Cycle before, Wanted wanted) {
    jdbc.sql(
            """
            update cycle set assessment_due = :assessmentDue, summit = :summit, closes = :closes,
              visibility = :visibility, memorandum_blocks = :memorandumBlocks
            where key = :key
            """)
        .param("key", before.key().value())
        .param("assessmentDue", wanted.assessmentDue())
        .param("summit", wanted.summit())
        .param("closes", wanted.closes())
        .param("visibility", wanted.visibility().name())
        .param("memorandumBlocks", wanted.memorandumBlocks())
        .update();
    if (before.isOpen()) {
      String year = before.key().value();
      log.write(
          year, "Date of the self-assessments", before.assessmentDue(), wanted.assessmentDue(), "");
      log.write(year, "Summit", before.summit(), wanted.summit(), "");
      log.write(year, "Day the year closes", before.closes(), wanted.closes(), "");
      log.write(year, "Who may read", before.visibility(), wanted.visibility(), "");
      log.write(year, "Memorandum first", before.memorandumBlocks(), wanted.memorandumBlocks(), "");
    }
    boolean moved =
        !before.assessmentDue().equals(wanted.assessmentDue())
            || !before.summit().equals(wanted.summit())
            || !before.closes().equals(wanted.closes());
    if (before.isOpen() && moved) {
      events.publishEvent(new DatesChanged(before.key().value()));
    }
    if (before.isOpen() && before.memorandumBlocks() && !wanted.memorandumBlocks()) {
      cycles
          .entries(before.key())
          .forEach(
              entry -> messages.tell(Message.MEMORANDUM_ACCEPTED, entry.key().value(), Map.of()));
    }
  }

  private void saveGroup(Cycle cycle, WantedGroup wanted) {
    GroupKey key = GroupKey.of(cycle.key(), wanted.number());
    Group before =
        cycles
            .findGroup(key)
            .orElseThrow(() -> new Refused("There is no group " + wanted.number() + "."));
    if (cycle.isOpen()) {
      log.write(
          key.value(),
          "Facilitator",
          before.facilitator().orElse("nobody"),
          wanted.facilitator().orElse("nobody"),
          "");
    }
    tables.nameFacilitator(key, wanted.facilitator());
    cycles.moveDay(key, wanted.day(), wanted.mode(), wanted.venue());
  }

  /**
   * Adds a group with the next free number and gives back its number.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   */
  @Transactional
  public int addGroup(CycleKey key, int version, LocalDate day) {
    tables.take(key, version);
    int number = cycles.groups(key).stream().mapToInt(Group::number).max().orElse(0) + 1;
    tables.insertGroup(key, new WantedGroup(number, day, "", Mode.IN_PERSON, Optional.empty()));
    return number;
  }

  /**
   * Takes out a group that nobody is in and that was never opened.
   *
   * @throws ArrangementsChanged when somebody saved since that version
   * @throws Refused when it has members or its process runs
   */
  @Transactional
  public void removeGroup(GroupKey key, int version) {
    tables.take(key.cycle(), version);
    boolean opened =
        jdbc.sql("select opened is not null from peer_group where key = :key")
            .param("key", key.value())
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (opened) {
      throw new Refused(
          "Group " + key.number() + " is part of the year already: move its members instead.");
    }
    if (!cycles.group(key).members().isEmpty()) {
      throw new Refused("Group " + key.number() + " still has members: move them first.");
    }
    jdbc.sql("delete from peer_group where key = :key").param("key", key.value()).update();
  }

  /** Calls a whole open year off; its process ends everything and tells everybody. */
  @Transactional
  public void callOff(CycleKey key, String reason) {
    jdbc.sql(
            """
            update cycle set version = version + 1, cancelled_on = :today,
              cancelled_because = :reason
            where key = :key and cancelled_on is null
            """)
        .param("today", EnglandTime.today(clock))
        .param("reason", reason)
        .param("key", key.value())
        .update();
    log.write(key.value(), "The year", "open", "called off", reason);
    messages.tell(Message.YEAR_CANCELLED, key.value(), Map.of());
    events.publishEvent(new RolesChanged());
  }
}
