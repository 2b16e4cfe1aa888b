package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.stats.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a classifier can tell current rows from the baseline's (Lopez-Paz and Oquab 2017). It is
 * fitted on one half of the rows of both sides and tested on the other, and the other way round;
 * rows that were no part of a fit are exchangeable under it if nothing has changed, so each half's
 * area under the curve has the distribution of {@link RankSum}.
 *
 * @param halves the area of each half
 */
record DomainClassifier(List<RankSum> halves) {
  /** Sides with fewer rows are not compared. */
  static final int MIN_ROWS = 50;

  DomainClassifier {
    halves = List.copyOf(halves);
  }

  /**
   * Fits and tests twice. Takes time in the cube of the rows: 0.1 s for 500 on each side.
   *
   * @param before standardised rows of the baseline; rows stand in turn in one and the other half
   * @param after standardised current rows
   */
  static DomainClassifier of(double[][] before, double[][] after) {
    List<RankSum> halves = new ArrayList<>();
    for (int held = 0; held < 2; held++) {
      double[][] fitted = joined(half(before, 1 - held), half(after, 1 - held));
      int negatives = half(before, 1 - held).length;
      double[] targets = new double[fitted.length];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = i < negatives ? -1 : 1;
      }
      KernelRidge fit = new KernelRidge(fitted, targets);
      double[][] tested = joined(half(before, held), half(after, held));
      double[] scores = new double[tested.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = fit.predict(tested[i]);
      }
      halves.add(
          RankSum.of(scores, RankSum.labels(half(before, held).length, half(after, held).length)));
    }
    return new DomainClassifier(halves);
  }

  private static double[][] half(double[][] rows, int first) {
    double[][] half = new double[(rows.length + 1 - first) / 2][];
    for (int i = 0; i < half.length; i++) {
      half[i] = rows[2 * i + first];
    }
    return half;
  }

  private static double[][] joined(double[][] first, double[][] second) {
    double[][] both = new double[first.length + second.length][];
    System.arraycopy(first, 0, both, 0, first.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** The mean area of both halves. */
  double area() {
    return (halves.get(0).area() + halves.get(1).area()) / 2;
  }

  /**
   * Of both halves: their mean distance from one half, in deviations. The halves depend on each
   * other, so it is taken to vary as much as one of them does: exact if they always agree, cautious
   * else.
   */
  double pValue() {
    return Normal.survival((halves.get(0).distance() + halves.get(1).distance()) / 2);
  }

  /**
   * The figure.
   *
   * @param rows current ones
   * @param psi the effect that matters: two normal variables √psi deviations apart have the area
   *     Φ(√(psi / 2))
   */
  MultivariateFigure figure(long rows, double level, double psi) {
    double deviation = (halves.get(0).deviation() + halves.get(1).deviation()) / 2;
    double threshold = Normal.cumulative(Math.sqrt(psi / 2));
    return new MultivariateFigure(
        MultivariateMethod.DOMAIN_CLASSIFIER,
        area(),
        0.5,
        pValue(),
        Math.min(1, 0.5 + Normal.inverseSurvival(level) * deviation),
        threshold,
        area() >= threshold,
        true,
        List.of(),
        rows);
  }
}
