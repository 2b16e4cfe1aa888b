package com.nextgen.ml.service.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as people read them. */
public final class Spelled {
  private Spelled() {}

  /** Four significant digits, without an exponent while that is short. */
  public static String number(double value) {
    double size = Math.abs(value);
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return value == 0 ? "0" : Double.toString(value);
    }
    if (size < 1e-4 || size >= 1e9) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(4)).stripTrailingZeros();
    return rounded.toPlainString();
  }

  /** Returns the same; empty if there is none. */
  public static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  /**
   * Returns a p-value: three decimals, or its order of magnitude where it is small; empty if
   * absent.
   */
  public static String pValue(OptionalDouble p) {
    if (p.isEmpty()) {
      return "";
    }
    double value = p.getAsDouble();
    if (value < 1e-300) {
      return "<1e-300";
    }
    return String.format(Locale.ROOT, value < 1e-3 ? "%.0e" : "%.3f", value);
  }

  /** Returns a share of 1 as a percentage with one decimal. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
