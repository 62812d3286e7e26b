package org.peerchallenge.cycle;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Warnings about a year's arrangements: what is missing, the facts that group-check judges, what it
 * found, and why the office went on all the same.
 */
@Service
public class ArrangementWarnings {

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final WorkingDays workingDays;
  private final ArrangementCheck table;
  private final Clock clock;

  ArrangementWarnings(
      JdbcClient jdbc,
      Cycles cycles,
      Region region,
      WorkingDays workingDays,
      ArrangementCheck table,
      Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.workingDays = workingDays;
    this.table = table;
    this.clock = clock;
  }

  /** What must be known before the year can open; empty when nothing is missing. */
  public List<String> missing(CycleKey key) {
    List<String> missing = new ArrayList<>();
    List<Entry> entries = cycles.entries(key);
    if (entries.size() < 2) {
      missing.add("At least two entries take part in a year.");
    }
    if (cycles.groups(key).stream().allMatch(group -> group.members().isEmpty())) {
      missing.add("No group has members yet.");
    }
    for (Entry entry : entries) {
      for (String dfeNumber : entry.authorities()) {
        if (region.holders(Role.DCS, dfeNumber).isEmpty()) {
          missing.add(
              region.authority(dfeNumber).name()
                  + " has no director of children's services today, who could sign.");
        }
      }
    }
    return missing;
  }

  /** Everything that group-check judges. */
  public List<Fact> facts(CycleKey key) {
    return facts(key, cycles.groups(key));
  }

  private List<Fact> facts(CycleKey key, List<Group> all) {
    Cycle cycle = cycles.cycle(key);
    // A group whose day was called off in an open year is no group any more.
    List<Group> groups =
        all.stream().filter(g -> !cycle.isOpen() || !g.members().isEmpty()).toList();
    List<Fact> facts = new ArrayList<>();
    for (Group group : groups) {
      String name = "Group " + group.number();
      facts.add(new Fact(name, "entries in a group", group.members().size()));
      facts.add(new Fact(name, "facilitators of a group", group.facilitator().isPresent() ? 1 : 0));
      facts.add(
          new Fact(
              name + ", " + EnglishText.day(group.day()),
              "working days on the challenge day",
              workingDays.isWorkingDay(group.day()) ? 1 : 0));
      facts.add(
          new Fact(
              name,
              "working days from the assessments to the day",
              workingDays.between(cycle.assessmentDue(), group.day())));
      facts.add(
          new Fact(
              name,
              "days from the day to the summit",
              (int) ChronoUnit.DAYS.between(group.day(), cycle.summit())));
    }
    for (Entry entry : cycles.entries(key)) {
      boolean placed = groups.stream().anyMatch(g -> g.members().contains(entry.key()));
      facts.add(new Fact(entry.name(), "entries without a group", placed ? 0 : 1));
    }
    facts.addAll(clashes(groups));
    facts.addAll(metLastYear(key, groups));
    return facts;
  }

  /** What group-check would warn of if these entries were in these groups, and does not now. */
  public List<String> newWarnings(CycleKey key, Map<EntryKey, String> places) {
    List<Warning> now = table.warnings(facts(key, cycles.groups(key)));
    List<Group> then =
        cycles.groups(key).stream()
            .map(
                group -> {
                  List<EntryKey> members = new ArrayList<>(group.members());
                  members.removeAll(places.keySet());
                  places.forEach(
                      (entry, number) -> {
                        if (number.equals(String.valueOf(group.number()))) {
                          members.add(entry);
                        }
                      });
                  return group.with(members);
                })
            .toList();
    return table.warnings(facts(key, then)).stream()
        .filter(warning -> !now.contains(warning))
        .map(warning -> warning.subject() + ": " + warning.reason())
        .toList();
  }

