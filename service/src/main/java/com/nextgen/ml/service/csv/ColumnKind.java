package com.nextgen.ml.service.csv;

/** What a column's values are like, found from all of them in bounded memory. Not thread-safe. */
public final class ColumnKind {
  /** Different values are counted up to this. */
  public static final int MAX_COUNTED = 10_000;

  private final DistinctCounter different = new DistinctCounter(MAX_COUNTED);
  private boolean numbers = true;
  private boolean fractions;
  private long values;

  /** Adds a value that is not missing. */
  void add(char[] text, int offset, int length, double number) {
    values++;
    fractions |= number != Math.rint(number);
    different.add(text, offset, length);
  }

  /** Adds a value that is neither a number nor missing. */
  void addText(char[] text, int offset, int length) {
    values++;
    numbers = false;
    different.add(text, offset, length);
  }

  /** Adds what another has seen. */
  void add(ColumnKind other) {
    values += other.values;
    numbers &= other.numbers;
    fractions |= other.fractions;
    different.add(other.different);
  }

  /** Values that are not missing. */
  public long values() {
    return values;
  }

  /**
   * Returns how many values differ, by their first 100 characters; at most {@link #MAX_COUNTED}.
   */
  public int different() {
    return different.count();
  }

  /** Returns whether every value is a number; true of a column without values. */
  public boolean holdsNumbers() {
    return numbers;
  }

  /** Returns whether some number has a fraction. */
  public boolean hasFractions() {
    return fractions;
  }
}
