package com.nextgen.ml.monitoring.schema;

/**
 * What a double is after it went through a float32, as values do that were kept in one, or printed
 * from one. Where a float32 would hold fewer than its seven digits, or nothing, a double stands for
 * itself.
 */
final class Float32 {
  /** The least power of two that is no float32. */
  private static final double PAST_ALL = 0x1p128;

  private Float32() {}

  /** Returns what is left of {@code value}; never less for a greater value. */
  static double of(double value) {
    float narrow = (float) value;
    return value == 0 || isPrecise(narrow) ? narrow : value;
  }

  /** Returns the greatest double of which the same is left. */
  static double end(double value) {
    float narrow = (float) value;
    if (value == 0 || !isPrecise(narrow)) {
      return value;
    }
    double next = narrow == Float.MAX_VALUE ? PAST_ALL : Math.nextUp(narrow);
    double middle = narrow / 2.0 + next / 2;
    return (float) middle == narrow ? middle : Math.nextDown(middle);
  }

  private static boolean isPrecise(float value) {
    float size = Math.abs(value);
    return size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE;
  }
}
