package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.schema.policy.Window;

/**
 * When a difference of performance is called drift.
 *
 * @param level the probability with which a window without any may be called drifted
 * @param nominal whether {@code level} is a customary one for looking, which never alarms
 * @param minimumRows a side with fewer labelled rows is not judged
 * @param rules from what change on a figure matters
 */
public record PerformanceCriteria(
    double level, boolean nominal, long minimumRows, PerformanceSettings rules) {

  public PerformanceCriteria {
    if (!(level > 0 && level < 1) || minimumRows < 1) {
      throw new IllegalArgumentException("a level in (0, 1) and at least one row are needed");
    }
  }

  /** For reports that are computed now and never alarm. */
  public static PerformanceCriteria onDemand(MonitoringPolicy policy) {
    return new PerformanceCriteria(
        MonitoringPolicy.NOMINAL_LEVEL, true, policy.minimumRows(), policy.performance());
  }

  /** For a tumbling window, which is judged once, after its labels have matured. */
  public static PerformanceCriteria forWindow(MonitoringPolicy policy, Window window) {
    return new PerformanceCriteria(
        policy.level(AlarmFamily.PERFORMANCE, window),
        false,
        policy.minimumRows(),
        policy.performance());
  }
}
