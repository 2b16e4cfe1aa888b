package com.nextgen.ml.service.access;

/**
 * Who sent a request, once that is known.
 *
 * @param name for the log and the audit; never a secret
 */
public record Caller(String name, Grants grants) {
  /** The longest name. */
  public static final int MAX_NAME = 128;

  public Caller {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("a caller's name has 1 to " + MAX_NAME + " characters");
    }
  }
}
