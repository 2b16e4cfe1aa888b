package com.nextgen.ml.service.concept;

import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many labels of a version come a day, counted in the day that begins with the first. The
 * labels of that day wait in the log until it is over.
 */
final class LabelRateEstimate {
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final VersionId id;
  private long scanned;
  private long first = -1;
  private long labels;
  private boolean over;

  LabelRateEstimate(VersionId id) {
    this.id = id;
  }

  /** The place of the last outcome that was looked at. */
  long scanned() {
    return scanned;
  }

  boolean isOver() {
    return over;
  }

  /** Looks at outcomes, in the order of their places. */
  void add(List<Outcome> outcomes) {
    for (Outcome outcome : outcomes) {
      scanned = outcome.sequence();
      if (outcome.version().equals(id)) {
        first = first < 0 ? outcome.receivedAt() : first;
        over |= outcome.receivedAt() >= first + DAY;
        labels += over ? 0 : 1;
      }
    }
  }

  /**
   * The labels of the day; empty while it is not over.
   *
   * @param now in milliseconds since 1970
   */
  OptionalDouble labelsADay(long now) {
    return over || (first >= 0 && now >= first + DAY)
        ? OptionalDouble.of((double) labels)
        : OptionalDouble.empty();
  }
}
