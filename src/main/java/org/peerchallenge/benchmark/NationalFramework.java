package org.peerchallenge.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The Children's Social Care National Framework (DfE, December 2023): its outcomes and enablers,
 * and which indicators say something of each.
 */
@Service
public class NationalFramework {

  /** Shows everything, under each outcome and enabler in turn. */
  public static final String ALL = "all";

  private static final String NOT_TAGGED = "Of no outcome or enabler";

  /**
   * An outcome or enabler.
   *
   * @param kind outcome or enabler
   * @param indicators codes of those that say something of it
   */
  public record Tag(String code, String kind, String name, Set<String> indicators) {

    /** As a heading. */
    public String title() {
      return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + ": " + name;
    }
  }

  private final JdbcClient jdbc;

  NationalFramework(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of them, in the framework's order. */
  public List<Tag> tags() {
    return jdbc.sql(
            """
            select code, kind, name, array(select indicator_code from indicator_tag where tag = code) as indicators
            from national_framework order by position
            """)
        .query(
            (row, n) ->
                new Tag(
                    row.getString("code"),
                    row.getString("kind"),
                    row.getString("name"),
                    Set.copyOf(Arrays.asList((String[]) row.getArray("indicators").getArray()))))
        .list();
  }

  /**
   * Rows under the outcomes and enablers that they say something of; a row may stand under several.
   *
   * @param chosen the code of one, or {@link #ALL}, under which what has no tag stands last
   */
  public <R> Map<String, List<R>> groups(
      String chosen, List<R> rows, Function<R, Indicator> indicator) {
    Map<String, List<R>> groups = new LinkedHashMap<>();
    List<R> left = new ArrayList<>(rows);
    for (Tag tag : tags()) {
      List<R> of =
          rows.stream()
              .filter(row -> tag.indicators.contains(indicator.apply(row).code()))
              .toList();
      left.removeAll(of);
      if (!of.isEmpty() && (chosen.equals(ALL) || chosen.equals(tag.code))) {
        groups.put(tag.title(), of);
      }
    }
    if (chosen.equals(ALL) && !left.isEmpty()) {
      groups.put(NOT_TAGGED, left);
    }
    return groups;
  }

  /** A choice that there is; empty for anything else. */
  public Optional<String> find(String chosen) {
    return Optional.ofNullable(chosen)
        .filter(one -> one.equals(ALL) || tags().stream().anyMatch(tag -> tag.code.equals(one)));
  }
}
