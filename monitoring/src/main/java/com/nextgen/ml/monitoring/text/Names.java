package com.nextgen.ml.monitoring.text;

/** The names that models, versions and aliases may have. They become paths and label values. */
public final class Names {
  private static final int MAX_NAME = 128;
  private static final int MAX_TEXT = 256;

  private Names() {}

  /** Returns whether {@code text} matches {@code [A-Za-z0-9][A-Za-z0-9._-]{0,127}}. */
  public static boolean isValid(String text) {
    // By hand: it is asked of every request, and a matcher costs more than the rest of the look-up.
    int length = text.length();
    if (length < 1 || length > MAX_NAME || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < length; i++) {
      char c = text.charAt(i);
      if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
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
              + Messages.quoted(text)
              + "' is not a name: use 1 to 128 letters, digits, '.', '_' or '-', beginning with a"
              + " letter or digit");
    }
    return text;
  }

  /** Feature, column and attribute names: any text without control characters, not blank. */
  public static String checkColumn(String what, String text) {
    if (text.isBlank()
        || text.length() > MAX_TEXT
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          what
              + " '"
              + Messages.quoted(text)
              + "' must be 1 to 256 characters without control characters");
    }
    return text;
  }
}
