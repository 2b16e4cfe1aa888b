package com.nextgen.ml.monitoring.stats;

/**
 * Fisher's exact test of two proportions, one-sided: how probable it is, without a difference, that
 * so many or more of all successes are on the second side (Fisher 1935). Exact at any size, so it
 * holds where a normal tail does not: few successes and small levels.
 */
public final class Hypergeometric {
  private Hypergeometric() {}

  /**
   * P(X ≥ second), X being how many of {@code first + second} successes fall to the second side by
   * chance.
   *
   * @param first successes of {@code n} trials
   * @param n at least {@code first}
   * @param second successes of {@code m} trials
   * @param m at least {@code second}
   */
  public static double upperTail(long first, long n, long second, long m) {
    if (first < 0 || second < 0 || first > n || second > m) {
      throw new IllegalArgumentException("successes are from 0 to the number of trials");
    }
    long successes = first + second;
    if (second <= Math.max(0, successes - n)) {
      return 1;
    }
    double term =
        Math.exp(choose(m, second) + choose(n, first) - choose(Math.addExact(n, m), successes));
    double sum = term;
    long most = Math.min(m, successes);
    for (long x = second; x < most && term > sum * 1e-17; x++) {
      double rest = (double) (successes - x);
      term *= (double) (m - x) / (double) (x + 1) * (rest / (n - rest + 1));
      sum += term;
    }
    return Math.min(1, sum);
  }

  /** ln of n over k. */
  private static double choose(long n, long k) {
    return Gamma.log(n + 1.0) - Gamma.log(k + 1.0) - Gamma.log(n - k + 1.0);
  }
}
