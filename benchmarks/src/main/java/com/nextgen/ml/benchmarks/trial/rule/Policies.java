package com.nextgen.ml.benchmarks.trial.rule;

import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;

/** The policies that are tried. */
public final class Policies {
  private Policies() {}

  /** Of an hourly window of a model that says nothing of monitoring. */
  public static DriftCriteria hourly() {
    return DriftCriteria.forWindow(MonitoringPolicy.DEFAULT, Window.parse("1h"), AlarmFamily.DRIFT);
  }

  /** Of a report on demand: .05. */
  public static DriftCriteria nominal() {
    return DriftCriteria.onDemand(MonitoringPolicy.DEFAULT);
  }

  /** A level without a minimum of rows: the significance part alone. */
  public static DriftCriteria significance(double level) {
    return new DriftCriteria(level, true, 1, DriftSettings.DEFAULT);
  }
}
