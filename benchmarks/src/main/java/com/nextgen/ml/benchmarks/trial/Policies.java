package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.monitoring.drift.DriftPolicy;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.DriftRules;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;

/** The policies that are tried. */
final class Policies {
  private Policies() {}

  /** Of an hourly window of a model that says nothing of monitoring. */
  static DriftPolicy hourly() {
    return window("1h");
  }

  /** Of a window of that model. */
  static DriftPolicy window(String length) {
    return DriftPolicy.forWindow(MonitoringPolicy.DEFAULT, Window.parse(length), AlarmFamily.DRIFT);
  }

  /** A level without a minimum of rows: the significance part alone. */
  static DriftPolicy significance(double level) {
    return new DriftPolicy(level, true, 1, DriftRules.DEFAULT);
  }
}
