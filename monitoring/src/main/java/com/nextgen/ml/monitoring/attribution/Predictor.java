package com.nextgen.ml.monitoring.attribution;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;

/** A model as a function. What it throws passes through whoever calls it. */
@FunctionalInterface
public interface Predictor {

  /** Returns what the model says of rows in the shape of its schema. */
  PredictionBlock predict(RowBlock rows);
}
