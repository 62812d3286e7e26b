package org.peerchallenge.benchmark.imports;

/** Question that somebody must answer before a file can be read, for it does not say so itself. */
final class Asked extends LineRefused {

  Asked(String question) {
    super(1, question);
  }
}
