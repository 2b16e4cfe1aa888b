package com.nextgen.ml.monitoring.stats;

import org.apache.commons.numbers.gamma.GammaRatio;

/**
 * Student's t distribution: P(|T| > t) = I_x(ν/2, 1/2) with x = ν / (ν + t²) (DLMF 8.17, Student
 * 1908).
 *
 * @param degrees of freedom, more than 0; need not be whole
 */
public record StudentT(double degrees) {

  public StudentT {
    if (!(degrees > 0) || Double.isInfinite(degrees)) {
      throw new IllegalArgumentException("degrees of freedom must be more than 0");
    }
  }

  /** Returns the probability of |T| over {@code t}, accurate where it is tiny. */
  public double twoSided(double t) {
    double square = t * t;
    if (Double.isInfinite(square)) {
      return 0;
    }
    double sum = degrees + square;
    return Beta.lower(degrees / 2, 0.5, degrees / sum, square / sum);
  }

  /**
   * Returns the t that |T| passes with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public double inverseTwoSided(double p) {
    // The density at 0: Γ(ν/2 + 1/2) / (Γ(ν/2) √(ν π)).
    double logHeight =
        -Math.log(GammaRatio.delta(degrees / 2, 0.5)) - Math.log(degrees * Math.PI) / 2;
    return Inverse.ofSurvival(
        this::twoSided,
        t -> 2 * Math.exp(logHeight - (degrees + 1) / 2 * Math.log1p(t * t / degrees)),
        p,
        guess(p));
  }

  /** Four terms of the expansion in 1/ν (Abramowitz and Stegun 26.7.5) while they fall. */
  private double guess(double p) {
    if (!(p > 0 && p < 1)) {
      return 2;
    }
    double z = Normal.inverseSurvival(p / 2);
    double square = z * z;
    double first = (square + 1) / 4;
    double second = ((5 * square + 16) * square + 3) / 96;
    double third = (((3 * square + 19) * square + 17) * square - 15) / 384;
    boolean falls = square < degrees;
    return falls ? z * (1 + (first + (second + third / degrees) / degrees) / degrees) : 2;
  }
}
