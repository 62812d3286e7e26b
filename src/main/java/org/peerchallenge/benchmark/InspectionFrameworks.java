package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The frameworks that inspections are made under: which areas each judges, on which scale. */
@Service
public class InspectionFrameworks {

  /**
   * A framework.
   *
   * @param from the first day on which a report under it can come out
   * @param areas in its order
   */
  public record Framework(String code, String name, LocalDate from, List<Area> areas) {}

  /**
   * What is judged.
   *
   * @param always whether every report grades it
   * @param columns what lists call it, in small letters
   * @param grades the scale, the best first: each grade with its spellings in small letters
   */
  public record Area(
      String code,
      String name,
      boolean always,
      List<String> columns,
      Map<String, List<String>> grades) {

    /** The grade that a spelling means; empty when the scale has none such. */
    public Optional<String> grade(String spelling) {
      return grades.entrySet().stream()
          .filter(one -> one.getValue().contains(spelling.toLowerCase(java.util.Locale.ROOT)))
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }

  private final JdbcClient jdbc;

  public InspectionFrameworks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of them, the newest first. */
  public List<Framework> all() {
    Map<String, Map<String, List<String>>> scales = new LinkedHashMap<>();
    jdbc.sql("select scale, grade, spellings from inspection_grade order by scale, position")
        .query(
            row -> {
              scales
                  .computeIfAbsent(row.getString(1), s -> new LinkedHashMap<>())
                  .put(row.getString(2), texts(row.getArray(3)));
            });
    Map<String, List<Area>> areas = new LinkedHashMap<>();
    jdbc.sql(
            "select framework, code, name, always, columns, scale from inspection_area order by"
                + " framework, position")
        .query(
            row -> {
              areas
                  .computeIfAbsent(row.getString(1), f -> new ArrayList<>())
                  .add(
                      new Area(
                          row.getString(2),
                          row.getString(3),
                          row.getBoolean(4),
                          texts(row.getArray(5)),
                          scales.getOrDefault(row.getString(6), Map.of())));
            });
    return jdbc.sql(
            "select code, name, from_day from inspection_framework order by from_day desc, code")
        .query(
            (row, n) ->
                new Framework(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, LocalDate.class),
                    areas.getOrDefault(row.getString(1), List.of())))
        .list();
  }

  /**
   * Adds a framework; inspections under earlier ones stay as they are.
   *
   * @param areas a line for each: its name, then the names that lists give it, separated by bars; a
   *     question mark at the end says that not every report grades it
   * @param grades a line for each, the best first; empty for Ofsted's four
   * @throws IllegalArgumentException with words for the person who typed it
   */
  @Transactional
  public void add(String name, LocalDate from, List<String> areas, List<String> grades, String by) {
    String code = code(name).replace('_', '-');
    if (code.length() < 3 || code.length() > 40) {
      throw new IllegalArgumentException("Give the framework a name of 3 to 40 letters.");
    }
    if (areas.isEmpty()) {
      throw new IllegalArgumentException("Say what it judges, one area a line.");
    }
    if (all().stream().anyMatch(one -> one.code().equals(code))) {
      throw new IllegalArgumentException("There is a framework of that name already.");
    }
    if (grades.size() == 1) {
      throw new IllegalArgumentException("A scale has two grades or more, one a line.");
    }
    jdbc.sql(
            "insert into inspection_framework (code, name, from_day, added_by) values (:code,"
                + " :name, :from, :by)")
        .param("code", code)
        .param("name", name.strip())
        .param("from", from)
        .param("by", by)
        .update();
    String scale = grades.isEmpty() ? "ofsted-four" : code;
    for (int i = 0; i < grades.size(); i++) {
      jdbc.sql("insert into inspection_grade values (:scale, :position, :grade, :spellings)")
          .param("scale", scale)
          .param("position", i + 1)
          .param("grade", grades.get(i).strip())
          .param(
              "spellings",
              new String[] {grades.get(i).strip().toLowerCase(java.util.Locale.ROOT), "" + (i + 1)})
          .update();
    }
    for (int i = 0; i < areas.size(); i++) {
      String line = areas.get(i).strip();
      boolean always = !line.endsWith("?");
      String[] names = (always ? line : line.substring(0, line.length() - 1)).split("\\|");
      String area = known(names[0].strip()).orElseGet(() -> code(names[0]));
      if (!area.matches("[a-z0-9_]{2,40}")) {
        throw new IllegalArgumentException("“" + line + "” is no name of an area.");
      }
      List<String> columns = new ArrayList<>(List.of(area));
      Arrays.stream(names)
          .map(one -> one.strip().toLowerCase(java.util.Locale.ROOT).replaceFirst("^the ", ""))
          .filter(one -> !one.isEmpty() && !columns.contains(one))
          .forEach(columns::add);
      jdbc.sql(
              "insert into inspection_area values (:framework, :position, :code, :name, :scale,"
                  + " :always, :columns)")
          .param("framework", code)
          .param("position", i + 1)
          .param("code", area)
          .param("name", names[0].strip())
          .param("scale", scale)
          .param("always", always)
          .param("columns", columns.toArray(String[]::new))
          .update();
    }
  }

  /** The same area keeps its code from framework to framework, so that a history lines up. */
  private Optional<String> known(String name) {
    return jdbc.sql("select code from inspection_area where lower(name) = lower(:name) limit 1")
        .param("name", name)
        .query(String.class)
        .optional();
  }

  private static String code(String name) {
    return name.strip()
        .toLowerCase(java.util.Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("^_|_$", "");
  }

  private static List<String> texts(java.sql.Array array) throws java.sql.SQLException {
    return List.of((String[]) array.getArray());
  }
}
