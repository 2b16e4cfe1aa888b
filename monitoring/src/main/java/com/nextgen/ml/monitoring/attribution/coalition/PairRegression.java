package com.nextgen.ml.monitoring.attribution.coalition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Weighted least squares over pairs of a subset S and its complement, under the constraint that the
 * values add up to {@code total}. With the mean total / n taken off, values are orthogonal to the
 * vector of ones, and a pair's two lines are each other's negative: both are the indicator of S
 * less |S| / n. So a pair is one line, whose target is half the difference of the two.
 */
final class PairRegression {
  private final int n;
  private final double total;
  private final double[][] normal;
  private final double[] right;
  private final List<Line> lines = new ArrayList<>();

  private record Line(BitSet subset, double target, double weight, double inclusion) {}

  PairRegression(int features, double total) {
    this.n = features;
    this.total = total;
    this.normal = new double[n][n];
    this.right = new double[n];
  }

  /**
   * Adds a pair.
   *
   * @param worth of the subset, over the empty one
   * @param other that of the complement
   * @param inclusion the chance that the pair was drawn
   */
  void add(BitSet subset, double worth, double other, double inclusion) {
    int size = subset.cardinality();
    double target = (worth - other - (2.0 * size / n - 1) * total) / 2;
    // Weights relative to those of size 1: C(n, s) leaves the doubles where there are many
    // features.
    double weight = (n - 1.0) * relative(size) / ((double) size * (n - size) * inclusion);
    Line line = new Line((BitSet) subset.clone(), target, weight, inclusion);
    lines.add(line);
    double[] x = centered(line);
    for (int i = 0; i < n; i++) {
      right[i] += weight * x[i] * target;
      for (int j = 0; j <= i; j++) {
        normal[i][j] += weight * x[i] * x[j];
      }
    }
  }

  /** C(n, 1) / C(n, s). */
  private double relative(int size) {
    double relative = 1;
    for (int i = 2; i <= size; i++) {
      relative *= i / (n - i + 1.0);
    }
    return relative;
  }

  private double[] centered(Line line) {
    double[] x = new double[n];
    double mean = (double) line.subset().cardinality() / n;
    for (int i = 0; i < n; i++) {
      x[i] = (line.subset().get(i) ? 1 : 0) - mean;
    }
    return x;
  }

  private double[][] factor() {
    double[][] full = new double[n][];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      full[i] = normal[i].clone();
      trace += normal[i][i];
    }
    // The lines say nothing along the ones; any positive number there leaves the solution alone.
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        full[i][j] += trace / n / n;
      }
    }
    return Cholesky.factor(full);
  }

  List<Double> values() {
    double[] solution = Cholesky.solve(factor(), right);
    List<Double> values = new ArrayList<>(n);
    for (double value : solution) {
      values.add(value + total / n);
    }
    return values;
  }

  List<Double> standardErrors() {
    double[][] factor = factor();
    double[] solution = Cholesky.solve(factor, right);
    double[] variances = new double[n];
    for (Line line : lines) {
      double[] x = centered(line);
      double residual = line.target();
      for (int i = 0; i < n; i++) {
        residual -= x[i] * solution[i];
      }
      double[] pull = Cholesky.solve(factor, x);
      double scale = line.weight() * residual;
      for (int i = 0; i < n; i++) {
        double share = scale * pull[i];
        variances[i] += (1 - line.inclusion()) * share * share;
      }
    }
    // What the regression fitted is missing from the residuals.
    double spare = Math.max(1, lines.size() - (n - 1));
    List<Double> errors = new ArrayList<>(n);
    for (double variance : variances) {
      errors.add(Math.sqrt(Math.max(0, variance) * lines.size() / spare));
    }
    return errors;
  }
}
