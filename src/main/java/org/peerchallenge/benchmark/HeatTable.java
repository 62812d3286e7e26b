package org.peerchallenge.benchmark;

import java.util.List;

/**
 * Every indicator for every authority of a region, in quarters of England.
 *
 * @param authorities by name
 */
public record HeatTable(String region, AsOf asOf, List<Area> authorities, List<Topic> topics) {

  /** Some indicators under a heading. */
  public record Topic(String name, List<Row> rows) {}

  /**
   * One indicator.
   *
   * @param cells one for each of the table's authorities
   */
  public record Row(Indicator indicator, List<Cell> cells) {}

  /**
   * One authority on one indicator.
   *
   * @param period in the publisher's words; empty where there is no figure at all
   * @param shown the number, or the publisher's symbol
   * @param quartile 1 best to 4; 0 without a number or without a good direction
   */
  public record Cell(Area authority, String period, String shown, int quartile) {}
}
