package org.peerchallenge.benchmark.imports;

import java.math.BigDecimal;

/**
 * Digest of all figures of one indicator and one end of a period, whatever their order: how many
 * they are, and a sum of 128 bits over them.
 */
record FigureDigest(int figures, long low, long high) {

  /** The digest of what was added so far. */
  static final class Sum {

    private int figures;
    private long low;
    private long high;

    /**
     * Adds one figure.
     *
     * @param value in plain digits; null where a symbol was published, which counts then
     */
    void add(String dfeNumber, String published, String value) {
      String says = value == null ? published : shortest(value);
      long first = value == null ? 0x9e3779b97f4a7c15L : 0xc2b2ae3d27d4eb4fL;
      long second = first ^ 0x165667b19e3779f9L;
      for (int i = 0; i < dfeNumber.length(); i++) {
        first = (first ^ dfeNumber.charAt(i)) * 0x100000001b3L;
        second = (second + dfeNumber.charAt(i)) * 0xff51afd7ed558ccdL;
      }
      first = mixed(first);
      for (int i = 0; i < says.length(); i++) {
        first = (first ^ says.charAt(i)) * 0x100000001b3L;
        second = (second + says.charAt(i)) * 0xff51afd7ed558ccdL;
      }
      figures++;
      low += mixed(first);
      high += mixed(second ^ Long.rotateLeft(first, 23));
    }

    FigureDigest digest() {
      return new FigureDigest(figures, low, high);
    }

    /** One number is written in one way, as the comparison of numbers has it. */
    private static String shortest(String value) {
      int first = value.charAt(0) == '-' ? 1 : 0;
      boolean longer =
          first == 1 && value.charAt(1) == '0'
              || value.length() > first + 1
                  && value.charAt(first) == '0'
                  && value.charAt(first + 1) != '.'
              || value.charAt(value.length() - 1) == '0' && value.indexOf('.') >= 0;
      return longer ? new BigDecimal(value).stripTrailingZeros().toPlainString() : value;
    }

    private static long mixed(long bits) {
      long mixed = (bits ^ bits >>> 33) * 0xff51afd7ed558ccdL;
      mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
      return mixed ^ mixed >>> 33;
    }
  }
}
