package org.peerchallenge.benchmark.imports;

/**
 * What the check has to say about a line.
 *
 * @param line counted from 1, the heading included; 0 for the file as a whole
 */
public record Remark(long line, Kind kind, String reason) {

  /** What it means for the line. */
  public enum Kind {
    /** Somebody must answer before the file can be read. */
    ASKED,
    /** The file cannot be published at all. */
    REFUSED,
    /** The figure is left out, because what stands there cannot be right. */
    FAULT,
    /** The figure is left out, because its area or indicator is none of ours. */
    UNKNOWN,
    /** The line says once more what another says. */
    REPEAT,
    /** The figure can be published, but somebody should look at it first. */
    RANGE,
    /** Something to know about the file. */
    NOTE
  }
}
