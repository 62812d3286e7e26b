package org.peerchallenge.benchmark.imports;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.peerchallenge.benchmark.InspectionFrameworks.Area;
import org.peerchallenge.benchmark.InspectionFrameworks.Framework;
import org.peerchallenge.kernel.JsonText;

/**
 * Columns of a list of inspections: what says where and when, under the names that lists give them,
 * and the areas that the frameworks judge, under the names that these have as data.
 */
final class InspectionColumns {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("la number", "dfe_la_number"),
          Map.entry("la code", "dfe_la_number"),
          Map.entry("dfe la number", "dfe_la_number"),
          Map.entry("local authority code", "dfe_la_number"),
          Map.entry("local authority number", "dfe_la_number"),
          Map.entry("old_la_code", "dfe_la_number"),
          Map.entry("local authority", "la_name"),
          Map.entry("local authority name", "la_name"),
          Map.entry("la name", "la_name"),
          Map.entry("local authority area code", "ons_code"),
          Map.entry("inspection date", "inspection_start"),
          Map.entry("inspection start date", "inspection_start"),
          Map.entry("start date", "inspection_start"),
          Map.entry("date inspection started", "inspection_start"),
          Map.entry("publication date", "report_published"),
          Map.entry("date published", "report_published"),
          Map.entry("report publication date", "report_published"),
          Map.entry("inspection type", "inspection_type"),
          Map.entry("type of inspection", "inspection_type"));

  private final List<Framework> frameworks;
  private final Map<String, String> areaOf = new HashMap<>();

  /**
   * @param frameworks the newest first
   */
  InspectionColumns(List<Framework> frameworks) {
    this.frameworks = frameworks;
    frameworks.forEach(
        one ->
            one.areas()
                .forEach(
                    area -> area.columns().forEach(name -> areaOf.putIfAbsent(name, area.code()))));
  }

  /** The codes of all areas of all frameworks. */
  Set<String> areas() {
    return new TreeSet<>(areaOf.values());
  }

  /**
   * Our name of a column.
   *
   * @param name in small letters; Ofsted begins some with “The”
   */
  String standard(String name) {
    return areaOf.getOrDefault(plain(name), place(name));
  }

  /** As {@link #standard}, of a column that says where and when. */
  static String place(String name) {
    return NAMES.getOrDefault(plain(name), name);
  }

  private static String plain(String name) {
    return (name.startsWith("the ") ? name.substring(4) : name).replaceAll("\\s+", " ");
  }

  /** What a line says of an area; empty when it says nothing. */
  interface Judgement {
    String of(Table table, String area);
  }

  /**
   * The framework of a line: the newest that had begun when the report came out, grades all that
   * every report of it must, and knows every area that the line grades. A line may name it.
   */
  private Optional<Framework> framework(Table table, Judgement said, LocalDate published) {
    String named = table.column("framework") < 0 ? "" : table.cell(table.column("framework"));
    Set<String> graded = graded(table, said);
    return frameworks.stream()
        .filter(
            one ->
                named.isEmpty() || named.equals(one.code()) || named.equalsIgnoreCase(one.name()))
        .filter(one -> !published.isBefore(one.from()))
        .filter(
            one -> {
              Set<String> known = one.areas().stream().map(Area::code).collect(Collectors.toSet());
              return known.containsAll(graded)
                  && one.areas().stream()
                      .allMatch(area -> !area.always() || graded.contains(area.code()));
            })
        .findFirst();
  }

  private Set<String> graded(Table table, Judgement said) {
    return areas().stream()
        .filter(area -> !said.of(table, area).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What is wrong with the grades of a line; null when nothing is. */
  String wrong(Table table, Judgement said, LocalDate published) {
    Optional<Framework> framework = framework(table, said, published);
    if (framework.isEmpty()) {
      Set<String> graded = graded(table, said);
      return "The line grades "
          + String.join(", ", graded)
          + (graded.contains("overall")
              ? ""
              : " and no overall grade, which only reports from 1 April 2026 on may lack")
          + "; no framework of "
          + published
          + " judges just that"
          + (table.column("framework") < 0
              ? ""
              : " under the name " + Quoted.of(table.cell(table.column("framework"))));
    }
    for (Area area : framework.get().areas()) {
      String grade = said.of(table, area.code());
      if (!grade.isEmpty() && area.grade(grade).isEmpty()) {
        return Quoted.of(grade)
            + " is no grade of "
            + framework.get().name()
            + ", which are "
            + String.join(", ", area.grades().keySet())
            + " ("
            + area.code()
            + ")";
      }
    }
    return null;
  }

  /** The framework and the grades of a line that is right. */
  Map<String, String> content(Table table, Judgement said, LocalDate published) {
    Framework framework = framework(table, said, published).orElseThrow();
    Map<String, String> grades = new TreeMap<>();
    framework
        .areas()
        .forEach(
            area ->
                area.grade(said.of(table, area.code()))
                    .ifPresent(grade -> grades.put(area.code(), grade)));
    return Map.of("framework", framework.code(), "grades", JsonText.write(grades));
  }

  /** The overall grade or, where the framework has none, the others. */
  String inWords(String code, String grades) {
    Map<?, ?> all = JsonText.read(grades, Map.class);
    Framework framework =
        frameworks.stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow();
    return all.containsKey("overall")
        ? String.valueOf(all.get("overall"))
        : framework.areas().stream()
            .filter(area -> all.containsKey(area.code()))
            .map(area -> area.name() + " " + all.get(area.code()))
            .collect(Collectors.joining(", "));
  }
}
