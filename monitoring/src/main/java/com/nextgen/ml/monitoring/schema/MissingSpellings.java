package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which texts stand for no value, whichever way a row comes. Where a model says nothing these are
 * the empty text and, where a number or a boolean is looked for, {@code NA} and {@code NaN}; among
 * categories each of the two may be one like any other: {@code NA} is Namibia and North America.
 */
public final class MissingSpellings {
  /** More spellings than this are refused. */
  public static final int MAX = 100;

  /** What holds where nothing is said. */
  public static final MissingSpellings DEFAULT = new MissingSpellings(null);

  private static final int MAX_LENGTH = 200;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Set<String> AMONG_NUMBERS = Set.of("NA", "NaN");

  private final @Nullable Set<String> declared;
  private final double[] numbers;

  private MissingSpellings(@Nullable Set<String> declared) {
    this.declared = declared;
    this.numbers =
        declared == null
            ? new double[0]
            : declared.stream()
                .mapToDouble(MissingSpellings::number)
                .filter(Double::isFinite)
                .toArray();
  }

  /**
   * Returns the spellings that a model declares; exactly they stand for no value.
   *
   * @throws IllegalArgumentException if there are too many, or one is too long
   */
  public static MissingSpellings of(Collection<String> texts) {
    if (texts.size() > MAX) {
      throw new IllegalArgumentException("missing-spellings: at most " + MAX + " are possible");
    }
    for (String text : texts) {
      if (text.length() > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "missing-spellings: '" + Messages.quoted(text) + "' is too long");
      }
    }
    return new MissingSpellings(new TreeSet<>(texts));
  }

  private static double number(String text) {
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  /** Returns whether these were said. */
  public boolean isDeclared() {
    return declared != null;
  }

  /** Returns the spellings that were said, in the order of their characters. */
  public List<String> texts() {
    return declared == null ? List.of() : List.copyOf(declared);
  }

  /**
   * Returns whether {@code text} stands for no value where a number or a boolean is looked for,
   * which an empty one never is.
   */
  public boolean isNumber(String text) {
    return text.isEmpty() || (declared == null ? AMONG_NUMBERS : declared).contains(text);
  }

  /** Returns whether {@code text} stands for no value where a category is looked for. */
  public boolean isCategory(String text) {
    return declared == null ? text.isEmpty() : declared.contains(text);
  }

  /** Returns whether a number is one of the spellings, as -999 and -999.0 are one number. */
  public boolean isNumber(double value) {
    for (double number : numbers) {
      if (value == number || value == (float) number) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether some number stands for no value. */
  public boolean hasNumbers() {
    return numbers.length > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MissingSpellings that
        && isDeclared() == that.isDeclared()
        && texts().equals(that.texts());
  }

  @Override
  public int hashCode() {
    return texts().hashCode();
  }

  @Override
  public String toString() {
    return declared == null ? "empty, NA and NaN among numbers" : declared.toString();
  }
}
