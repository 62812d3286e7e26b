package org.peerchallenge.benchmark;

import java.util.Optional;

/**
 * What a published figure is about.
 *
 * @param dfeNumber DfE's number, which outlives changes of boundary and ONS code
 * @param region the name of the region that an authority lies in; empty for regions and England
 */
public record Area(String dfeNumber, String name, Kind kind, Optional<String> region) {

  /** Which level an area is of. */
  public enum Kind {
    AUTHORITY,
    REGION,
    COUNTRY
  }
}
