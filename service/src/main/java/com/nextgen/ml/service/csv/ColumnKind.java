package com.nextgen.ml.service.csv;

import java.util.regex.Pattern;

/** What a column's values are like, found from all of them in bounded memory. Not thread-safe. */
public final class ColumnKind {
  /** A column of whole numbers with no more different values than this holds categories. */
  public static final int MAX_CODES = 20;

  /** Different values are counted up to this. */
  public static final int MAX_COUNTED = 10_000;

  private static final int MIN_IDENTIFIERS = 100;

  /**
   * As tables name the column of a row's id or number: {@code id}, {@code userId}, {@code Unnamed:
   * 0}.
   */
  private static final Pattern ID =
      Pattern.compile("(?i:(.*[_ .-])?(id|uuid|guid|index)|unnamed: \\d+)|.*[a-z](Id|ID|Uuid)");

  private final DistinctCounter different = new DistinctCounter(MAX_COUNTED);
  private boolean numbers = true;
  private boolean fractions;
  private boolean dates = true;
  private boolean otherMark = true;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;
  private long values;

  /** Adds a value that is not missing. */
  void add(char[] text, int offset, int length, double number) {
    values++;
    fractions |= number != Math.rint(number);
    dates = dates && DateSpelling.isDay(number);
    least = Math.min(least, number);
    greatest = Math.max(greatest, number);
    different.add(text, offset, length);
  }

  /**
   * Adds a value that is neither a number nor missing.
   *
   * @param isNumberOfOtherMark whether it is a number where decimals begin otherwise
   */
  void addText(char[] text, int offset, int length, boolean isNumberOfOtherMark) {
    values++;
    numbers = false;
    otherMark &= isNumberOfOtherMark;
    dates = dates && DateSpelling.isDate(text, offset, length);
    different.add(text, offset, length);
  }

  /** Adds what another has seen. */
  void add(ColumnKind other) {
    values += other.values;
    numbers &= other.numbers;
    otherMark &= other.otherMark;
    fractions |= other.fractions;
    dates &= other.dates;
    least = Math.min(least, other.least);
    greatest = Math.max(greatest, other.greatest);
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

  /** Returns whether there are texts, and each is a number where decimals begin otherwise. */
  public boolean hasOtherDecimalMark() {
    return !numbers && otherMark;
  }

  /** Whether a text may still be one of {@link #hasOtherDecimalMark}. */
  boolean mayHaveOtherDecimalMark() {
    return otherMark;
  }

  /** Returns whether there are values and each is a date, as {@code 2026-02-28} or 20260228. */
  public boolean holdsDates() {
    return dates && values > 0;
  }

  /** Returns whether the values are all whole numbers of a range, each once, in any order. */
  public boolean countsRows() {
    boolean allDiffer = different() == Math.min(values, MAX_COUNTED);
    return numbers && !fractions && values > 1 && allDiffer && greatest - least + 1 == values;
  }

  /** Returns whether some number has a fraction. */
  public boolean hasFractions() {
    return fractions;
  }

  /** Returns whether the column tells when rows were, and numbers of it are no codes. */
  public boolean tellsDates() {
    return holdsDates() && (!numbers || different() > MAX_CODES);
  }

  /**
   * Returns whether the column names or numbers rows: text in which most values differ, numbers
   * that count the rows, and whole numbers that differ and call themselves an id.
   *
   * @param name of the column
   */
  public boolean namesRows(String name) {
    return numbers
        ? different() > MAX_CODES
            && (countsRows() || (!fractions && isIdentifier() && ID.matcher(name).matches()))
        : isIdentifier();
  }

  private boolean isIdentifier() {
    int different = different();
    return different == MAX_COUNTED || (different > MIN_IDENTIFIERS && different > values / 2);
  }
}
