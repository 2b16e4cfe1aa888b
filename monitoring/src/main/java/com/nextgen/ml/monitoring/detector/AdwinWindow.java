package com.nextgen.ml.monitoring.detector;

import java.util.Arrays;

/**
 * The buckets of {@link Adwin}: row r has buckets of 2^r values, the oldest first; a row that is
 * too long gives its two oldest, merged, to the next. At most {@code LONGEST} rows, so that at the
 * limit the oldest values leave.
 */
final class AdwinWindow {
  private static final int LONGEST = 40;

  private final int most;
  private final int[] sizes = new int[LONGEST];
  private final double[][] totals;
  private final double[][] variances;
  private int rows = 1;
  private long width;
  private double total;
  private double variance;

  /** A window with at most {@code most} buckets of a size. */
  AdwinWindow(int most) {
    this.most = most;
    this.totals = new double[LONGEST][most + 1];
    this.variances = new double[LONGEST][most + 1];
  }

  void add(double value) {
    width++;
    if (width > 1) {
      double off = value - total / (width - 1);
      variance += (width - 1) * off * off / width;
    }
    total += value;
    append(0, value, 0);
    for (int row = 0; sizes[row] > most; row++) {
      if (row == LONGEST - 1) {
        dropOldest();
        return;
      }
      merge(row);
    }
  }

  private void append(int row, double bucketTotal, double bucketVariance) {
    totals[row][sizes[row]] = bucketTotal;
    variances[row][sizes[row]++] = bucketVariance;
    rows = Math.max(rows, row + 1);
  }

  private void merge(int row) {
    double[] t = totals[row];
    double[] v = variances[row];
    double n = values(row);
    double off = t[0] / n - t[1] / n;
    append(row + 1, t[0] + t[1], v[0] + v[1] + n * n * off * off / (n + n));
    remove(row, 2);
  }

  private void remove(int row, int oldest) {
    sizes[row] -= oldest;
    System.arraycopy(totals[row], oldest, totals[row], 0, sizes[row]);
    System.arraycopy(variances[row], oldest, variances[row], 0, sizes[row]);
  }

  void dropOldest() {
    int row = rows - 1;
    double n = values(row);
    double mean = totals[row][0] / n;
    width -= (long) n;
    total -= totals[row][0];
    if (width > 0) {
      double off = mean - total / width;
      variance -= variances[row][0] + n * width * off * off / (n + width);
    } else {
      variance = 0;
    }
    remove(row, 1);
    while (rows > 1 && sizes[rows - 1] == 0) {
      rows--;
    }
  }

  /** How many values a bucket of a row stands for. */
  static double values(int row) {
    return 1L << row;
  }

  int rows() {
    return rows;
  }

  int buckets(int row) {
    return sizes[row];
  }

  double total(int row, int bucket) {
    return totals[row][bucket];
  }

  long width() {
    return width;
  }

  double total() {
    return total;
  }

  /** Sum of squared distances from the mean. */
  double variance() {
    return Math.max(0, variance);
  }

  void clear() {
    Arrays.fill(sizes, 0);
    rows = 1;
    width = 0;
    total = 0;
    variance = 0;
  }

  void write(StateWriter writer) {
    writer.number(total);
    writer.number(variance);
    writer.whole(rows);
    for (int row = 0; row < rows; row++) {
      writer.whole(sizes[row]);
      for (int i = 0; i < sizes[row]; i++) {
        writer.number(totals[row][i]);
        writer.number(variances[row][i]);
      }
    }
  }

  void read(StateReader reader) throws StateException {
    total = reader.number(-1e25, 1e25);
    variance = reader.number(-1e35, 1e35);
    long known = reader.count(LONGEST);
    if (known < 1) {
      throw new StateException("a window has no row");
    }
    rows = (int) known;
    width = 0;
    for (int row = 0; row < rows; row++) {
      sizes[row] = (int) reader.count(most);
      if (sizes[row] == 0 && row == rows - 1 && row > 0) {
        throw new StateException("the oldest row of a window is empty");
      }
      width += sizes[row] * (long) values(row);
      for (int i = 0; i < sizes[row]; i++) {
        totals[row][i] = reader.number(-1e25, 1e25);
        variances[row][i] = reader.number(0, 1e35);
      }
    }
  }
}
