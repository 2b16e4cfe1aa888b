package com.nextgen.ml.monitoring.stats;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * The regularised incomplete beta function I_x(a, b) of DLMF 8.17.2, by Apache Commons Numbers (a
 * port of Boost's), with arguments checked.
 */
final class Beta {
  private Beta() {}

  /**
   * Returns I_x(a, b), without loss where it is small.
   *
   * @param a more than 0
   * @param b more than 0
   * @param x from 0 to 1
   * @param y 1 − x, given so that a tiny one keeps its digits
   */
  static double lower(double a, double b, double x, double y) {
    if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) {
      throw new IllegalArgumentException(
          "the incomplete beta function needs a, b > 0 and 0 <= x <= 1");
    }
    // DLMF 8.17.4; the smaller of x and y is the one that is known to all its digits.
    return x < y ? RegularizedBeta.value(x, a, b) : RegularizedBeta.complement(y, b, a);
  }
}
