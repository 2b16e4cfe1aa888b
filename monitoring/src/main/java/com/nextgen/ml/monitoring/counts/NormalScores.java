package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.stats.Normal;
import java.util.Arrays;
import java.util.List;

/**
 * What a value of each numeric input counts as in products: the normal score of its cell (van der
 * Waerden 1952). With r the mean rank of a cell among the n values of the baseline that is Φ⁻¹(r /
 * (n + 1)), less the mean of the baseline's values and over their standard deviation. What is below
 * or above all of them is half a rank further out than they. Immutable.
 */
public final class NormalScores {
  /** No products are summed. */
  public static final NormalScores NONE = new NormalScores(List.of());

  /**
   * Scores are whole multiples of one over this. So sums of their products are exact up to 2^29
   * rows: the same in whatever order rows are added, and windows subtract without a remainder.
   */
  public static final int UNIT = 1024;

  /**
   * Ranks that are further out than this count alike, before scores are standardised: the outer .6
   * % on either side, and what lies outside. A window has more of them than the baseline's own
   * rows, one in n + 1 to either side, whose squares would add up.
   */
  private static final double MAX = 2.5;

  private final double[][] columns;

  /**
   * @param columns of each numeric input the scores of its cells: below, the fine bins, above
   * @throws IllegalArgumentException if a score is further from 0 than {@link ProductCounts#CLIP}
   *     or no multiple of 1/{@value #UNIT}, or they fall from a cell to the next
   */
  public NormalScores(List<double[]> columns) {
    this.columns = columns.stream().map(double[]::clone).toArray(double[][]::new);
    for (double[] cells : this.columns) {
      for (int i = 0; i < cells.length; i++) {
        if (!(Math.abs(cells[i]) <= ProductCounts.CLIP)) {
          throw new IllegalArgumentException("a score is too far from 0");
        }
        if (cells[i] * UNIT != Math.rint(cells[i] * UNIT)) {
          throw new IllegalArgumentException("a score is no multiple of 1/" + UNIT);
        }
        if (i > 0 && cells[i] < cells[i - 1]) {
          throw new IllegalArgumentException("scores must not fall");
        }
      }
    }
  }

  /**
   * The scores of one column's cells.
   *
   * @param counts of the baseline's values in each fine bin; estimates need not be whole
   */
  public static double[] of(double[] counts) {
    double n = Arrays.stream(counts).sum();
    double[] scores = new double[counts.length + 2];
    if (!(n > 0)) {
      return scores;
    }
    double before = 0;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < counts.length; i++) {
      scores[i + 1] = quantile((before + (counts[i] + 1) / 2) / (n + 1));
      before += counts[i];
      mean += counts[i] / n * scores[i + 1];
      square += counts[i] / n * scores[i + 1] * scores[i + 1];
    }
    scores[0] = quantile(0.5 / (n + 1));
    scores[counts.length + 1] = -scores[0];
    double furthest = Math.max(mean - scores[0], scores[counts.length + 1] - mean);
    // Where nearly all values are one, the others would be too far out: all are moved nearer alike,
    // which leaves correlations as they are.
    double scale =
        Math.max(Math.sqrt(Math.max(0, square - mean * mean)), furthest / ProductCounts.CLIP);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Math.rint((scores[i] - mean) / scale * UNIT) / UNIT + 0.0;
    }
    return scores;
  }

  private static double quantile(double u) {
    double z = u < 0.5 ? -Normal.inverseSurvival(u) : Normal.inverseSurvival(1 - u);
    return Math.max(-MAX, Math.min(MAX, z));
  }

  /** Returns how many columns. */
  public int width() {
    return columns.length;
  }

  /** Returns a copy of the scores of column {@code i}'s cells: below, the fine bins, above. */
  public double[] of(int i) {
    return columns[i].clone();
  }

  /** Returns whether they are of the cells of {@code inputs}. */
  public boolean fit(List<Column> inputs) {
    if (columns.length != inputs.size()) {
      return false;
    }
    for (int i = 0; i < columns.length; i++) {
      NumericBins bins = (NumericBins) inputs.get(i).bins();
      if (columns[i].length != bins.size() + 2) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof NormalScores that && Arrays.deepEquals(columns, that.columns));
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(columns);
  }

  @Override
  public String toString() {
    return "scores of " + columns.length + " columns";
  }
}
