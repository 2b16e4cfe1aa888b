package com.nextgen.ml.monitoring.baseline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the groups that values of an attribute belong to. */
public final class GroupNames {
  private static final double LARGEST_EXACT = 0x1p53;

  private GroupNames() {}

  /**
   * The group of a number: of bands 25 and 40 {@code "<25"}, {@code "25-40"} (25 is in, 40 is not)
   * or {@code ">=40"}; without bands its spelling as a category.
   *
   * @return null if the number is missing
   */
  public static @Nullable String of(double value, List<Double> bands) {
    if (Double.isNaN(value)) {
      return null;
    }
    if (bands.isEmpty()) {
      return spelled(value);
    }
    int above = 0;
    while (above < bands.size() && value >= bands.get(above)) {
      above++;
    }
    if (above == 0) {
      return "<" + spelled(bands.get(0));
    }
    String from = spelled(bands.get(above - 1));
    return above == bands.size() ? ">=" + from : from + "-" + spelled(bands.get(above));
  }

  /** The group of a text: the text itself, or the band of the number it spells. */
  static @Nullable String of(@Nullable String value, List<Double> bands) {
    if (value == null || bands.isEmpty()) {
      return value;
    }
    try {
      return of(Double.parseDouble(value), bands);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** The one spelling of a number as a category: {@code 3}, never {@code 3.0}. */
  public static String spelled(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
