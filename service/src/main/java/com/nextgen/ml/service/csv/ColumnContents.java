package com.nextgen.ml.service.csv;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was seen of one column, in bounded memory. */
public final class ColumnContents {
  /** How many different values are remembered. */
  public static final int MAX_REMEMBERED = 10_000;

  private static final int MAX_REMEMBERED_LENGTH = 100;

  private final Set<String> different = new TreeSet<>();
  private final Map<String, Long> spelledMissing = new TreeMap<>();
  private @Nullable String text;
  private boolean fractions;
  private boolean booleans = true;
  private long values;

  /** Adds one value; a missing one is not counted. */
  public void add(String value, CsvFormat format) {
    if (format.isMissing(value)) {
      if (!format.isMissingText(value)) {
        spelledMissing.merge(value, 1L, Long::sum);
      }
      return;
    }
    values++;
    Double number = text == null ? format.number(value) : null;
    if (number == null && text == null) {
      text = shortened(value);
    }
    fractions = fractions || (number != null && number != Math.rint(number));
    booleans = booleans && (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false"));
    if (different.size() < MAX_REMEMBERED) {
      different.add(shortened(value));
    }
  }

  private static String shortened(String value) {
    return value.substring(0, Math.min(value.length(), MAX_REMEMBERED_LENGTH));
  }

  /** Values that are not missing. */
  public long values() {
    return values;
  }

  /**
   * Returns how often each text came up that stands for no value among numbers, and for itself
   * among categories.
   */
  public Map<String, Long> spelledMissing() {
    return Collections.unmodifiableMap(spelledMissing);
  }

  /**
   * Returns the different values in the order of their characters, at most {@link #MAX_REMEMBERED}.
   */
  public Set<String> different() {
    return Collections.unmodifiableSet(different);
  }

  /** Returns whether there may be more different values than are remembered. */
  public boolean isFull() {
    return different.size() == MAX_REMEMBERED;
  }

  /** Returns whether every value is a number; true of a column without values. */
  public boolean holdsNumbers() {
    return text == null;
  }

  /** Returns whether some value is a number with a fraction. */
  public boolean hasFractions() {
    return fractions;
  }

  /** Returns whether there are values, each {@code true} or {@code false}, in capitals or not. */
  public boolean holdsBooleans() {
    return booleans && values > 0;
  }

  /** Returns the first value that is no number; null if there is none. */
  public @Nullable String firstText() {
    return text;
  }
}
