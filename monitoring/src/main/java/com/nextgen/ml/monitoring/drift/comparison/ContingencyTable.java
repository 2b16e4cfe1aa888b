package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Two rows of counts over the same cells, each over its design effect: so many independent rows
 * they are worth (Rao and Scott 1981, 1984).
 *
 * <p>Many distances of two samples from one distribution over K cells are, times a factor and over
 * (1/n + 1/m), asymptotically chi-squared with K − 1 degrees; {@link #pValue} and {@link #critical}
 * are that.
 */
public final class ContingencyTable {
  private final double[] reference;
  private final double[] current;
  private final double referenceRows;
  private final double currentRows;
  private final int degrees;
  private final CellWeights weights;

  /** Of counts over the design effects of their sides. */
  ContingencyTable(
      long[] reference, long[] current, DesignEffect referenceWorth, DesignEffect currentWorth) {
    this(
        over(reference, referenceWorth.cells()),
        over(current, currentWorth.cells()),
        Math.max(referenceWorth.spread(), currentWorth.spread()));
  }

  /**
   * Of counts that are worth what they are.
   *
   * @param spread of the design effects of these very cells, as {@link DesignEffect} has it
   */
  public ContingencyTable(double[] reference, double[] current, double spread) {
    this(reference, current, CellWeights.of(spread, degrees(reference, current)));
  }

  /** The same where the cells are those of another table put together. */
  ContingencyTable(double[] reference, double[] current, CellWeights weights) {
    this.weights = weights;
    this.reference = reference;
    this.current = current;
    this.referenceRows = Arrays.stream(reference).sum();
    this.currentRows = Arrays.stream(current).sum();
    this.degrees = degrees(reference, current);
  }

  private static int degrees(double[] reference, double[] current) {
    int filled = 0;
    for (int i = 0; i < reference.length; i++) {
      filled += reference[i] + current[i] > 0 ? 1 : 0;
    }
    return Math.max(0, filled - 1);
  }

  private static double[] over(long[] counts, double worth) {
    return Arrays.stream(counts).mapToDouble(count -> count / worth).toArray();
  }

  public int size() {
    return reference.length;
  }

  public double reference(int cell) {
    return reference[cell];
  }

  public double current(int cell) {
    return current[cell];
  }

  public double referenceRows() {
    return referenceRows;
  }

  public double currentRows() {
    return currentRows;
  }

  /** What both sides have in a cell. */
  double total(int cell) {
    return reference[cell] + current[cell];
  }

  /** The total of a cell in which the smaller side is expected to have {@code least} rows. */
  double totalFor(double least) {
    return least * (referenceRows + currentRows) / Math.min(referenceRows, currentRows);
  }

  /** Returns whether a side has no rows. */
  public boolean isOneSided() {
    return referenceRows == 0 || currentRows == 0;
  }

  /** Share of the reference rows in {@code cell}. */
  public double p(int cell) {
    return reference[cell] / referenceRows;
  }

  /** Share of the current rows in {@code cell}. */
  public double q(int cell) {
    return current[cell] / currentRows;
  }

  /** Cells that hold rows of either side, less one. */
  public int degrees() {
    return degrees;
  }

  /** 1/n + 1/m. */
  public double noise() {
    return 1.0 / referenceRows + 1.0 / currentRows;
  }

  /** Returns how unevenly dependence weighs on the cells. */
  public CellWeights weights() {
    return weights;
  }

  /**
   * Returns the p-value of a statistic that is chi-squared with {@link #degrees} where the design
   * effects are equal; 1 if these are 0. Where they are not it is Σ δᵢ χ²(1) (Rao and Scott 1981),
   * of which {@link CellWeights} are known.
   */
  public double pValue(double chiSquared) {
    return degrees == 0 ? 1 : weights.distribution(degrees).survival(chiSquared);
  }

  /** Returns the critical value of such a statistic; none without degrees. */
  public OptionalDouble critical(CriticalValues values) {
    return degrees == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(values.of(weights.distribution(degrees)));
  }
}
