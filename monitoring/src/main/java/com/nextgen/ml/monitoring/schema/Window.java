package com.nextgen.ml.monitoring.schema;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stretch of time over which counts are compared with the baseline.
 *
 * @param name as callers spell it: {@code 5m}, {@code 1h}, {@code 1d}
 * @param length between 1 second and 28 days
 */
public record Window(String name, Duration length) {
  private static final Pattern SPELLING = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Duration LONGEST = Duration.ofDays(366);

  public Window {
    if (length.isZero() || length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("duration '" + name + "' is out of range");
    }
  }

  /**
   * Reads a number and one of {@code s m h d}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Window parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "duration '" + Names.shortened(text) + "' is not a number and one of s, m, h, d");
    }
    long n = Long.parseLong(matcher.group(1));
    Duration length =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(n);
          case "m" -> Duration.ofMinutes(n);
          case "h" -> Duration.ofHours(n);
          default -> Duration.ofDays(n);
        };
    return new Window(text, length);
  }
}
