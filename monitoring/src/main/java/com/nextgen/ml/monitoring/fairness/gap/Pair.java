package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.stats.Newcombe;
import org.jspecify.annotations.Nullable;

/** One figure of a group and of the one that it is compared with. */
public record Pair(Sample group, Sample other) {

  /** Returns whether both have the figure. */
  public boolean exists() {
    return group.size() > 0 && other.size() > 0;
  }

  /** Returns the smaller of the two denominators. */
  public long smallest() {
    return Math.min(group.size(), other.size());
  }

  /** Returns the gap with Newcombe's interval or, of a ratio, that by the delta method; or null. */
  public @Nullable Gap shown(Tolerance tolerance) {
    double value = exists() ? tolerance.gap(group.value(), other.value()) : Double.NaN;
    if (!Double.isFinite(value)) {
      return null;
    }
    return tolerance instanceof Tolerance.Ratio
        ? new Gap(value, ofLogarithm(value))
        : new Gap(value, difference());
  }

  /** Newcombe's, which needs a figure on both sides; null where a mean is of a single row. */
  @Nullable Interval difference() {
    Newcombe interval = Newcombe.of(group.shown(), other.shown());
    boolean known = Double.isFinite(interval.low()) && Double.isFinite(interval.high());
    return known ? new Interval(interval.low(), interval.high()) : null;
  }

  /** Katz et al., Biometrics 34, 1978; none where a count is 0. */
  private @Nullable Interval ofLogarithm(double ratio) {
    if (!(ratio > 0)) {
      return null;
    }
    double half = Estimate.Z * Math.sqrt(relative(group) + relative(other));
    return new Interval(ratio * Math.exp(-half), ratio * Math.exp(half));
  }

  /** The squared standard error of the logarithm of a rate. */
  private static double relative(Sample sample) {
    return (1 - sample.value()) / (sample.size() * sample.value());
  }

  /** Returns the gaps that are left possible where each limit of each figure has this tail. */
  public Interval projected(Tolerance tolerance, double tail, double designEffect) {
    return tolerance.projected(group.limits(tail, designEffect), other.limits(tail, designEffect));
  }

  /** Returns whether the gap is surely outside, where each limit of each figure has this tail. */
  public boolean isOutside(Tolerance tolerance, double tail, double designEffect) {
    return exists() && tolerance.excludes(projected(tolerance, tail, designEffect));
  }

  /**
   * Returns whether the gap is shown to be inside.
   *
   * @param tail the probability with which that may be wrong
   */
  public boolean isInside(Tolerance tolerance, double tail, double designEffect) {
    return WithinTolerance.holds(
        group, other, tolerance, new WithinTolerance.Level(tail, designEffect));
  }
}
