package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;

/** A model that is run on rows of files. */
@FunctionalInterface
public interface Model {

  /** Returns what the model says of rows in the shape of its schema. */
  PredictionBlock predict(RowBlock rows) throws InferenceException;
}
