package com.nextgen.ml.service.http.report;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stretch of time that a caller asks about by {@code from} and {@code to}. */
record TimeRange(Instant from, Instant to) {

  /** Whether a caller asks about one at all. */
  static boolean isAsked(@Nullable String from, @Nullable String to) {
    return from != null || to != null;
  }

  /**
   * Reads both ends.
   *
   * @throws HttpProblem 400 if one is missing, is no time, or they are not in order
   */
  static TimeRange read(@Nullable String from, @Nullable String to) {
    if (from == null || to == null) {
      throw HttpProblem.invalid("'from' and 'to' go together; one is missing");
    }
    Instant begin = Instant.ofEpochMilli(Times.read(from, "'from'"));
    Instant end = Instant.ofEpochMilli(Times.read(to, "'to'"));
    if (!begin.isBefore(end)) {
      throw HttpProblem.invalid("'from' must be before 'to'");
    }
    return new TimeRange(begin, end);
  }

  /** The problem of a service that keeps no counts. */
  static HttpProblem notKept() {
    return HttpProblem.invalid("'from' and 'to' need history, which is not kept; use window=");
  }
}
