package com.nextgen.ml.monitoring.fairness.evidence;

/**
 * Wealth of a bet against a mean of at most 0: while the mean of each x, given what came before, is
 * not above 0, the probability that the wealth ever reaches 1/α is at most α (Ville's inequality;
 * Chugg, Cortes-Gomez, Wilder and Ramdas, NeurIPS 2023). The stake follows by an online Newton step
 * from what was seen; it is only ever on a mean above 0, for the other would bet on fairness.
 *
 * <p>Immutable. The wealth is kept as its logarithm, so that it does not overflow.
 *
 * @param logWealth 0 at the start
 * @param stake from −½ to the largest that is allowed: the wealth grows with {@code −stake · x}
 * @param squares Σ z² of the Newton step
 */
record BettingProcess(double logWealth, double stake, double squares) {
  static final BettingProcess START = new BettingProcess(0, 0, 0);

  private static final double STEP = 2 / (2 - Math.log(3));
  private static final double MAX_STAKE = 0.5;

  BettingProcess {
    if (!Double.isFinite(logWealth) || !(Math.abs(stake) <= MAX_STAKE) || !(squares >= 0)) {
      throw new IllegalArgumentException("the state of a bet is out of range");
    }
  }

  /** Returns the bet after {@code x}, with a stake on one side only. */
  BettingProcess after(double x) {
    return after(x, 0);
  }

  /**
   * @param x from −1 to 1
   * @param most the largest stake, 0 or, of a bet on both sides, ½
   */
  BettingProcess after(double x, double most) {
    if (!(Math.abs(x) <= 1)) {
      throw new IllegalArgumentException("a bet is on numbers from -1 to 1");
    }
    double factor = 1 - stake * x;
    double z = x / factor;
    double sum = squares + z * z;
    double next = Math.max(-MAX_STAKE, Math.min(most, stake - STEP * z / (1 + sum)));
    return new BettingProcess(logWealth + Math.log(factor), next, sum);
  }
}
