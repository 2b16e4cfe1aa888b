package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the values of a numeric column lie.
 *
 * @param mean of values clamped as the counts clamp them; exact where all are equal
 * @param standardDeviation likewise, of the population
 * @param min the least value
 * @param max the greatest value
 * @param quantiles at {@link #QUANTILES}, values taken as evenly spread inside a fine bin
 */
public record Moments(
    double mean, double standardDeviation, double min, double max, List<Double> quantiles) {
  /** The shares of values that the quantiles are for. */
  public static final List<Double> QUANTILES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  public Moments {
    quantiles = List.copyOf(quantiles);
    if (!Double.isFinite(mean)
        || !(standardDeviation >= 0)
        || quantiles.size() != QUANTILES.size()) {
      throw new IllegalArgumentException("moments need values");
    }
  }

  /** The moments of counts that hold at least one value. */
  static Moments of(NumericCounts counts) {
    // Of equal values the mean is known however far out they are; the sums may hold less of it.
    boolean equal = counts.least() == counts.greatest();
    return new Moments(
        equal ? counts.least() : counts.mean(),
        equal ? 0 : counts.standardDeviation(),
        counts.least(),
        counts.greatest(),
        quantiles(counts));
  }

  private static List<Double> quantiles(NumericCounts counts) {
    NumericBins bins = counts.bins();
    List<Double> found = new ArrayList<>(QUANTILES.size());
    double rows = counts.count();
    long before = 0;
    long inside = counts.below();
    int bin = -1;
    for (double share : QUANTILES) {
      while (bin < bins.size() && before + inside < share * rows) {
        before += inside;
        bin++;
        inside = bin == bins.size() ? counts.above() : counts.bin(bin);
      }
      double from = bin < 0 ? counts.least() : bin == 0 ? bins.minimum() : bins.edge(bin - 1);
      double to =
          bin < 0 ? bins.minimum() : bin == bins.size() ? counts.greatest() : bins.edge(bin);
      boolean atom = bin >= 0 && bin < bins.size() && bins.isAtom(bin);
      double part = inside == 0 ? 1 : (share * rows - before) / inside;
      double value = atom ? atom(counts, bin) : from + (to - from) * part;
      found.add(Math.min(counts.greatest(), Math.max(counts.least(), value)));
    }
    return found;
  }

  /** The one number of a bin; at an end of all values it is known exactly. */
  private static double atom(NumericCounts counts, int bin) {
    if (bin == 0 && counts.below() == 0) {
      return counts.least();
    }
    boolean last = bin == counts.bins().size() - 1 && counts.above() == 0;
    return last ? counts.greatest() : counts.bins().atom(bin);
  }
}
