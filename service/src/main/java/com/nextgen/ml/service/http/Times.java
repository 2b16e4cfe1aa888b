package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.nextgen.ml.monitoring.text.Messages;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Points in time as callers write them. */
public final class Times {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private Times() {}

  /** Reads the RFC 3339 time that the parser is on, in milliseconds since 1970. */
  public static long read(JsonParser parser, String what) throws IOException {
    return read(Json.needText(parser, what), what);
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
