package org.peerchallenge.cycle;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.changelog.ChangeLog;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.peerchallenge.region.RolesChanged;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Members and facilitator of a group: in an open year every change is told to the processes of the
 * days that it concerns.
 */
@Service
public class GroupMembership {

  private final Cycles cycles;
  private final CycleTables tables;
  private final Messages messages;
  private final ApplicationEventPublisher events;
  private final ChangeLog log;
  private final Clock clock;

  GroupMembership(
      Cycles cycles,
      CycleTables tables,
      Messages messages,
      ApplicationEventPublisher events,
      ChangeLog log,
      Clock clock) {
    this.cycles = cycles;
    this.tables = tables;
    this.messages = messages;
    this.events = events;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Moves an entry to another group of an open year.
   *
   * @throws Refused when there is no such entry or group
   */
  @Transactional
  public void moveTo(EntryKey entry, int number) {
    cycles
        .findGroup(GroupKey.of(entry.cycle(), number))
        .orElseThrow(() -> new Refused("There is no group " + number + "."));
    tables.touch(entry.cycle());
    Cycle cycle = cycles.cycle(entry.cycle());
    move(cycle, Map.of(entry, Optional.of(number)));
    events.publishEvent(new RolesChanged());
    tellLateGroups(cycle);
  }

  /** Moves all members of a group to another one; the day of the group is called off. */
  @Transactional
  public void merge(GroupKey group, int into) {
    tables.touch(group.cycle());
    Cycle cycle = cycles.cycle(group.cycle());
    cycles.group(group).members().forEach(member -> place(cycle, member, Optional.of(into)));
    changeFacilitator(group, Optional.empty());
    callOff(group);
  }

  /**
   * Lets an entry come to the day of another group as a guest, who names a team; its own group and
   * day stay.
   */
  @Transactional
  public void welcome(EntryKey entry, GroupKey group) {
    tables.touch(group.cycle());
    tables.addGuest(entry, group);
    log.write(entry.value(), "Guest of", "nobody", named(Optional.of(group)), "");
    tellMembersChanged(group);
    tellMemberJoined(group);
  }

  /** Ends that; nothing where it is no guest there. */
  @Transactional
  public void endVisit(EntryKey entry, GroupKey group) {
    stayAway(entry, group);
  }

  private void stayAway(EntryKey entry, GroupKey group) {
    if (tables.removeGuest(entry, group)) {
      tables.touch(group.cycle());
      log.write(entry.value(), "Guest of", named(Optional.of(group)), "nobody", "");
      tellMembersChanged(group);
    }
  }

  /** Whoever takes no part any more comes to no day either. */
  void endVisits(EntryKey entry) {
    cycles.guestOf(entry).forEach(group -> stayAway(entry, group.key()));
  }

  /** Gives a group another facilitator, or none; open work goes over. */
  @Transactional
  public void changeFacilitator(GroupKey group, Optional<String> facilitator) {
    tables.touch(group.cycle());
    log.write(
        group.value(),
        "Facilitator",
        cycles.group(group).facilitator().orElse("nobody"),
        facilitator.orElse("nobody"),
        "");
    tables.nameFacilitator(group, facilitator);
    tellMembersChanged(group);
    events.publishEvent(new RolesChanged());
  }

  /** Gives each entry its group, or none, and tells the groups when all have their places. */
  void move(Cycle cycle, Map<EntryKey, Optional<Integer>> places) {
    Set<GroupKey> left = new LinkedHashSet<>();
    places.forEach(
        (entry, number) -> {
          Optional<GroupKey> before = cycles.groupOf(entry).map(Group::key);
          if (place(cycle, entry, number)) {
            before.ifPresent(left::add);
          }
        });
    if (cycle.isOpen()) {
      left.forEach(this::tellLeft);
    }
  }

  /** Without a word to the group that it leaves; false when it is in that group already. */
  private boolean place(Cycle cycle, EntryKey entry, Optional<Integer> number) {
    if (!entry.cycle().equals(cycle.key()) || cycles.findEntry(entry).isEmpty()) {
      throw new Refused("There is no entry " + entry + ".");
    }
    Optional<GroupKey> before = cycles.groupOf(entry).map(Group::key);
    Optional<GroupKey> after = number.map(n -> GroupKey.of(cycle.key(), n));
    if (before.equals(after)) {
      return false;
    }
    tables.place(entry, number);
    // A member is no guest of its own group.
    after.ifPresent(group -> stayAway(entry, group));
    if (cycle.isOpen()) {
      logMoved(entry, before, after);
      after.ifPresent(this::tellMembersChanged);
      after.ifPresent(this::tellMemberJoined);
      events.publishEvent(new DatesChanged(entry.value()));
    }
    return true;
  }

  /**
   * Tells the day of a group that somebody left it. With nobody left the day is called off, unless
   * it has come: what was said is still written up. The facilitator stays named, for a group that
   * is formed again.
   */
  void tellLeft(GroupKey key) {
    Group group = cycles.group(key);
    if (group.members().isEmpty() && group.day().isAfter(EnglandTime.today(clock))) {
      callOff(key);
    } else {
      tellMembersChanged(key);
    }
  }

  /** Calls the day of a group without members off; its process ends. */
  private void callOff(GroupKey group) {
    cycles.guests(group).forEach(guest -> stayAway(guest, group));
    log.write(group.value(), "Challenge day", cycles.group(group).day(), "called off", "");
    tables.callOff(group, EnglandTime.now(clock));
    messages.tell(Message.DAY_CALLED_OFF, group.value(), Map.of());
  }

  /** Writes into the change log that an entry is in another group, or in none. */
  void logMoved(EntryKey entry, Optional<GroupKey> before, Optional<GroupKey> after) {
    log.write(entry.value(), "Group", named(before), named(after), "");
  }

  private static String named(Optional<GroupKey> group) {
    return group.map(key -> "group " + key.number()).orElse("no group");
  }

  /** Groups that members came to after the year opened are started by its process. */
  void tellLateGroups(Cycle cycle) {
    if (cycle.isOpen()) {
      tables.unopenedGroups(cycle.key()).stream()
          .filter(group -> !group.members().isEmpty())
          .forEach(
              group ->
                  messages.tell(
                      Message.GROUP_FORMED,
                      cycle.key().value(),
                      Map.of("group", group.key().value())));
    }
  }

  /** Who joins after the teams were asked for is asked alone. */
  void tellMemberJoined(GroupKey group) {
    messages.tell(Message.MEMBER_JOINED, group.value(), Map.of());
  }

  void tellMembersChanged(GroupKey group) {
    messages.tell(Message.MEMBERS_CHANGED, group.value(), Map.of());
  }
}
