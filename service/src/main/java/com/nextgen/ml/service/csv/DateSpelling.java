package com.nextgen.ml.service.csv;

import java.nio.CharBuffer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Whether a value is a date as tables have it, with a time of day or without. */
final class DateSpelling {
  private static final int MAX_LENGTH = 48;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2100;

  private static final String DAY =
      "(\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}|\\d{8}(?=T))";
  private static final String TIME =
      "\\d{1,2}:?\\d{2}(:?\\d{2}([.,]\\d{1,9})?)?( ?[AaPp][Mm])?( ?(Z|UTC|GMT|[+-]\\d{2}(:?\\d{2})?))?";
  private static final Pattern DATE = Pattern.compile(DAY + "([T ]" + TIME + ")?");

  private DateSpelling() {}

  /**
   * Returns whether a text is a date with separators; which of day and month comes first is open.
   */
  static boolean isDate(char[] text, int offset, int length) {
    return length <= MAX_LENGTH && DATE.matcher(CharBuffer.wrap(text, offset, length)).matches();
  }

  /** Returns whether a number is a day of 1900 to 2100 as {@code 20260228}. */
  static boolean isDay(double number) {
    int digits = (int) number;
    int year = digits / 10_000;
    if (digits != number || year < FIRST_YEAR || year > LAST_YEAR) {
      return false;
    }
    try {
      return LocalDate.of(year, digits / 100 % 100, digits % 100) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
