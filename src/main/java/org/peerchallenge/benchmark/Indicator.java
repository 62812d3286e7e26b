package org.peerchallenge.benchmark;

import java.util.Locale;

/**
 * One measure.
 *
 * @param periodType what a period of it is, such as "Financial Year"
 * @param publication where DfE or Cafcass publish it
 * @param unpublished collected by the region for itself: not for everybody, see {@link Audience}
 */
public record Indicator(
    String code,
    String topic,
    String name,
    Polarity polarity,
    String unit,
    String periodType,
    String publication,
    boolean unpublished) {

  /** The code as an address can carry it: several codes hold spaces and percent signs. */
  public String slug() {
    return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
