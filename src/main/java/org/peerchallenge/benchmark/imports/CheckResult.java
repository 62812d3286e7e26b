package org.peerchallenge.benchmark.imports;

/**
 * Result of a check of an import, in numbers.
 *
 * @param lines of the file, the heading included
 * @param fresh figures (or neighbours, or inspections) that we do not have yet
 * @param changed those that differ from ours
 * @param unchanged those that we have already
 * @param missing those of ours, of the same indicators and periods, that the file lacks; they stay
 * @param faults remarks on lines that are left out because they cannot be right
 * @param unknown lines that are left out because their area or indicator is none of ours
 * @param repeats lines that say once more what another says
 * @param outOfRange figures that somebody should look at first
 * @param commas numbers that cannot be read before somebody says what their commas mean
 */
public record CheckResult(
    long lines,
    int fresh,
    int changed,
    int unchanged,
    int missing,
    int faults,
    int unknown,
    int repeats,
    int outOfRange,
    int commas) {

  /** How many a publication would write. */
  public int written() {
    return fresh + changed;
  }
}
