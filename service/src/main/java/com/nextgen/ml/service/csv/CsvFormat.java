package com.nextgen.ml.service.csv;

import com.fasterxml.jackson.core.io.NumberInput;
import com.nextgen.ml.monitoring.schema.MissingSpellings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written.
 *
 * @param separator what stands between fields; null if {@link SeparatorFinder} is to find it
 * @param decimalComma whether numbers have a comma where others have a point
 * @param missing the spellings of "no value"; where none are said, a model's are taken
 */
public record CsvFormat(
    @Nullable Character separator, boolean decimalComma, MissingSpellings missing) {
  /** The separator is found; what is missing is what a model says, or usual. */
  public static final CsvFormat DEFAULT = new CsvFormat(null, false, MissingSpellings.DEFAULT);

  private static final int MAX_NUMBER = 400;
  private static final int MAX_EXPONENT = 5;
  private static final Pattern WHOLE_WITH_POINT = Pattern.compile("[+-]?\\d{1,15}\\.0*");

  public CsvFormat {
    if (separator != null && !SeparatorFinder.CANDIDATES.contains(separator)) {
      throw new IllegalArgumentException(
          "a separator is one of comma, semicolon, tab and |, not '" + separator + "'");
    }
    if (decimalComma && separator != null && separator == ',') {
      throw new IllegalArgumentException("a comma cannot both separate fields and begin decimals");
    }
  }

  /** Returns the default but for the spellings of "no value". */
  public static CsvFormat withMissing(Set<String> missing) {
    return new CsvFormat(null, false, MissingSpellings.of(missing));
  }

  /** Returns the same with a model's spellings of "no value", unless others were said. */
  public CsvFormat of(MissingSpellings model) {
    return missing.isDeclared() ? this : new CsvFormat(separator, decimalComma, model);
  }

  /** Returns whether {@code text} stands for no value where a number or a boolean is looked for. */
  public boolean isMissing(String text) {
    return missing.isNumber(text);
  }

  /** Returns whether {@code text} stands for no value where a category is looked for. */
  public boolean isMissingText(String text) {
    return missing.isCategory(text);
  }

  /** Returns what may separate fields. */
  List<Character> separators() {
    return separator != null
        ? List.of(separator)
        : SeparatorFinder.CANDIDATES.stream().filter(c -> !decimalComma || c != ',').toList();
  }

  /** Returns whether what {@link PlainDecimal} reads is the number that a field means. */
  boolean hasPlainNumbers() {
    return !decimalComma && !missing.hasNumbers();
  }

  /**
   * Returns whether {@code text} is a decimal number: a sign or none, digits with a point or
   * without, and an exponent of at most five digits or none. By hand, as every value of a table
   * comes by here.
   */
  public static boolean isNumber(String text) {
    int length = text.length();
    if (length > MAX_NUMBER) {
      return false;
    }
    int whole = afterSign(text, 0);
    int point = afterDigits(text, whole);
    boolean hasPoint = point < length && text.charAt(point) == '.';
    int end = hasPoint ? afterDigits(text, point + 1) : point;
    if (end - whole == (hasPoint ? 1 : 0)) {
      return false;
    }
    if (end == length) {
      return true;
    }
    if ((text.charAt(end) | 0x20) != 'e') {
      return false;
    }
    int exponent = afterSign(text, end + 1);
    return exponent < length
        && length - exponent <= MAX_EXPONENT
        && afterDigits(text, exponent) == length;
  }

  private static int afterSign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int afterDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /**
   * Returns the number that {@code text} spells; {@code Infinity}, {@code inf} and their negatives
   * too.
   *
   * @return null if it spells none; with decimal commas a text with a point spells none, as the
   *     point may stand between thousands
   */
  public @Nullable Double number(String text) {
    if (!decimalComma) {
      return pointNumber(text);
    }
    return text.indexOf('.') < 0 ? pointNumber(text.replace(',', '.')) : null;
  }

  private static @Nullable Double pointNumber(String text) {
    String trimmed = text.strip();
    if (isNumber(trimmed)) {
      return NumberInput.parseDouble(trimmed, true);
    }
    return switch (trimmed.toLowerCase(Locale.ROOT)) {
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> null;
    };
  }

  /** Returns a category's one spelling: {@code 3} for {@code 3.0}; other text as it is. */
  public static String category(String text) {
    return text.indexOf('.') > 0 && WHOLE_WITH_POINT.matcher(text).matches()
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
