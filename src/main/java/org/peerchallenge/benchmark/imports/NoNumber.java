package org.peerchallenge.benchmark.imports;

import java.util.Optional;

/** Why a cell is neither a number nor a symbol, and what to do about it. */
final class NoNumber {

  /** 22/04/2024, 2024-04-22, 22-Apr, Apr-24 and the like. */
  private static final String DAY =
      "[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}|[0-9]{4}[/-][0-9]{1,2}[/-][0-9]{1,2}([ T].*)?"
          + "|([0-9]{1,2}[- ])?(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*([- ][0-9]{2,4})?";

  private NoNumber() {}

  static String words(String cell, Optional<Commas> commas) {
    if (cell.isEmpty()) {
      return "The cell is empty: the publisher writes a symbol such as x, c or - where there is no"
          + " figure";
    }
    if (cell.equals(Cells.NO_RESULT)) {
      return "The cell has a formula without a result: open the file in Excel, save it there, and"
          + " bring it again";
    }
    if (commas.isEmpty() && Commas.isAskedOf(cell)) {
      return Quoted.of(cell)
          + " is written with a comma: say whether commas separate thousands or stand for the decimal"
          + " point";
    }
    if (commas.isPresent() && cell.matches("-?[0-9.,]*[0-9]")) {
      return Quoted.of(cell)
          + (commas.get() == Commas.DECIMAL
              ? " does not go with commas as decimal points"
              : " does not go with commas that separate thousands");
    }
    if (cell.matches("-?[0-9]{1,3}( [0-9]{3})+(\\.[0-9]+)?")) {
      return Quoted.of(cell) + " is written with spaces: write " + cell.replace(" ", "");
    }
    if (cell.matches("-?[0-9.]+ ?%")) {
      return Quoted.of(cell)
          + " is written with a percent sign: write "
          + cell.replaceAll("[ %]", "");
    }
    if (cell.matches("-?[0-9.]*[0-9] ?(\\[[a-z0-9 ]{1,8}\\]|[a-zA-Z*])")) {
      return Quoted.of(cell)
          + " is a number with a mark: write the number alone, "
          + cell.replaceAll(" ?[\\[a-zA-Z*].*", "");
    }
    if (cell.matches(DAY)) {
      return Quoted.of(cell)
          + " is a day: a program may have made it from a number. Write the number that was published";
    }
    if (cell.matches("-?[0-9.]+[eE]-[0-9]{1,2}") || cell.matches("-?0\\.0{6,}[0-9]+")) {
      return Quoted.of(cell) + " is nearly nothing: write 0 if that is what it means";
    }
    return Quoted.of(cell) + " is neither a number nor one of the publisher’s symbols";
  }
}
