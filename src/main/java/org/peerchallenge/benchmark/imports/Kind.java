package org.peerchallenge.benchmark.imports;

import org.peerchallenge.kernel.HasId;
import java.util.Arrays;
import java.util.Optional;

/** What a file is, as its publisher lays it out. */
public enum Kind implements HasId {
  EES("ees", "A file of Explore Education Statistics (DfE)"),
  LAIT("lait", "Local Authority Interactive Tool, long layout (DfE)"),
  RETURN("return", "The region’s quarterly return (Excel)"),
  NEIGHBOURS("neighbours", "Statistical neighbours (DfE)"),
  INSPECTIONS("inspections", "Inspections (Ofsted)");

  private final String id;
  private final String words;

  Kind(String id, String words) {
    this.id = id;
    this.words = words;
  }

  /** As addresses, tables and the command line write it. */
  @Override
  public String id() {
    return id;
  }

  public String words() {
    return words;
  }

  /** Reads {@link #id()} back; empty when there is no such kind. */
  public static Optional<Kind> find(String id) {
    return HasId.find(Kind.class, id);
  }

  static Kind of(String id) {
    return find(id).orElseThrow();
  }
}
