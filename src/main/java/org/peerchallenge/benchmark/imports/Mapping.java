package org.peerchallenge.benchmark.imports;

import java.util.List;
import java.util.Map;

/**
 * Which columns of a wide file are which indicators.
 *
 * @param measures the columns that are taken; all others are left alone
 * @param filters every column that divides the figures further, such as category or sex, with the
 *     values that the file had when the mapping was made: another value is named, not guessed at
 */
public record Mapping(List<Measured> measures, Map<String, List<String>> filters) {

  /**
   * One column that is an indicator's.
   *
   * @param where the value that each filter column must have in a line that is taken
   * @param ownYear whether the data lead decided that a year of the file, whatever the file calls
   *     it, is the indicator's own kind of year
   */
  public record Measured(
      String column, String indicator, Map<String, String> where, boolean ownYear) {

    /** A column whose periods are of the indicator's kind by the file's own word. */
    public Measured(String column, String indicator, Map<String, String> where) {
      this(column, indicator, where, false);
    }
  }
}
