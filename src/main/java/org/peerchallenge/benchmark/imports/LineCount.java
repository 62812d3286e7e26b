package org.peerchallenge.benchmark.imports;

/** Hears how far the reading of a file is. */
interface LineCount {
  void at(long line);
}
