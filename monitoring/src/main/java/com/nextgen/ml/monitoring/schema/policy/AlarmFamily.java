package com.nextgen.ml.monitoring.schema.policy;

import java.util.Locale;

/** The kinds of alarms among which the false-alarm budget is divided. */
public enum AlarmFamily {
  /** Inputs and predictions against the baseline. */
  DRIFT,
  /** Missing and invalid values. */
  QUALITY,
  /** Performance, realised and estimated. */
  PERFORMANCE,
  /** Differences between groups. */
  FAIRNESS,
  /** The relation of inputs to target. */
  CONCEPT,
  /** Drift of single segments. */
  SEGMENTS;

  /** As it is written in {@code model.yaml} and in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
