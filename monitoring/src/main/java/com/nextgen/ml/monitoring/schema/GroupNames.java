package com.nextgen.ml.monitoring.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the groups that values of an attribute belong to. */
public final class GroupNames {
  private static final double LARGEST_EXACT = 0x1p53;

  private GroupNames() {}

  /**
   * Returns the group of a number: of bands 25 and 40 {@code "<25"}, {@code "25-40"} (25 is in, 40
   * is not) or {@code ">=40"}; without bands its spelling as a category. A number that is a band's
   * as a float32 has reached it.
   *
   * @return null if the number is missing
   */
  public static @Nullable String of(double value, List<Double> bands) {
    return new Banded(bands).of(value);
  }

  /** The groups of one attribute, whose names are made once. */
  static final class Banded {
    private final double[] bands;
    private final String[] names;

    Banded(List<Double> bands) {
      this.bands = bands.stream().mapToDouble(Float32::of).toArray();
      this.names = new String[bands.size() + 1];
      for (int i = 0; i < names.length && !bands.isEmpty(); i++) {
        String from = i == 0 ? "" : spelled(bands.get(i - 1));
        String to = i == bands.size() ? "" : spelled(bands.get(i));
        names[i] = i == 0 ? "<" + to : i == bands.size() ? ">=" + from : from + "-" + to;
      }
    }

    /** The group of a number; null if it is missing. */
    @Nullable String of(double value) {
      if (Double.isNaN(value)) {
        return null;
      }
      if (bands.length == 0) {
        return spelled(value);
      }
      int above = 0;
      double rounded = Float32.of(value);
      while (above < bands.length && rounded >= bands[above]) {
        above++;
      }
      return names[above];
    }

    /** The group of a text: the text itself, or the band of the number it spells. */
    @Nullable String of(@Nullable String value) {
      if (value == null || bands.length == 0) {
        return value;
      }
      try {
        return of(Double.parseDouble(value));
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }
  }

  /** Returns the one spelling of a number as a category: {@code 3}, never {@code 3.0}. */
  public static String spelled(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
