package org.peerchallenge.benchmark.imports;

import org.peerchallenge.kernel.Refused;

/** Refusal of a file because of one of its lines. */
class LineRefused extends Refused {

  private final long line;

  LineRefused(long line, String message) {
    super(message);
    this.line = line;
  }

  /** Where the reason stands; 0 when it is the file as a whole. */
  static long line(Refused why) {
    return why instanceof LineRefused at ? at.line : 0;
  }
}
