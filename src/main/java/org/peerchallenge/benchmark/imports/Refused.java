package org.peerchallenge.benchmark.imports;

/** Something that cannot be done with a file, in words for the person who brought it. */
public class Refused extends RuntimeException {

  private final long line;

  public Refused(String words) {
    this(0, words);
  }

  Refused(long line, String words) {
    super(words);
    this.line = line;
  }

  /** Where in the file; 0 for the file as a whole. */
  long line() {
    return line;
  }
}
