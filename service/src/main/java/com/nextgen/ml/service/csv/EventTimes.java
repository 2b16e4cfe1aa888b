package com.nextgen.ml.service.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the times that data sets carry; without an offset they are taken as UTC. */
public final class EventTimes {
  private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

  private static final Pattern DIGITS = Pattern.compile("\\d{8}(\\.0+)?");

  private EventTimes() {}

  /**
   * Returns when something really happened, in the spellings of {@link #parse}, but for eight
   * digits: these are a day, as {@code 20260228}, and never seconds of the 1970s.
   *
   * @return null if it is none of these
   */
  public static @Nullable Instant parseReal(String text) {
    String trimmed = text.strip();
    if (!isDigits(trimmed)) {
      return parse(trimmed);
    }
    String day = trimmed.substring(0, 8);
    return DateSpelling.isDay(Integer.parseInt(day))
        ? LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC)
        : null;
  }

  /** Returns whether {@link #parseReal} takes a text for a day without separators, if for any. */
  public static boolean isDigits(String text) {
    return DIGITS.matcher(text.strip()).matches();
  }

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
