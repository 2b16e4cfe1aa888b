package com.nextgen.ml.service.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the times that data sets carry; without an offset they are taken as UTC. */
public final class EventTimes {
  private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  private EventTimes() {}

  /**
   * Returns an RFC 3339 time, a date, a date and time with a space or {@code T} between, {@code
   * 20141013T000000}, or seconds since 1970.
   *
   * @return null if it is none of these
   */
  public static @Nullable Instant parse(String text) {
    String trimmed = text.strip();
    try {
      if (trimmed.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      if (trimmed.matches("\\d{8}T\\d{6}")) {
        return LocalDateTime.parse(trimmed, COMPACT).toInstant(ZoneOffset.UTC);
      }
      if (trimmed.matches("\\d{1,12}(\\.\\d{1,9})?")) {
        return Instant.ofEpochMilli(Math.round(1000 * Double.parseDouble(trimmed)));
      }
      String iso = trimmed.replace(' ', 'T');
      return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
