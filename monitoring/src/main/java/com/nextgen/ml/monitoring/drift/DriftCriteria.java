package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.Map;

/**
 * When a difference is called drift.
 *
 * @param level the probability with which a window without any drift may be called drifted, more
 *     than 0, less than 1
 * @param nominal whether {@code level} is a customary one for looking rather than a share of the
 *     false-alarm budget; a nominal verdict never raises an alarm
 * @param minimumRows a side with fewer rows is not judged, at least 1
 * @param rules what counts as a difference that matters, for all and for single features
 */
public record DriftCriteria(double level, boolean nominal, long minimumRows, DriftSettings rules) {
  /** The effect that matters unless told otherwise. */
  public static final double PSI_THRESHOLD = ColumnPolicy.PSI_THRESHOLD;

  /** A baseline with fewer rows than this, or than {@code minimumRows} if less, is not enough. */
  static final long MIN_REFERENCE_ROWS = 100;

  public DriftCriteria {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must be more than 0 and less than 1");
    }
    if (minimumRows < 1) {
      throw new IllegalArgumentException("the minimum rows must be at least 1");
    }
  }

  /** For reports that are computed now and never alarm: the nominal level. */
  public static DriftCriteria onDemand(MonitoringPolicy policy) {
    return new DriftCriteria(
        MonitoringPolicy.NOMINAL_LEVEL, true, policy.minimumRows(), policy.drift());
  }

  /** Returns the nominal level and the usual thresholds. */
  public static DriftCriteria nominal(long minimumRows) {
    return new DriftCriteria(
        MonitoringPolicy.NOMINAL_LEVEL, true, minimumRows, DriftSettings.DEFAULT);
  }

  /**
   * For a tumbling window, which is judged once at its end: the part of the false-alarm budget that
   * {@link MonitoringPolicy#level} leaves one look of a family.
   */
  public static DriftCriteria forWindow(
      MonitoringPolicy policy, Window window, AlarmFamily family) {
    return new DriftCriteria(
        policy.level(family, window), false, policy.minimumRows(), policy.drift());
  }

  /** Returns the same with another effect that matters. */
  public DriftCriteria withPsiThreshold(double threshold) {
    return new DriftCriteria(
        level,
        nominal,
        minimumRows,
        new DriftSettings(
            new EffectThresholds(Map.of(TestName.PSI.code(), threshold)),
            rules.datasetRatio(),
            rules.features()));
  }

  /** For a feature or an output: what its own policy says, before the model's. */
  ColumnPolicy column(Column column) {
    return column.isInput() ? feature(column.name()) : output();
  }

  /** For the feature called {@code name}. */
  public ColumnPolicy feature(String name) {
    return ColumnPolicy.of(this, rules.feature(name));
  }

  /** For what the model says. */
  public ColumnPolicy output() {
    return ColumnPolicy.of(this, FeaturePolicy.DEFAULT);
  }
}
