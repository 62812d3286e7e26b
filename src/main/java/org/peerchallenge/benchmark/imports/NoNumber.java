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
    if (cell.matches("-?[0-9.]+ ?\\[[a-z0-9 ]{1,8}\\]")) {
      return Quoted.of(cell)
          + " is a number with a mark: write the number alone, "
          + cell.replaceAll(" ?\\[.*", "");
    }
    if (cell.matches("-?[0-9.]+[eE]-[0-9]{1,2}") || cell.matches("-?0\\.0{6,}[0-9]+")) {
      return Quoted.of(cell) + " is nearly nothing: write 0 if that is what it means";
    }
    return Quoted.of(cell) + " is neither a number nor one of the publisher’s symbols";
  }
}
