package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One Ofsted inspection of an authority's children's services, with its published grades.
 *
 * @param framework the name of what it was judged under
 * @param judged the codes of the areas that the framework judges, whether or not the report does
 * @param grades by area, in the framework's order; an area that the report does not grade is
 *     missing
 */
public record Inspection(
    LocalDate started,
    LocalDate reportPublished,
    String type,
    String framework,
    Set<String> judged,
    List<Grade> grades) {

  /** How people read that a report has no overall grade. */
  private static final String NO_OVERALL = "no overall grade";

  /** The framework of children’s services that gave one ended then. */
  private static final LocalDate LAST_OVERALL = LocalDate.of(2026, 4, 1);

  /** How people read that a report does not grade an area that others do. */
  private static final String NOT_JUDGED_APART = "not judged apart";

  /** How people read that it is no part of a framework. */
  private static final String NOT_JUDGED = "not judged";

  private static final String LEADERS = "leaders";

  private static final String OVERALL = "overall";

  /**
   * The grade of one area.
   *
   * @param area its code, the same in each framework that has it
   * @param name as people read it
   */
  public record Grade(String area, String name, String grade) {}

  /** The overall grade; empty where the framework gives none. */
  public Optional<String> overall() {
    return grade(OVERALL);
  }

  /** The grade of an area; empty where the report has none. */
  public Optional<String> grade(String area) {
    return grades.stream().filter(one -> one.area.equals(area)).map(Grade::grade).findFirst();
  }

  /** The grade of an area, or in words that there is none. */
  public String inWords(String area) {
    return grade(area)
        .orElseGet(
            () ->
                area.equals(OVERALL)
                    ? noOverall()
                    : judged.contains(area) ? NOT_JUDGED_APART : NOT_JUDGED);
  }

  /** An inspection of something else than children’s services never had an overall grade. */
  private String noOverall() {
    return judged.contains(LEADERS) && !reportPublished.isBefore(LAST_OVERALL)
        ? NO_OVERALL + " (not given since April 2026)"
        : NO_OVERALL;
  }

  /** The overall grade, or in words that there is none. */
  public String overallInWords() {
    return inWords(OVERALL);
  }

  /** The overall grade; where there is none, those of the areas. */
  public String gradesInWords() {
    return overall()
        .orElseGet(
            () ->
                noOverall()
                    + grades.stream()
                        .map(one -> one.name + ": " + one.grade)
                        .collect(Collectors.joining("; ", "; ", "")));
  }

  /**
   * The areas that stand side by side over a history, by code, with their names: the overall grade
   * first, then as the newest framework has them, then those that only earlier ones had.
   */
  public static Map<String, String> areas(List<Inspection> history) {
    Map<String, String> areas = new LinkedHashMap<>();
    history.stream()
        .flatMap(one -> one.grades.stream())
        .filter(one -> one.area.equals(OVERALL))
        .findFirst()
        .ifPresent(one -> areas.put(one.area, one.name));
    history.forEach(one -> one.grades.forEach(g -> areas.putIfAbsent(g.area, g.name)));
    return areas;
  }
}
