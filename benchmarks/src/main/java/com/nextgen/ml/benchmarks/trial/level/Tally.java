package com.nextgen.ml.benchmarks.trial.level;

/** How often something happened in windows, of which several share a baseline. */
public final class Tally {
  private long windows;
  private long hits;
  private long clusters;
  private double squares;
  private double products;
  private double sizes;

  /** Adds the windows of one baseline. */
  public synchronized void add(long hit, long of) {
    windows += of;
    hits += hit;
    clusters++;
    squares += (double) hit * hit;
    products += (double) hit * of;
    sizes += (double) of * of;
  }

  long windows() {
    return windows;
  }

  long hits() {
    return hits;
  }

  /** Returns the share of windows in which it happened. */
  public double rate() {
    return windows == 0 ? Double.NaN : (double) hits / windows;
  }

  /**
   * The standard error of {@link #rate} if it were {@code level}: the binomial one, or that of the
   * sums over baselines where these vary more.
   */
  public double error(double level) {
    double rate = rate();
    double between = squares - 2 * rate * products + rate * rate * sizes;
    double binomial = level * (1 - level) * windows;
    double factor = clusters > 1 ? clusters / (clusters - 1.0) : 1;
    return Math.sqrt(Math.max(binomial, between * factor)) / windows;
  }

  /** Whether the rate is over {@code level} by more than this many standard errors. */
  public boolean exceeds(double level, double errors) {
    return rate() > level + errors * error(level);
  }
}
