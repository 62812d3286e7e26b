package org.peerchallenge.cockpit;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Titles of many cases at once: two statements, however many there are. */
@Component
class CaseNames {

  private final JdbcClient jdbc;
  private final Region region;

  CaseNames(JdbcClient jdbc, Region region) {
    this.jdbc = jdbc;
    this.region = region;
  }

  /** The title of each business key; the key itself where it stands for nothing that is known. */
  Map<String, String> of(Collection<String> keys) {
    Map<String, String> authorities =
        region.authorities().stream()
            .collect(Collectors.toMap(Authority::dfeNumber, Authority::name));
    Map<String, List<String>> members = members(keys);
    Map<String, String> names = new HashMap<>();
    for (String key : keys) {
      names.put(key, name(key, authorities, members));
    }
    return names;
  }

  private static String name(
      String key, Map<String, String> authorities, Map<String, List<String>> members) {
    if (EntryKey.is(key)) {
      EntryKey entry = EntryKey.of(key);
      return names(entry, authorities) + ", " + entry.cycle().label();
    }
    if (GroupKey.is(key)) {
      GroupKey group = GroupKey.of(key);
      String who =
          members.getOrDefault(key, List.of()).stream()
              .map(entry -> names(EntryKey.of(entry), authorities))
              .collect(Collectors.joining(", "));
      return "Group "
          + group.number()
          + (who.isEmpty() ? "" : " (" + who + ")")
          + ", "
          + group.cycle().label();
    }
    return switch (key) {
      case "region" -> "People and roles";
      case "process" -> "The process";
      default -> key.matches("20\\d\\d") ? CycleKey.of(key).label() : key;
    };
  }

  private static String names(EntryKey entry, Map<String, String> authorities) {
    return entry.authorities().stream()
        .map(number -> authorities.getOrDefault(number, number))
        .collect(Collectors.joining(" and "));
  }

  private Map<String, List<String>> members(Collection<String> keys) {
    List<String> groups = keys.stream().filter(GroupKey::is).toList();
    Map<String, List<String>> members = new LinkedHashMap<>();
    if (!groups.isEmpty()) {
      jdbc.sql(
              """
              select m.peer_group, m.entry from group_member m join entry e on e.key = m.entry
              where m.peer_group in (:groups) and e.withdrawn_on is null order by m.place
              """)
          .param("groups", groups)
          .query(
              (row, n) ->
                  members
                      .computeIfAbsent(row.getString(1), g -> new java.util.ArrayList<>())
                      .add(row.getString(2)))
          .list();
    }
    return members;
  }
}
