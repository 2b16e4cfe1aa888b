package com.nextgen.ml.monitoring.stats;

/**
 * A chi-squared variable of one degree times {@code first}, and an independent one of the other
 * degrees times {@code rest}.
 *
 * @param degrees of both together, at least 1
 * @param first finite, at least {@code rest}
 * @param rest more than 0
 */
public record WeightedChiSquared(int degrees, double first, double rest) {
  /** What is left out of a tail, relatively. */
  private static final double RELATIVE = 1e-15;

  /** A term under this one is followed by its logarithm, until it is a normal number. */
  private static final double MIN_LOG = -600;

  public WeightedChiSquared {
    if (degrees < 1) {
      throw new IllegalArgumentException("degrees of freedom must be at least 1");
    }
    if (!(rest > 0 && first >= rest) || Double.isInfinite(first)) {
      throw new IllegalArgumentException("the weights are finite, the first one the larger");
    }
  }

  /**
   * Returns the probability of a value over {@code x}, accurate where it is tiny: with r = first /
   * rest the variable over {@code rest} is chi-squared with degrees + 2j degrees, j negative
   * binomial with ½ successes of probability 1/r (Robbins and Pitman 1949, Application of the
   * method of mixtures to quadratic forms in normal variates, Ann. Math. Stat. 20). Takes some 30 r
   * steps.
   */
  public double survival(double x) {
    if (x <= 0) {
      return 1;
    }
    if (isChiSquared()) {
      return new ChiSquared(degrees).survival(x / first);
    }
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double h = x / rest / 2;
    double a = degrees / 2.0;
    double logH = Math.log(h);
    double logTerm = a * logH - h - Gamma.log(a + 1);
    double q = Gamma.upper(a, h);
    double fails = 1 - rest / first;
    double weight = Math.sqrt(rest / first);
    double sum = 0;
    double term = Math.exp(logTerm);
    // Weights after this one fall at least by `fails` each, and no q is over 1. The least of all
    // numbers times `fails` would be itself again.
    for (int j = 0; weight > Math.max(Double.MIN_NORMAL, RELATIVE * (1 - fails) * sum); j++) {
      sum += weight * q;
      q = Math.min(1, q + term); // DLMF 8.8.6
      a++;
      if (logTerm < MIN_LOG) {
        logTerm += logH - Math.log(a);
        term = Math.exp(logTerm);
      } else {
        term *= h / a;
      }
      weight *= fails * (j + 0.5) / (j + 1);
    }
    return Math.min(1, sum);
  }

  /**
   * Returns the value that is passed with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public double inverseSurvival(double p) {
    if (isChiSquared()) {
      return first * new ChiSquared(degrees).inverseSurvival(p);
    }
    double mean = first + (degrees - 1) * rest;
    double squares = first * first + (degrees - 1) * rest * rest;
    double guess = squares / mean * new ChiSquared(mean * mean / squares).guess(p);
    return Inverse.ofSurvival(this::survival, p, guess);
  }

  /** Whether it is a chi-squared variable times a number. */
  private boolean isChiSquared() {
    return degrees == 1 || first == rest;
  }
}
