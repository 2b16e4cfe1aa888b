package com.nextgen.ml.monitoring.stats;

/**
 * The exact interval of a proportion (Clopper and Pearson, Biometrika 26, 1934): each end is wrong
 * with at most the probability it was asked for, however few the trials or rare the successes.
 */
public record ClopperPearson(double low, double high) {

  /**
   * Returns the interval.
   *
   * @param successes 0 to {@code n}, need not be whole
   * @param n more than 0
   * @param tail the probability with which each end may be wrong, more than 0 and less than 1
   */
  public static ClopperPearson of(double successes, double n, double tail) {
    if (!(n > 0) || !(successes >= 0) || successes > n || !(tail > 0 && tail < 1)) {
      throw new IllegalArgumentException(
          "a proportion needs 0 to n successes out of n > 0, and a tail between 0 and 1");
    }
    double failures = n - successes;
    double low = successes == 0 ? 0 : 1 / (1 + oddsOfHigh(failures, successes, tail));
    double odds = failures == 0 ? 0 : oddsOfHigh(successes, failures, tail);
    return new ClopperPearson(low, failures == 0 ? 1 : odds / (1 + odds));
  }

  /** The odds of the p for which so few successes or fewer have the probability {@code tail}. */
  private static double oddsOfHigh(double successes, double failures, double tail) {
    return Inverse.ofSurvival(
        odds -> Beta.lower(failures, successes + 1, 1 / (1 + odds), odds / (1 + odds)),
        tail,
        (successes + 1) / failures);
  }
}
