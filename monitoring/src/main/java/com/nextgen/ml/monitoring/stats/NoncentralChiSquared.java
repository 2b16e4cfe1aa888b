package com.nextgen.ml.monitoring.stats;

/**
 * The noncentral chi-squared distribution: the Poisson mixture of central ones (Johnson, Kotz and
 * Balakrishnan 1995, Continuous Univariate Distributions 2, 29.3).
 *
 * @param degrees of freedom, more than 0; need not be whole
 * @param noncentrality at least 0
 */
public record NoncentralChiSquared(double degrees, double noncentrality) {
  private static final double RELATIVE = 1e-10;

  public NoncentralChiSquared {
    if (!(degrees > 0) || Double.isInfinite(degrees)) {
      throw new IllegalArgumentException("degrees of freedom must be more than 0");
    }
    if (!(noncentrality >= 0) || Double.isInfinite(noncentrality)) {
      throw new IllegalArgumentException("a noncentrality is finite and at least 0");
    }
  }

  /**
   * Returns the noncentrality with which a value over {@code x} has probability {@code power}; 0 if
   * it has that without.
   *
   * @param x at least 0
   * @param power more than 0, less than 1
   */
  public static double noncentrality(double degrees, double x, double power) {
    if (!(power > 0 && power < 1)) {
      throw new IllegalArgumentException("a power is more than 0 and less than 1");
    }
    if (new NoncentralChiSquared(degrees, 0).survival(x) >= power) {
      return 0;
    }
    double low = 0;
    double high = 1;
    while (new NoncentralChiSquared(degrees, high).survival(x) < power) {
      low = high;
      high *= 2;
    }
    while (high - low > RELATIVE * high) {
      double middle = low + (high - low) / 2;
      if (new NoncentralChiSquared(degrees, middle).survival(x) < power) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * Returns the probability of a value over {@code x}: Σ Poisson(j; λ/2) Q(k/2 + j, x/2), the
   * weights that matter from the least upwards, Q by Q(a + 1, h) = Q(a, h) + h^a e^−h / Γ(a + 1)
   * (DLMF 8.8.6).
   */
  public double survival(double x) {
    if (x <= 0) {
      return 1;
    }
    double half = noncentrality / 2;
    if (half == 0) {
      return new ChiSquared(degrees).survival(x);
    }
    double width = 12 * Math.sqrt(half) + 30;
    double first = Math.max(0, Math.floor(half - width));
    double last = Math.ceil(half + width);
    double h = x / 2;
    double a = degrees / 2 + first;
    double logHalf = Math.log(half);
    double logH = Math.log(h);
    double logWeight = first * logHalf - half - Gamma.log(first + 1);
    double logTerm = a * logH - h - Gamma.log(a + 1);
    double q = Gamma.upper(a, h);
    double sum = 0;
    for (double j = first; j <= last; j++) {
      sum += Math.exp(logWeight) * q;
      q = Math.min(1, q + Math.exp(logTerm));
      a++;
      logTerm += logH - Math.log(a);
      logWeight += logHalf - Math.log(j + 1);
    }
    return Math.min(1, sum);
  }
}
