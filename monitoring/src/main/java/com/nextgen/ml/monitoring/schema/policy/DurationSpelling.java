package com.nextgen.ml.monitoring.schema.policy;

import com.nextgen.ml.monitoring.text.Messages;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as {@code model.yaml} writes them: a number and one of {@code s m h d}. */
public final class DurationSpelling {
  private static final Pattern SPELLING = Pattern.compile("(\\d{1,6})([smhd])");

  private DurationSpelling() {}

  /**
   * Reads {@code 90s}, {@code 5m}, {@code 1h}, {@code 30d}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static Duration parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "duration '" + Messages.quoted(text) + "' is not a number and one of s, m, h, d");
    }
    long n = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      case "h" -> Duration.ofHours(n);
      default -> Duration.ofDays(n);
    };
  }

  /**
   * Returns the spelling with the largest unit that gives a whole number; parts of a second are
   * cut.
   */
  public static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0) {
      return "0s";
    }
    return seconds % 86_400 == 0
        ? seconds / 86_400 + "d"
        : seconds % 3_600 == 0
            ? seconds / 3_600 + "h"
            : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
