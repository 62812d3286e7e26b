package org.peerchallenge.benchmark.imports;

/** Why a cell is neither a number nor a symbol, and what to do about it. */
final class NoNumber {

  private NoNumber() {}

  static String words(String cell) {
    if (cell.isEmpty()) {
      return "The cell is empty: the publisher writes a symbol such as x, c or - where there is no"
          + " figure";
    }
    if (cell.matches("-?[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?")) {
      return Quoted.of(cell) + " is written with commas: write " + cell.replace(",", "");
    }
    if (cell.matches("-?[0-9.]+ ?%")) {
      return Quoted.of(cell)
          + " is written with a percent sign: write "
          + cell.replaceAll("[ %]", "");
    }
    return Quoted.of(cell) + " is neither a number nor one of the publisher’s symbols";
  }
}
