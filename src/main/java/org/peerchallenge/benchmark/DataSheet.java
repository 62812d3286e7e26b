package org.peerchallenge.benchmark;

import java.time.LocalDate;
import java.util.List;

/**
 * What an authority gets to write its self-assessment from: its figures by topic beside the
 * others', in words and plain text, ready for a page or a document.
 *
 * @param head the headings of every topic's columns
 * @param notes how to read it, and what it cannot say
 */
public record DataSheet(
    String dfeNumber,
    String authority,
    int upToYear,
    LocalDate asAt,
    List<String> head,
    List<Topic> topics,
    List<Inspection> inspections,
    List<String> notes) {

  /** To be shown with every figure and in every export. */
  public static final String ATTRIBUTION =
      "Contains public sector information licensed under the Open Government Licence v3.0. Source:"
          + " DfE / Ofsted.";

  public String title() {
    return "Data sheet: " + authority;
  }

  /** The indicators of one topic. */
  public record Topic(String name, List<Row> rows) {}

  /**
   * One indicator, as it is to be read.
   *
   * @param direction "high is good", "low is good" or "no direction"
   * @param position such as "12 of 151, best quarter", or "42nd highest of 149" where no direction
   *     is good
   */
  public record Row(
      String code,
      String indicator,
      String unit,
      String direction,
      String period,
      String own,
      String change,
      String southEast,
      String england,
      String neighbours,
      String position) {

    /** The cells under {@link DataSheet#head}. */
    public List<String> cells() {
      return List.of(
          indicator + " (" + unit + ")",
          direction,
          period,
          own,
          change,
          southEast,
          england,
          neighbours,
          position);
    }
  }
}
