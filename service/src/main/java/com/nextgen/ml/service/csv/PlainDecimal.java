package com.nextgen.ml.service.csv;

/**
 * Numbers of at most 15 digits, with a sign and a point or without: almost all that tables hold.
 * Digits and power of ten are both doubles without rounding, so the one division is rounded as the
 * number itself would be (Clinger 1990, How to read floating point numbers accurately).
 */
final class PlainDecimal {
  private static final int MAX_DIGITS = 15;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private PlainDecimal() {}

  /**
   * The number, as {@link Double#parseDouble} has it.
   *
   * @return NaN if the text is anything else
   */
  static double parse(char[] text, int offset, int length) {
    int at = offset;
    int end = offset + length;
    boolean negative = length > 0 && text[at] == '-';
    if (negative) {
      at++;
    }
    long digits = 0;
    int point = -1;
    int first = at;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
      } else if (text[at] == '.' && point < 0) {
        point = at;
      } else {
        return Double.NaN;
      }
      if (at - first > MAX_DIGITS) {
        return Double.NaN;
      }
    }
    int count = end - first - (point < 0 ? 0 : 1);
    if (count < 1 || count > MAX_DIGITS) {
      return Double.NaN;
    }
    double value = point < 0 ? digits : digits / POWERS[end - point - 1];
    return negative ? -value : value;
  }
}
