package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;

/**
 * When a rate has changed.
 *
 * @param level the probability with which a window without any change may be called drifted
 * @param nominal whether {@code level} is a customary one for looking, which never alarms
 * @param minimumRows a window with fewer rows is not judged
 */
public record QualityPolicy(double level, boolean nominal, long minimumRows) {
  /** A rate matters that passes the baseline's by this much. */
  public static final double EXCESS = 0.01;

  /** A baseline with fewer rows is not enough. */
  static final long MIN_REFERENCE_ROWS = 100;

  public QualityPolicy {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must be more than 0 and less than 1");
    }
    if (minimumRows < 1) {
      throw new IllegalArgumentException("the minimum rows must be at least 1");
    }
  }

  /** For reports that are computed now and never alarm. */
  public static QualityPolicy onDemand(MonitoringPolicy policy) {
    return new QualityPolicy(MonitoringPolicy.NOMINAL_LEVEL, true, policy.minimumRows());
  }

  /** For a tumbling window: what the false-alarm budget leaves one look of the quality family. */
  public static QualityPolicy forWindow(MonitoringPolicy policy, Window window) {
    return new QualityPolicy(
        policy.level(AlarmFamily.QUALITY, window), false, policy.minimumRows());
  }
}
