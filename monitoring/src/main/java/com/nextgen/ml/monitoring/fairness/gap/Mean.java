package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ValueSums;

/** A mean over a group's rows. */
public enum Mean implements Measure {
  ERROR("meanError", "labelled"),
  ABSOLUTE_ERROR("mae", "labelled"),
  PREDICTION("meanPrediction", "rows");

  private final String code;
  private final String denominator;

  Mean(String code, String denominator) {
    this.code = code;
    this.denominator = denominator;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String denominator() {
    return denominator;
  }

  @Override
  public MeanSample of(GroupSums sums) {
    if (!(sums instanceof ValueSums values)) {
      throw new IllegalArgumentException("groups of classes have no " + code);
    }
    return switch (this) {
      case ERROR -> new MeanSample(values.labelled(), values.errors(), values.squaredErrors());
      case ABSOLUTE_ERROR ->
          new MeanSample(values.labelled(), values.absoluteErrors(), values.squaredErrors());
      case PREDICTION ->
          new MeanSample(values.rows(), values.predictions(), values.squaredPredictions());
    };
  }
}
