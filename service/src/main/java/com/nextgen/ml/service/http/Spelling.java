package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The one spelling of a category or class that came as something else than text. */
public final class Spelling {
  /** Up to here every whole double has exactly one spelling as an integer. */
  private static final double LARGEST_WHOLE = 0x1p53;

  private Spelling() {}

  /** {@code 3} for 3.0, the shortest decimal otherwise; null, that is missing, for NaN. */
  public static @Nullable String of(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    if (value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  /**
   * {@code true} or {@code false} for a boolean feature's text, in any case.
   *
   * @param what names the feature and row in the error
   */
  public static String ofBoolean(String text, String what) {
    String lower = text.length() > 5 ? text : text.toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      return lower;
    }
    throw HttpProblem.invalid(
        what + " must be true or false, not the text '" + Messages.quoted(text) + "'");
  }

  /** {@code true} for 1, {@code false} for 0; null, that is missing, for NaN. */
  public static @Nullable String ofBoolean(double value, String what) {
    if (Double.isNaN(value)) {
      return null;
    }
    if (value == 0 || value == 1) {
      return value == 1 ? "true" : "false";
    }
    throw HttpProblem.invalid(what + " must be true or false, not the number " + of(value));
  }
}
