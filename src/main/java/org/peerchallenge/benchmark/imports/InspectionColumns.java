package org.peerchallenge.benchmark.imports;

import java.util.Map;

/**
 * Names of the columns of a list of inspections: ours, and those that Ofsted gives its judgements
 * in the framework for inspections of local authority children's services (ILACS).
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
          Map.entry("inspection start date", "inspection_start"),
          Map.entry("start date", "inspection_start"),
          Map.entry("date inspection started", "inspection_start"),
          Map.entry("publication date", "report_published"),
          Map.entry("date published", "report_published"),
          Map.entry("report publication date", "report_published"),
          Map.entry("inspection type", "inspection_type"),
          Map.entry("type of inspection", "inspection_type"),
          Map.entry("overall effectiveness", "overall"),
          Map.entry(
              "impact of leaders on social work practice with children and families", "leaders"),
          Map.entry("impact of leaders", "leaders"),
          Map.entry(
              "experiences and progress of children who need help and protection",
              "help_protection"),
          Map.entry("children who need help and protection", "help_protection"),
          Map.entry("experiences and progress of children in care", "in_care"),
          Map.entry("children in care", "in_care"),
          // One judgement until January 2023, two since.
          Map.entry("experiences and progress of children in care and care leavers", "in_care"),
          Map.entry("children in care and care leavers", "in_care"),
          Map.entry("experiences and progress of care leavers", "care_leavers"),
          Map.entry("care leavers", "care_leavers"));

  private InspectionColumns() {}

  /**
   * Our name of a column.
   *
   * @param name in small letters; Ofsted begins some with “The”
   */
  static String standard(String name) {
    String plain = name.startsWith("the ") ? name.substring(4) : name;
    return NAMES.getOrDefault(plain.replaceAll("\\s+", " "), name);
  }
}
