package com.nextgen.ml.monitoring.schema.policy;

import java.time.Duration;

/**
 * What is kept of predictions.
 *
 * @param retention how long, 1 hour to 3650 days
 * @param features whether the values of the features are kept too
 */
public record LogPolicy(Duration retention, boolean features) {
  /** 90 days, without features. */
  public static final LogPolicy DEFAULT = new LogPolicy(Duration.ofDays(90), false);

  public LogPolicy {
    if (retention.compareTo(Duration.ofHours(1)) < 0
        || retention.compareTo(Duration.ofDays(3650)) > 0) {
      throw new IllegalArgumentException("monitoring.retention must be 1h to 3650d");
    }
  }
}
