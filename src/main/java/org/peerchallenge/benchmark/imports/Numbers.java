package org.peerchallenge.benchmark.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a published cell may hold: a number, or a publisher's symbol for one that is not given. */
final class Numbers {

  /**
   * DfE's symbols of today (x not available, c confidential, z not applicable, u unreliable, k and
   * low rounded to nothing) and of older tables; "-" is the interactive tool's.
   */
  private static final Set<String> SYMBOLS =
      Set.of("x", "c", "z", "u", "k", "low", "-", ":", "~", "*", "..", ".");

  /** No published figure is finer; beyond it is the noise of binary floating point. */
  private static final int PLACES = 6;

  private static final int MOST_DIGITS = 12;

  private Numbers() {}

  /**
   * The shorthand of the Government Statistical Service, which stands in brackets: [c]
   * confidential, [x] not available, [z] not applicable, [low], [u] unreliable, [w] no data.
   */
  private static final Set<String> SHORTHAND =
      Set.of("[c]", "[x]", "[z]", "[low]", "[u]", "[w]", "[k]", "[s]");

  static boolean isSymbol(String cell) {
    return !cell.isEmpty()
        && !isDigit(cell.charAt(0))
        && (SYMBOLS.contains(cell) || SHORTHAND.contains(cell.toLowerCase(Locale.ROOT)));
  }

  /** The number in plain digits, rounded to six places; empty when the text is none. */
  static Optional<String> plain(String cell) {
    int length = cell.length();
    int at = length > 0 && cell.charAt(0) == '-' ? 1 : 0;
    int from = at;
    while (at < length && isDigit(cell.charAt(at))) {
      at++;
    }
    int digits = at - from;
    if (digits == 0 || digits > MOST_DIGITS) {
      return Optional.empty();
    }
    int places = 0;
    if (at < length && cell.charAt(at) == '.') {
      from = ++at;
      while (at < length && isDigit(cell.charAt(at))) {
        at++;
      }
      places = at - from;
      if (places == 0 || places > 30) {
        return Optional.empty();
      }
    }
    if (at == length && places <= PLACES) {
      return Optional.of(cell);
    }
    return at == length || isExponent(cell, at) ? rounded(cell) : Optional.empty();
  }

  private static boolean isExponent(String cell, int at) {
    return cell.substring(at).matches("[eE][-+]?[0-9]{1,2}");
  }

  /** Empty for what would become 0 and is not, and for what has more digits than any figure. */
  private static Optional<String> rounded(String cell) {
    BigDecimal exact = new BigDecimal(cell);
    if (exact.precision() - exact.scale() > MOST_DIGITS) {
      return Optional.empty();
    }
    BigDecimal rounded = exact.setScale(PLACES, RoundingMode.HALF_UP);
    return rounded.signum() == 0 && exact.signum() != 0
        ? Optional.empty()
        : Optional.of(rounded.toPlainString());
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
