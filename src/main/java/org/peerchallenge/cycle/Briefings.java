package org.peerchallenge.cycle;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who was briefed before the year began, and who caught up. */
@Service
public class Briefings {

  private final JdbcClient jdbc;
  private final Cycles cycles;

  Briefings(JdbcClient jdbc, Cycles cycles) {
    this.jdbc = jdbc;
    this.cycles = cycles;
  }

  /** Who is to be briefed: director and team of each entry, with the entry's name. */
  public Map<Person, String> people(CycleKey cycle) {
    Map<Person, String> people = new LinkedHashMap<>();
    for (Entry entry : cycles.entries(cycle)) {
      for (Role role : List.of(Role.DCS, Role.TEAM)) {
        cycles.people(entry.key(), role).forEach(p -> people.putIfAbsent(p, entry.name()));
      }
    }
    return people;
  }

  /** Who has not been briefed yet, with the entry's name. */
  public Map<Person, String> missing(CycleKey cycle) {
    Set<String> briefed =
        new TreeSet<>(
            jdbc.sql("select username from briefing where cycle = :cycle")
                .param("cycle", cycle.value())
                .query(String.class)
                .list());
    Map<Person, String> missing = people(cycle);
    missing.keySet().removeIf(person -> briefed.contains(person.username()));
    return missing;
  }

  @Transactional
  public void record(CycleKey cycle, Collection<String> usernames, LocalDate day, boolean catchUp) {
    for (String username : usernames) {
      jdbc.sql(
              """
              insert into briefing (cycle, username, briefed_on, catch_up)
              values (:cycle, :username, :day, :catchUp)
              on conflict (cycle, username) do nothing
              """)
          .param("cycle", cycle.value())
          .param("username", username)
          .param("day", day)
          .param("catchUp", catchUp)
          .update();
    }
  }
}
