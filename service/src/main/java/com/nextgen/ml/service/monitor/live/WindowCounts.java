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
public record WindowCounts(Instant from, Instant to, long rows, Counts counts) {
  public WindowCounts {
    to = to.isBefore(from) ? from : to;
  }

  /** This and the stretch after it. */
  public WindowCounts then(WindowCounts later) {
    return new WindowCounts(from, later.to, rows + later.rows, counts.plus(later.counts));
  }

  /** This and another stretch, whether they overlap or not. */
  public WindowCounts with(WindowCounts other) {
    return new WindowCounts(
        from.isBefore(other.from) ? from : other.from,
        to.isAfter(other.to) ? to : other.to,
        rows + other.rows,
        counts.plus(other.counts));
  }

  /** Returns the same counts, of a stretch with other ends. */
  public WindowCounts of(Instant begin, Instant end) {
    return new WindowCounts(begin, end, rows, counts);
  }

  /** The same counts of a stretch that lasted until {@code end}. */
  WindowCounts until(Instant end) {
    return new WindowCounts(from, end, rows, counts);
  }

  /** The same stretch with more counts. */
  WindowCounts plus(long moreRows, Counts more) {
    return new WindowCounts(from, to, rows + moreRows, counts.plus(more));
  }
}
