package com.nextgen.ml.service.table;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How values are spelled in a CSV file.
 *
 * @param missing the spellings of "no value"; empty text is always one
 */
public record Spellings(Set<String> missing) {
  /** Empty, {@code NA} and {@code NaN} are missing. */
  public static final Spellings DEFAULT = new Spellings(Set.of("NA", "NaN"));

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,5})?");
  private static final Pattern WHOLE_WITH_POINT = Pattern.compile("[+-]?\\d{1,15}\\.0*");

  public Spellings {
    missing = Set.copyOf(missing);
  }

  /** Whether {@code text} stands for no value. */
  public boolean isMissing(String text) {
    return text.isEmpty() || missing.contains(text);
  }

  /** Whether {@code text} is a finite decimal number. */
  public static boolean isNumber(String text) {
    return text.length() <= 400 && NUMBER.matcher(text).matches();
  }

  /**
   * The number that {@code text} spells; {@code Infinity}, {@code inf} and their negatives too.
   *
   * @return null if it spells none
   */
  public static @Nullable Double number(String text) {
    String trimmed = text.strip();
    if (isNumber(trimmed)) {
      return Double.valueOf(trimmed);
    }
    return switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> null;
    };
  }

  /** A category's one spelling: {@code 3} for {@code 3.0}; other text as it is. */
  public static String category(String text) {
    return WHOLE_WITH_POINT.matcher(text).matches()
        ? new BigDecimal(text).toBigInteger().toString()
        : text;
  }

  /**
   * {@code "true"} or {@code "false"}.
   *
   * @return null if {@code text} is neither a spelling of one nor of the other
   */
  public static @Nullable String bool(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "1", "1.0" -> "true";
      case "false", "f", "no", "0", "0.0" -> "false";
      default -> null;
    };
  }
}
