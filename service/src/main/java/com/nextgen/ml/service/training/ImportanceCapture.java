package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.attribution.Predictor;
import com.nextgen.ml.monitoring.attribution.ShapleySampler;
import com.nextgen.ml.monitoring.attribution.ShapleyValues;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import java.util.ArrayList;
import java.util.List;

/** Finds the importance of a model's features on a sample of rows. */
record ImportanceCapture(ModelSchema schema, Model model, long seed, CaptureProgress progress) {
  private static final int PERMUTATIONS = 32;

  /** Rows explained at a time, so that progress can be told. */
  private static final int STEP = 10;

  /** With fewer rows there is no importance. */
  private static final int FEWEST_ROWS = 10;

  /** Rows the model is run on at most, counted in values. */
  private static final double MAX_VALUES = 1e9;

  /**
   * The importance of every feature in schema order; empty if there are no background rows, or the
   * model has so many features that fewer than ten rows could be explained.
   */
  List<FeatureImportance> of(RowBlock background, RowBlock rows) throws InferenceException {
    double features = schema.features().size();
    int most = (int) Math.min(rows.rows(), MAX_VALUES / (PERMUTATIONS * features * features));
    if (background.rows() == 0 || most < Math.min(FEWEST_ROWS, rows.rows())) {
      return List.of();
    }
    progress.begin("rows explained");
    List<List<Double>> values = new ArrayList<>();
    List<List<Double>> errors = new ArrayList<>();
    try {
      ShapleySampler sampler =
          new ShapleySampler(schema, predictor(), background, PERMUTATIONS, seed);
      for (int from = 0; from < most; from += STEP) {
        ShapleyValues part = sampler.explain(rows.slice(from, Math.min(most, from + STEP)));
        values.addAll(part.values());
        errors.addAll(part.squaredErrors());
        progress.at(from, (double) from / most);
      }
    } catch (ModelFailed e) {
      throw e.failure;
    }
    progress.end(most);
    return importance(new ShapleyValues(values, errors));
  }

  private List<FeatureImportance> importance(ShapleyValues values) {
    List<FeatureImportance> importance = new ArrayList<>();
    for (int i = 0; i < schema.features().size(); i++) {
      importance.add(new FeatureImportance(schema.features().get(i).name(), values.importance(i)));
    }
    return importance;
  }

  private Predictor predictor() {
    return rows -> {
      try {
        return model.predict(rows);
      } catch (InferenceException e) {
        throw new ModelFailed(e);
      }
    };
  }

  /** Carries the model's failure through the sampler. */
  private static final class ModelFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient InferenceException failure;

    ModelFailed(InferenceException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
