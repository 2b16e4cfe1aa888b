package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.history.verdict.KeptVerdicts.Cursor;
import com.nextgen.ml.service.history.verdict.KeptVerdicts.Query;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Times;
import com.nextgen.ml.service.suggest.UnknownName;
import io.micronaut.http.HttpParameters;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which kept verdicts a caller asks for. Each fault is a 400 that names the parameter. */
final class VerdictQuery {
  static final int DEFAULT_LIMIT = 20;

  /** As {@link #text(Cursor)} writes it. */
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private VerdictQuery() {}

  static Query read(String model, HttpParameters parameters) {
    Instant from = time(parameters, "from");
    Instant to = time(parameters, "to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw HttpProblem.invalid("'from' must be before 'to'");
    }
    return new Query(
        model,
        family(parameters.get("family")),
        from,
        to,
        cursor(parameters.get("before")),
        limit(parameters.get("limit")),
        documents(parameters.get("documents")));
  }

  /** Returns where a page ended, as {@code before} takes it. */
  static String text(Cursor cursor) {
    return cursor.to() + "-" + cursor.sequence();
  }

  private static @Nullable Instant time(HttpParameters parameters, String name) {
    String text = parameters.get(name);
    return text == null ? null : Instant.ofEpochMilli(Times.read(text, "'" + name + "'"));
  }

  private static @Nullable AlarmFamily family(@Nullable String spelling) {
    if (spelling == null) {
      return null;
    }
    return Arrays.stream(AlarmFamily.values())
        .filter(family -> family.code().equals(spelling))
        .findFirst()
        .orElseThrow(
            () ->
                HttpProblem.invalid(
                    UnknownName.choice(
                        "family",
                        spelling,
                        Arrays.stream(AlarmFamily.values()).map(AlarmFamily::code).toList())));
  }

  private static @Nullable Cursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = CURSOR.matcher(text);
    if (!matcher.matches()) {
      throw HttpProblem.invalid(
          "'before' must be what 'next' of the page before said, not '"
              + Messages.quoted(text)
              + "'");
    }
    return new Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > KeptVerdicts.MAX_LIMIT) {
      throw HttpProblem.invalid(
          "'limit' must be a whole number from 1 to "
              + KeptVerdicts.MAX_LIMIT
              + ", not '"
              + Messages.quoted(text)
              + "'");
    }
    return limit;
  }

  private static boolean documents(@Nullable String text) {
    if (text == null || text.equals("true")) {
      return true;
    }
    if (!text.equals("false")) {
      throw HttpProblem.invalid(
          "'documents' must be true or false, not '" + Messages.quoted(text) + "'");
    }
    return false;
  }
}
