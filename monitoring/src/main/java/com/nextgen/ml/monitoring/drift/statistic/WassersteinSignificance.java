package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.stats.Chi;
import java.util.Optional;

/**
 * How often a Wasserstein-1 distance as large as this comes without drift.
 *
 * <p>Without drift √(nm/(n+m)) ∫ |F − G| dx tends to ∫ |B(H(x))| dx, B being a Brownian bridge and
 * H the common distribution (del Barrio, Giné, Matrán 1999). Its mean is √(2/π) ∫ √(H(1 − H)) dx.
 * Its tail falls as exp(−x² / 2σ²) with σ the standard deviation of H, as that is the largest
 * standard deviation of any ∫ s(x) B(H(x)) dx with |s| ≤ 1 (Borell, Tsirelson, Ibragimov, Sudakov).
 * It is taken as σ times the chi variable with that mean, which shares both.
 *
 * <p>The limit needs every point it integrates over to have some rows on either side of it, so the
 * integral here runs only where the pooled distribution expects at least {@link #MIN_EXPECTED} of
 * the smaller side's rows under and over; that is the distance of the values clamped to that range.
 *
 * @param distance of the clamped values, in their units
 * @param unit how much distance one unit of the chi variable is
 * @param chi what the distance is taken for without drift
 */
record WassersteinSignificance(double distance, double unit, Chi chi) {
  static final double MIN_EXPECTED = 5;
  private static final double MEAN_SIZE = Math.sqrt(2 / Math.PI);

  /** The probability of a distance as large as this without drift. */
  double pValue() {
    return chi.survival(distance / unit);
  }

  /**
   * How much distance is missing to one that comes with probability {@code level} without drift;
   * negative where there is more. What lies outside the range is left as it is.
   */
  double missing(double level) {
    return unit * chi.inverseSurvival(level) - distance;
  }

  /** Of two sides that both have values; empty where too few rows are spread out to tell. */
  static Optional<WassersteinSignificance> of(CumulativePair bins) {
    CumulativePair.SampleSizes worth = bins.distanceWorth();
    double n = worth.n();
    double m = worth.m();
    double share = MIN_EXPECTED / Math.min(n, m);
    double distance = 0;
    double spread = 0;
    double first = 0;
    double second = 0;
    double offset = 0;
    for (int i = 1; i < bins.size(); i++) {
      double left = (n * bins.f(i - 1) + m * bins.g(i - 1)) / (n + m);
      double right = (n * bins.f(i) + m * bins.g(i)) / (n + m);
      if (left < share || right > 1 - share) {
        continue;
      }
      double width = bins.width(i);
      distance +=
          width
              * WassersteinDistance.meanSize(bins.f(i - 1) - bins.g(i - 1), bins.f(i) - bins.g(i));
      spread += width * (root(left) + 4 * root((left + right) / 2) + root(right)) / 6;
      // Moments of the clamped values: ∫ (1 − H) and 2 ∫ (x − a) (1 − H), H straight in a bin.
      first += width * (1 - (left + right) / 2);
      second +=
          width
              * (offset * (2 * (1 - left) + (1 - right))
                  + (offset + width) * ((1 - left) + 2 * (1 - right)))
              / 3;
      offset += width;
    }
    double variance = second - first * first;
    if (!(variance > 1e-12 * offset * offset)) {
      return Optional.empty();
    }
    double deviation = Math.sqrt(variance);
    return Optional.of(
        new WassersteinSignificance(
            distance,
            deviation / Math.sqrt(worth.effectiveSize()),
            Chi.ofMean(MEAN_SIZE * spread / deviation)));
  }

  private static double root(double h) {
    return Math.sqrt(h * (1 - h));
  }
}
