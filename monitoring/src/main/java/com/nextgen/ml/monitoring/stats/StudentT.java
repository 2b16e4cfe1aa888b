package com.nextgen.ml.monitoring.stats;

/**
 * Student's t distribution: P(|T| > t) = I_x(ν/2, 1/2) with x = ν / (ν + t²) (DLMF 8.17, Student
 * 1908). Beyond {@link #NORMAL_DEGREES} degrees, where the fraction of I cancels digits, it is the
 * normal tail of the deviate that Hill's expansion in 1/ν gives (Hill 1970, Algorithm 395, CACM
 * 13): to 1e-16 of 50 digits for tails down to 1e-37.
 *
 * @param degrees of freedom, more than 0; need not be whole
 */
public record StudentT(double degrees) {
  private static final double NORMAL_DEGREES = 1e5;

  public StudentT {
    if (!(degrees > 0)) {
      throw new IllegalArgumentException("degrees of freedom must be more than 0");
    }
  }

  /** The probability of |T| over {@code t}, accurate where it is tiny. */
  public double twoSided(double t) {
    double size = Math.abs(t);
    if (Double.isInfinite(size)) {
      return 0;
    }
    if (degrees > NORMAL_DEGREES) {
      return 2 * Normal.survival(deviate(size));
    }
    double square = size * size;
    double sum = degrees + square;
    return Beta.lower(degrees / 2, 0.5, degrees / sum, square / sum);
  }

  /** The normal deviate that has the tail of {@code t}. */
  private double deviate(double t) {
    double a = degrees - 0.5;
    double b = 48 * a * a;
    double y = a * Math.log1p(t * t / degrees);
    double series = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b) + y + 3;
    return (series / b + 1) * Math.sqrt(y);
  }

  /**
   * The t that |T| passes with probability {@code p}.
   *
   * @param p more than 0, at most 1
   */
  public double inverseTwoSided(double p) {
    double logHeight = Gamma.logRatio(degrees / 2, 0.5) - Math.log(degrees * Math.PI) / 2;
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
