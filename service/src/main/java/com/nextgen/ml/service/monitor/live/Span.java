package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.Counts;
import java.time.Instant;

/**
 * What was counted in a stretch of time.
 *
 * @param from when counting began, by the wall clock
 * @param to when it ended, by the wall clock; where that was set back meanwhile, {@code from}
 * @param rows counted, also those of a model of which no column is counted
 */
public record Span(Instant from, Instant to, long rows, Counts counts) {
  public Span {
    to = to.isBefore(from) ? from : to;
  }

  /** This and the stretch after it. */
  public Span then(Span later) {
    return new Span(from, later.to, rows + later.rows, counts.plus(later.counts));
  }

  /** This and another stretch, whether they overlap or not. */
  public Span with(Span other) {
    return new Span(
        from.isBefore(other.from) ? from : other.from,
        to.isAfter(other.to) ? to : other.to,
        rows + other.rows,
        counts.plus(other.counts));
  }

  /** The same counts, of a stretch with other ends. */
  public Span of(Instant begin, Instant end) {
    return new Span(begin, end, rows, counts);
  }

  /** The same counts of a stretch that lasted until {@code end}. */
  Span until(Instant end) {
    return new Span(from, end, rows, counts);
  }

  /** The same stretch with more counts. */
  Span plus(long moreRows, Counts more) {
    return new Span(from, to, rows + moreRows, counts.plus(more));
  }
}
