package org.peerchallenge.benchmark.imports;

/** A cell's text as a remark shows it. */
final class Quoted {

  private static final int MOST = 60;

  private Quoted() {}

  static String of(String cell) {
    String shown = cell.length() > MOST ? cell.substring(0, MOST) + "…" : cell;
    return "“" + shown.replaceAll("\\p{Cntrl}", "\uFFFD") + "”";
  }
}
