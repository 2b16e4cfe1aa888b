package com.nextgen.ml.monitoring.schema;

/**
 * The number that stands for "no value was given". It is a NaN with a payload of its own, so a
 * missing value reaches the model as NaN while the counters still tell it from a NaN that a caller
 * sent.
 */
public final class Missing {
  private static final long BITS = 0x7ff8_0000_0000_07d7L;

  /** A missing number. Compare with {@link #is}, never with {@code ==}. */
  public static final double NUMBER = Double.longBitsToDouble(BITS);

  private Missing() {}

  /** Returns whether {@code value} is {@link #NUMBER}; false for every other NaN. */
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
