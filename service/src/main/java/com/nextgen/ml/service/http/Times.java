package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.nextgen.ml.monitoring.text.Messages;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** Points in time as callers write them. */
public final class Times {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  /** By how much another clock may be ahead of this one. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private Times() {}

  /** Reads the RFC 3339 time that the parser is on, in milliseconds since 1970. */
  public static long read(JsonParser parser, String what) throws IOException {
    return read(Json.needText(parser, what), what);
  }

  /**
   * Reads the time of something that has happened.
   *
   * @param now in milliseconds since 1970
   * @throws HttpProblem 400 if it is more than five minutes after {@code now}
   */
  public static long readPast(JsonParser parser, String what, long now) throws IOException {
    return readPast(Json.needText(parser, what), what, now);
  }

  /** Returns the same of a text. */
  public static long readPast(String text, String what, long now) {
    long time = read(text, what);
    if (time > now + AHEAD.toMillis()) {
      throw HttpProblem.invalid(
          what
              + " is '"
              + Messages.quoted(text)
              + "', more than five minutes after now, "
              + Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.SECONDS));
    }
    return time;
  }

  /** Reads an RFC 3339 time, in milliseconds since 1970. */
  public static long read(String text, String what) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time.toInstant().toEpochMilli();
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw HttpProblem.invalid(
        what
            + " must be an RFC 3339 time such as 2026-11-23T10:00:00Z, not '"
            + Messages.quoted(text)
            + "'");
  }
}
