package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;

/**
 * Both sides' distribution functions at the fine edges, missing values left out. Point 0 is the
 * baseline's minimum, approached from below; point i is the upper edge of bin i − 1.
 */
public final class CumulativePair {
  private final NumericBins bins;
  private final double[] points;
  private final double[] reference;
  private final double[] current;
  private final NumericCounts referenceCounts;
  private final NumericCounts currentCounts;
  private final double referenceValues;
  private final double currentValues;
  private final DesignEffect referenceWorth;
  private final DesignEffect currentWorth;

  CumulativePair(
      NumericCounts reference,
      NumericCounts current,
      DesignEffect referenceWorth,
      DesignEffect currentWorth) {
    this.referenceWorth = referenceWorth;
    this.currentWorth = currentWorth;
    this.bins = reference.bins();
    this.referenceCounts = reference;
    this.currentCounts = current;
    this.referenceValues = (double) reference.count();
    this.currentValues = (double) current.count();
    this.points = new double[bins.size() + 1];
    points[0] = bins.minimum();
    for (int i = 0; i < bins.size(); i++) {
      points[i + 1] = bins.edge(i);
    }
    this.reference = cumulative(reference, referenceValues);
    this.current = cumulative(current, currentValues);
  }

  private static double[] cumulative(NumericCounts counts, double rows) {
    double[] shares = new double[counts.bins().size() + 1];
    long sum = counts.below();
    shares[0] = sum / rows;
    for (int i = 1; i < shares.length; i++) {
      sum += counts.bin(i - 1);
      shares[i] = sum / rows;
    }
    return shares;
  }

  public NumericBins bins() {
    return bins;
  }

  public NumericCounts referenceCounts() {
    return referenceCounts;
  }

  public NumericCounts currentCounts() {
    return currentCounts;
  }

  /** Returns how many points there are: the bins and one. */
  public int size() {
    return points.length;
  }

  double point(int i) {
    return points[i];
  }

  /** Share of the reference values up to point i; NaN without values. */
  public double f(int i) {
    return reference[i];
  }

  /** Share of the current values up to point i; NaN without values. */
  public double g(int i) {
    return current[i];
  }

  /** Returns the width of the bin that ends at point i. */
  public double width(int i) {
    return points[i] - points[i - 1];
  }

  /**
   * Returns whether the bin that ends at point i holds a single number, so that nothing inside is
   * unknown.
   */
  public boolean isAtom(int i) {
    return bins.isAtom(i - 1);
  }

  public boolean isOneSided() {
    return referenceValues == 0 || currentValues == 0;
  }

  /** Returns how many reference values there are. */
  public double n() {
    return referenceValues;
  }

  /** Returns how many current values there are. */
  public double m() {
    return currentValues;
  }

  /** Returns what both sides are worth to a test of distribution functions. */
  public SampleSizes worth() {
    return new SampleSizes(
        referenceValues / referenceWorth.cumulative(), currentValues / currentWorth.cumulative());
  }

  /** Returns what both sides are worth to a test of means. */
  public SampleSizes meanWorth() {
    return new SampleSizes(
        referenceValues / referenceWorth.mean(), currentValues / currentWorth.mean());
  }

  /** Returns what both sides are worth to a test of ranks. */
  public SampleSizes rankWorth() {
    return new SampleSizes(
        referenceValues / referenceWorth.ranks(), currentValues / currentWorth.ranks());
  }

  /**
   * Returns what both sides are worth to a test of distances: the less of what ranks and means are.
   */
  public SampleSizes distanceWorth() {
    return new SampleSizes(
        Math.min(meanWorth().n(), rankWorth().n()), Math.min(meanWorth().m(), rankWorth().m()));
  }

  /**
   * How many independent values both sides are worth.
   *
   * @param n of the reference
   * @param m of the current side
   */
  public record SampleSizes(double n, double m) {

    /** n m / (n + m). */
    public double effectiveSize() {
      return n * m / (n + m);
    }
  }
}
