package com.nextgen.ml.monitoring.attribution.linear;

import java.util.ArrayList;
import java.util.List;

/**
 * Exact Shapley values of a sum of terms: a feature's term less its mean over the background,
 * whatever the order in which features turn.
 */
public final class LinearExplainer {
  private final LinearTerms model;
  private final List<Double> means;

  /**
   * An explainer.
   *
   * @param background of at least one row of the model
   */
  public LinearExplainer(LinearTerms model, TermSums background) {
    if (background.rows() < 1
        || background.sums().size() != model.playerCount() * model.intercepts().size()) {
      throw new IllegalArgumentException("the background is of no row, or of another model");
    }
    this.model = model;
    this.means = background.sums().stream().map(sum -> sum / background.rows()).toList();
  }

  /** Returns each output's mean over the background. */
  public List<Double> base() {
    List<Double> base = new ArrayList<>();
    int n = model.playerCount();
    for (int output = 0; output < model.intercepts().size(); output++) {
      double sum = model.intercepts().get(output);
      for (double mean : means.subList(output * n, (output + 1) * n)) {
        sum += mean;
      }
      base.add(sum);
    }
    return base;
  }

  /** Returns a row's values: all features of output 0, then of output 1. */
  public double[] explain(double[] row) {
    List<Double> terms = model.of(row);
    double[] values = new double[terms.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = terms.get(i) - means.get(i);
    }
    return values;
  }
}
