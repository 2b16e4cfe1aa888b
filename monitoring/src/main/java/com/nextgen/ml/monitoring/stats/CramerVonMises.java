package com.nextgen.ml.monitoring.stats;

/**
 * The limit distribution of Cramér and von Mises' statistic, ∫ B² for a Brownian bridge B on [0, 1]
 * (Smirnov 1936; Anderson and Darling 1952).
 *
 * <p>Smirnov's integrals, with y = t² in them:
 *
 * <pre>P(> x) = 2/π Σ (−1)^(k+1) ∫ exp(−x t² / 2) / √(−t sin t) dt,  t from (2k − 1)π to 2kπ</pre>
 *
 * <p>With t = (2k − ½)π + ½π sin θ the roots at both ends vanish, and what is left is smooth and
 * periodic in θ, so that the midpoint rule converges exponentially. Relative error under 1e-11 for
 * x up to 50, where the probability is 1e-107.
 */
public final class CramerVonMises {
  private static final int NODES = 96;

  /** The probability of less is under 1e-17. */
  private static final double LEAST = 0.003;

  /** exp of less than minus this is nothing beside 1. */
  private static final double NOTHING = 42;

  private static final double MEAN = 1.0 / 6;

  /** Integrals that a value of {@link #LEAST} takes. */
  private static final int MAX_INTEGRALS =
      (int) Math.ceil((Math.sqrt(2 * NOTHING / LEAST) / Math.PI + 3) / 2);

  /** t² / 2 at the nodes of every integral. */
  private static final double[][] HALF_SQUARES = new double[MAX_INTEGRALS][NODES];

  /** What exp(−x t² / 2) is weighted with there. */
  private static final double[][] WEIGHTS = new double[MAX_INTEGRALS][NODES];

  static {
    for (int i = 0; i < NODES; i++) {
      double theta = Math.PI * ((i + 0.5) / NODES - 0.5);
      double cosine = Math.cos(theta);
      double u = Math.PI / 2 * Math.sin(theta);
      // cos u = sin(½π(1 − |sin θ|)), and 1 − |sin θ| = cos²θ / (1 + |sin θ|): no loss at the ends.
      double sine = Math.abs(Math.sin(theta));
      double cosU = Math.sin(Math.PI / 2 * cosine * cosine / (1 + sine));
      double weight = Math.PI / 2 * cosine / Math.sqrt(cosU) * Math.PI / NODES;
      for (int k = 1; k <= MAX_INTEGRALS; k++) {
        double t = (2 * k - 0.5) * Math.PI + u;
        HALF_SQUARES[k - 1][i] = t * t / 2;
        WEIGHTS[k - 1][i] = weight / Math.sqrt(t);
      }
    }
  }

  private CramerVonMises() {}

  /** Returns the probability of a value over {@code x}, accurate where it is tiny. */
  public static double survival(double x) {
    if (x < LEAST) {
      return 1;
    }
    double sum = 0;
    double sign = 1;
    for (int k = 1; k <= MAX_INTEGRALS; k++, sign = -sign) {
      double from = (2 * k - 1) * Math.PI;
      if (k > 1 && x * (from * from - Math.PI * Math.PI) / 2 > NOTHING) {
        break;
      }
      sum += sign * integral(x, HALF_SQUARES[k - 1], WEIGHTS[k - 1]);
    }
    return Math.min(1, Math.max(0, 2 / Math.PI * sum));
  }

  private static double integral(double x, double[] halfSquares, double[] weights) {
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
      sum += weights[i] * Math.exp(-x * halfSquares[i]);
    }
    return sum;
  }

  /**
   * Returns the value that is passed with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public static double inverseSurvival(double p) {
    return Inverse.ofSurvival(CramerVonMises::survival, p, MEAN);
  }
}
