package com.nextgen.ml.monitoring.schema;

import java.util.regex.Pattern;

/** The names that models, versions and aliases may have. They become paths and label values. */
public final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final int LONGEST_TEXT = 256;

  private Names() {}

  /** Whether {@code text} matches {@code [A-Za-z0-9][A-Za-z0-9._-]{0,127}}. */
  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Returns {@code text} if it is a valid name.
   *
   * @param what what the name is for, in the message of the error
   * @throws IllegalArgumentException if it is not; the message says what a name looks like
   */
  public static String check(String what, String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + shortened(text)
              + "' is not a name: use 1 to 128 letters, digits, '.', '_' or '-', beginning with a"
              + " letter or digit");
    }
    return text;
  }

  /** Feature, column and attribute names: any text without control characters, not blank. */
  static String checkColumn(String what, String text) {
    if (text.isBlank()
        || text.length() > LONGEST_TEXT
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + shortened(text)
              + "' must be 1 to 256 characters without control characters");
    }
    return text;
  }

  /**
   * {@code text} as it may stand in a message: at most 64 characters, control characters as '?'.
   */
  public static String shortened(String text) {
    String cut = text.length() <= 64 ? text : text.substring(0, 63) + "…";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