  /** For each day on which more than one group meets: who or what would be in two places. */
  private List<Fact> clashes(List<Group> groups) {
    Map<String, Set<Integer>> facilitators = new LinkedHashMap<>();
    Map<String, Set<Integer>> people = new LinkedHashMap<>();
    Map<String, Set<Integer>> venues = new LinkedHashMap<>();
    for (Group group : groups) {
      String day = " on " + EnglishText.day(group.day());
      group
          .facilitator()
          .ifPresent(f -> add(facilitators, region.person(f).name() + day, group.number()));
      if (!group.venue().isBlank() && group.mode() != Mode.VIRTUAL) {
        add(venues, group.venue() + day, group.number());
      }
      group.members().stream()
          .flatMap(member -> cycles.people(member, Role.DCS).stream())
          .distinct()
          .forEach(person -> add(people, person.name() + day, group.number()));
    }
    List<Fact> facts = new ArrayList<>();
    facilitators.forEach(
        (who, where) -> facts.add(clash(who, where, "groups of a facilitator on one day")));
    people.forEach((who, where) -> facts.add(clash(who, where, "groups of a person on one day")));
    venues.forEach((where, who) -> facts.add(clash(where, who, "groups at a venue on one day")));
    return facts;
  }

  private static void add(Map<String, Set<Integer>> found, String what, int group) {
    found.computeIfAbsent(what, w -> new TreeSet<>()).add(group);
  }

  private static Fact clash(String what, Set<Integer> groups, String name) {
    return new Fact(what + ": groups " + EnglishText.list(groups), name, groups.size());
  }

  private List<Fact> metLastYear(CycleKey key, List<Group> groups) {
    List<Group> lastYear =
        cycles.find(key.previous()).map(c -> cycles.groups(c.key())).orElse(List.of());
    List<Fact> facts = new ArrayList<>();
    for (Group group : groups) {
      List<EntryKey> members = group.members();
      for (int i = 0; i < members.size(); i++) {
        for (int j = i + 1; j < members.size(); j++) {
          EntryKey one = members.get(i);
          EntryKey other = members.get(j);
          int times = (int) lastYear.stream().filter(g -> has(g, one) && has(g, other)).count();
          if (times > 0) {
            facts.add(
                new Fact(
                    "Group %d: %s and %s"
                        .formatted(
                            group.number(), cycles.entry(one).name(), cycles.entry(other).name()),
                    "times two entries met last year",
                    times));
          }
        }
      }
    }
    return facts;
  }

  /** By authority: last year's entry may have been shared with another one. */
  private static boolean has(Group group, EntryKey entry) {
    return group.members().stream()
        .flatMap(member -> member.authorities().stream())
        .anyMatch(entry.authorities()::contains);
  }

  /** Asks group-check anew and keeps what it finds, in place of what it found before. */
  @Transactional
  public List<Warning> check(CycleKey key) {
    List<Warning> warnings = table.warnings(facts(key));
    jdbc.sql("delete from arrangement_warning where cycle = :cycle")
        .param("cycle", key.value())
        .update();
    for (Warning warning : warnings) {
      jdbc.sql(
              """
              insert into arrangement_warning (cycle, subject, rule, reason, found)
              values (:cycle, :subject, :rule, :reason, :now)
              """)
          .param("cycle", key.value())
          .param("subject", warning.subject())
          .param("rule", warning.what())
          .param("reason", warning.reason())
          .param("now", EnglandTime.now(clock))
          .update();
    }
    return warnings;
  }

  /** What the last check found. */
  public List<Warning> warnings(CycleKey key) {
    return jdbc.sql(
            """
            select subject, rule as what, reason from arrangement_warning
            where cycle = :cycle order by id
            """)
        .param("cycle", key.value())
        .query(Warning.class)
        .list();
  }

  /** Keeps why the office goes on all the same, with the warnings as they stood. */
  @Transactional
  public void acceptWarnings(CycleKey key, String reason, String username) {
    String found =
        String.join(
            "\n", warnings(key).stream().map(w -> w.subject() + ": " + w.reason()).toList());
    jdbc.sql(
            """
            insert into warnings_accepted (cycle, warnings, reason, accepted_by, accepted)
            values (:cycle, :warnings, :reason, :username, :now)
            """)
        .param("cycle", key.value())
        .param("warnings", found)
        .param("reason", reason)
        .param("username", username)
        .param("now", EnglandTime.now(clock))
        .update();
  }
}
