package org.peerchallenge.benchmark.imports;

import java.util.Optional;
import org.peerchallenge.kernel.HasId;

/** What a file is, as its publisher lays it out. */
public enum Kind implements HasId {
  EES(
      "ees",
      "A file of Explore Education Statistics (DfE)",
      "DfE’s site Explore Education Statistics: open the publication, then “Explore data and files”,"
          + " and download the data set, one table or the whole archive with one table.",
      "One line for each area, period and group; columns such as time_period, time_identifier,"
          + " geographic_level, old_la_code, new_la_code, then filters and measures in any order."),
  LAIT(
      "lait",
      "Local Authority Interactive Tool (DfE)",
      "GOV.UK, “Local authority interactive tool (LAIT)”: any of its tables, by “Download data” as"
          + " CSV or XLSX; or the repository from which DfE makes it.",
      "One line for each area, with years side by side: LA Number, LA and Regions, 2016, 2017 and"
          + " so on; where there is no column Measure, the indicator is asked. Or one line for each"
          + " figure: Short Desc, LA Number, LA and Regions, Years, Values; or indicator_code,"
          + " dfe_la_number, area_name, period, raw_value."),
  RETURN(
      "return",
      "The region’s quarterly return (Excel)",
      "Downloaded here as an empty workbook, and filled in.",
      "One line for each authority; the heading stays as it is."),
  NEIGHBOURS(
      "neighbours",
      "Statistical neighbours (DfE)",
      "GOV.UK, “Children’s services statistical neighbour benchmarking tool”.",
      "One line for each pair (model_year, dfe_la_number, la_name, rank, neighbour_la_number,"
          + " neighbour_name, closeness), or one for each authority with SN_1, SN_1P to SN_10,"
          + " SN_10P; then the year of the model is asked."),
  INSPECTIONS(
      "inspections",
      "Inspections (Ofsted)",
      "GOV.UK, Ofsted’s statistics “Local authority inspection outcomes”, as .csv, .ods or .xlsx.",
      "One line for each inspection: authority (name, and DfE number where there is one), start"
          + " date, publication date, type, and the grades under Ofsted’s own names, such as"
          + " “Overall effectiveness”. Lines without grades, of focused visits, are left out.");

  private final String id;
  private final String words;
  private final String source;
  private final String layout;

  Kind(String id, String words, String source, String layout) {
    this.id = id;
    this.words = words;
    this.source = source;
    this.layout = layout;
  }

  /** As addresses, tables and the command line write it. */
  @Override
  public String id() {
    return id;
  }

  public String words() {
    return words;
  }

  /** Where somebody finds such a file. */
  public String source() {
    return source;
  }

  /** What its lines and columns are. */
  public String layout() {
    return layout;
  }

  /** Whether a file of a few lines shows how it looks; the return has its template. */
  public boolean hasExample() {
    return this != RETURN;
  }

  /** Reads {@link #id()} back; empty when there is no such kind. */
  public static Optional<Kind> find(String id) {
    return HasId.find(Kind.class, id);
  }

  static Kind of(String id) {
    return find(id).orElseThrow();
  }
}
