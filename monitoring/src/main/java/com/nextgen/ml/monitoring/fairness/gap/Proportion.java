package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.stats.ClopperPearson;
import com.nextgen.ml.monitoring.stats.Newcombe;

/**
 * A rate. Its interval is Wilson's, its limits are Clopper and Pearson's, which hold exactly.
 *
 * @param successes 0 to {@code size}
 */
public record Proportion(long successes, long size) implements Sample {

  public Proportion {
    if (successes < 0 || successes > size) {
      throw new IllegalArgumentException("a proportion needs 0 to n successes");
    }
  }

  @Override
  public double value() {
    return size == 0 ? Double.NaN : successes / (double) size;
  }

  @Override
  public Newcombe.Part shown() {
    return Newcombe.Part.ofProportion((double) successes, (double) size, Estimate.Z);
  }

  @Override
  public Interval limits(double tail, double designEffect) {
    if (size == 0) {
      return new Interval(0, 1);
    }
    ClopperPearson limits = ClopperPearson.of(successes / designEffect, size / designEffect, tail);
    return new Interval(limits.low(), limits.high());
  }
}
