package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;

/** The policies that are tried. */
final class Policies {
  private Policies() {}

  /** Of an hourly window of a model that says nothing of monitoring. */
  static DriftCriteria hourly() {
    return window("1h");
  }

  /** Of a window of that model. */
  static DriftCriteria window(String length) {
    return DriftCriteria.forWindow(
        MonitoringPolicy.DEFAULT, Window.parse(length), AlarmFamily.DRIFT);
  }

  /** A level without a minimum of rows: the significance part alone. */
  static DriftCriteria significance(double level) {
    return new DriftCriteria(level, true, 1, DriftSettings.DEFAULT);
  }
}
