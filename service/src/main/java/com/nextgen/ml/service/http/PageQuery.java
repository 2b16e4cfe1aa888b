package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import io.micronaut.http.HttpParameters;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list, the newest first, a caller asks for.
 *
 * @param from not before this; null for the first
 * @param to before this; null for the last
 * @param before where the page before ended; null for the first page
 * @param limit how many at most
 */
public record PageQuery(
    @Nullable Instant from, @Nullable Instant to, @Nullable End before, int limit) {
  private static final Pattern END = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  /**
   * Where a page ended.
   *
   * @param at in milliseconds since 1970
   * @param sequence the row's number
   */
  public record End(long at, long sequence) {

    /** Returns it as {@code before} takes it. */
    public String text() {
      return at + "-" + sequence;
    }
  }

  /**
   * Reads {@code from}, {@code to}, {@code before} and {@code limit}.
   *
   * @param usual the limit where none is given
   * @param most the highest limit
   * @throws HttpProblem 400 that names the parameter
   */
  public static PageQuery read(HttpParameters parameters, int usual, int most) {
    Instant from = time(parameters, "from");
    Instant to = time(parameters, "to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw HttpProblem.invalid("'from' must be before 'to'");
    }
    String limit = parameters.get("limit");
    return new PageQuery(
        from, to, end(parameters.get("before")), limit == null ? usual : limit(limit, most));
  }

  private static @Nullable Instant time(HttpParameters parameters, String name) {
    String text = parameters.get(name);
    return text == null ? null : Instant.ofEpochMilli(Times.read(text, "'" + name + "'"));
  }

  private static @Nullable End end(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = END.matcher(text);
    if (!matcher.matches()) {
      throw HttpProblem.invalid(
          "'before' must be what 'next' of the page before said, not '"
              + Messages.quoted(text)
              + "'");
    }
    return new End(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  private static int limit(String text, int most) {
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > most) {
      throw HttpProblem.invalid(
          "'limit' must be a whole number from 1 to "
              + most
              + ", not '"
              + Messages.quoted(text)
              + "'");
    }
    return limit;
  }
}
