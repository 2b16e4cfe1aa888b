package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Arrays;

/**
 * Right-closed bins for numbers: bin i holds the values in {@code (edge(i-1), edge(i)]}, bin 0
 * those in {@code [minimum, edge(0)]}. The last edge is the maximum; what lies outside is counted
 * beside the bins.
 *
 * <p>All numbers here are of the column's precision; {@link #indexOf} expects values that are
 * rounded to it too.
 */
public final class NumericBins implements ColumnBins {
  /** More bins than this are refused. */
  public static final int MAX_BINS = 1024;

  private final Precision precision;
  private final double minimum;
  private final double[] edges;
  private final int[] published;
  private final double center;
  private final double scale;

  /**
   * @param minimum the least value of the baseline; rounded to {@code precision}
   * @param edges increasing, finite, at least one; the last is the greatest value of the baseline
   * @param published increasing indexes into {@code edges}, none of them the last: the inner edges
   *     of the published bins; there is one published bin more than there are of these
   * @param center subtracted from a value before it is summed: the baseline's mean
   * @param scale what a value is divided by before it is summed, more than 0: the baseline's
   *     standard deviation, or 1 where that is 0
   * @throws IllegalArgumentException if any of this does not hold
   */
  public NumericBins(
      Precision precision,
      double minimum,
      double[] edges,
      int[] published,
      double center,
      double scale) {
    this.precision = precision;
    // Adding 0.0 makes -0.0 positive: the two are one value here, and one in comparisons of bits.
    this.minimum = precision.round(minimum) + 0.0;
    this.edges = edges.clone();
    Arrays.setAll(this.edges, i -> edges[i] + 0.0);
    this.published = published.clone();
    this.center = center + 0.0;
    this.scale = scale;
    check();
  }

  private void check() {
    if (edges.length < 1 || edges.length > MAX_BINS) {
      throw new IllegalArgumentException("edges: 1 to " + MAX_BINS + " are needed");
    }
    for (int i = 0; i < edges.length; i++) {
      if (!Double.isFinite(edges[i]) || precision.round(edges[i]) != edges[i]) {
        throw new IllegalArgumentException("edges must be finite " + precision.code() + "s");
      }
      if (i > 0 && !(edges[i] > edges[i - 1])) {
        throw new IllegalArgumentException("edges must increase");
      }
    }
    if (!Double.isFinite(minimum) || !(minimum <= edges[0])) {
      throw new IllegalArgumentException("minimum must not be above the first edge");
    }
    for (int i = 0; i < published.length; i++) {
      int least = i == 0 ? 0 : published[i - 1] + 1;
      if (published[i] < least || published[i] >= edges.length - 1) {
        throw new IllegalArgumentException("published edges must be increasing inner edges");
      }
    }
    if (!Double.isFinite(center) || !Double.isFinite(scale) || !(scale > 0)) {
      throw new IllegalArgumentException("center and scale must be finite, scale above 0");
    }
  }

  /** Returns the type of number both edges and values are rounded to. */
  public Precision precision() {
    return precision;
  }

  /** Returns the least value that is not below. */
  public double minimum() {
    return minimum;
  }

  /** Returns the greatest value that is not above. */
  public double maximum() {
    return edges[edges.length - 1];
  }

  /** Returns how many fine bins. */
  public int size() {
    return edges.length;
  }

  /** Returns the upper edge of fine bin {@code i}. */
  public double edge(int i) {
    return edges[i];
  }

  /**
   * Returns whether fine bin {@code i} holds a single number: nothing that is another one as a
   * float32, but for the one float32 that the ends of the range lie outside it.
   */
  public boolean isAtom(int i) {
    double least = i == 0 ? minimum : -precision.below(-edges[i - 1]);
    double greatest = edges[i];
    double from = precision.float32(least);
    double to = precision.float32(greatest);
    return from >= to
        || (i == 0 && precision.float32Above(from) >= to)
        || (i == edges.length - 1 && from >= precision.float32Below(to))
        || (edges.length == 1 && precision.float32Above(from) >= precision.float32Below(to));
  }

  /**
   * Returns the number that fine bin {@code i} holds, which is an atom: of a double and the float32
   * that it may have become, the double where the edges tell which it is.
   */
  public double atom(int i) {
    boolean last = i == edges.length - 1;
    if (i == 0) {
      return last && edges[0] > minimum ? center : edges[0];
    }
    double least = -precision.below(-edges[i - 1]) + 0.0;
    return last || precision.float32(least) != least ? least : edges[i];
  }

  /** Returns whether the baseline has a single value, or none. */
  public boolean isConstant() {
    return edges.length == 1 && isAtom(0);
  }

  /** Returns a copy of the upper edges. */
  public double[] edges() {
    return edges.clone();
  }

  /** Returns how many published bins; the tails belong to the end ones. */
  public int publishedSize() {
    return published.length + 1;
  }

  /** Returns the upper edge of published bin {@code i}; infinite for the last. */
  public double publishedEdge(int i) {
    return i == published.length ? Double.POSITIVE_INFINITY : edges[published[i]];
  }

  /**
   * Returns the index of the fine edge that ends published bin {@code i}, which is not the last
   * bin.
   */
  public int publishedEdgeIndex(int i) {
    return published[i];
  }

  /** Returns a copy of the indexes of the published inner edges. */
  public int[] published() {
    return published.clone();
  }

  /** Returns what is subtracted from a value before it is summed. */
  public double center() {
    return center;
  }

  /** Returns what a value is divided by before it is summed. */
  public double scale() {
    return scale;
  }

  /**
   * Returns the bin of a finite value that is rounded to {@link #precision}.
   *
   * @return -1 if below, {@link #size} if above, else the bin's index
   */
  public int indexOf(double value) {
    if (value < minimum) {
      return -1;
    }
    int at = Arrays.binarySearch(edges, value == 0 ? 0.0 : value);
    return at >= 0 ? at : -at - 1;
  }

  @Override
  public NumericCounts empty() {
    return NumericCounts.empty(this);
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof NumericBins that
        && precision == that.precision
        && minimum == that.minimum
        && center == that.center
        && scale == that.scale
        && Arrays.equals(edges, that.edges)
        && Arrays.equals(published, that.published);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(edges) * 31 + Arrays.hashCode(published);
  }

  @Override
  public String toString() {
    return size() + " bins in [" + minimum + ", " + maximum() + "]";
  }
}
