package com.nextgen.ml.monitoring.stats;

/**
 * How many of {@code n} independent trials succeed, by the incomplete beta function (DLMF 8.17.5),
 * with which {@code n} need not be whole: rows over a design effect are not.
 *
 * @param n trials, more than 0
 * @param probability of success, 0 to 1
 */
public record Binomial(double n, double probability) {

  public Binomial {
    if (!(n > 0) || Double.isInfinite(n) || !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a binomial needs n > 0 and a probability from 0 to 1");
    }
  }

  /** Returns the probability of {@code k} successes or fewer, accurate where it is tiny. */
  public double atMost(double k) {
    check(k);
    return k >= n ? 1 : Beta.lower(n - k, k + 1, 1 - probability, probability);
  }

  /** Returns the probability of {@code k} successes or more, accurate where it is tiny. */
  public double atLeast(double k) {
    check(k);
    return k <= 0 ? 1 : Beta.lower(k, n - k + 1, probability, 1 - probability);
  }

  private void check(double k) {
    if (!(k >= 0 && k <= n)) {
      throw new IllegalArgumentException("successes must be from 0 to n");
    }
  }
}
