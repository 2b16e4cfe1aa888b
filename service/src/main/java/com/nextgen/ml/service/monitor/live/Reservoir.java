package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of the rows of a stream, by their numbers alone, so that a batch that holds none
 * of it costs nothing: algorithm L of Li, "Reservoir-Sampling Algorithms of Time Complexity O(n(1 +
 * log(N/n)))", ACM Transactions on Mathematical Software 20 (1994), which knows in advance which
 * row it takes next. Rows are numbered from 0. Not thread-safe.
 */
final class Reservoir {
  /** More rows than a stream has. */
  private static final double FAR = 1e15;

  private final int most;
  private final SplittableRandom random;
  private final List<RowBlock> rows = new ArrayList<>();

  /** The number of the row it takes next. */
  private long next;

  /** The largest of uniform numbers that stand for the rows it has, one a row. */
  private double weight = 1;

  /**
   * @param most how many rows are kept
   */
  Reservoir(int most, SplittableRandom random) {
    this(most, random, 0);
  }

  /**
   * @param first the number of the first row that belongs to the stream
   */
  Reservoir(int most, SplittableRandom random, long first) {
    this.most = most;
    this.random = random;
    this.next = most > 0 ? first : Long.MAX_VALUE;
  }

  /**
   * Adds rows. Those between this block and the last one are passed over.
   *
   * @param first the number of the block's first row
   */
  void add(long first, RowBlock block) {
    long end = first + block.rows();
    while (next < end) {
      long at = Math.max(next, first);
      int row = (int) (at - first);
      if (rows.size() < most) {
        rows.add(block.slice(row, row + 1));
      } else {
        rows.set(random.nextInt(most), block.slice(row, row + 1));
      }
      next = at + 1 + (rows.size() < most ? 0 : skipped());
    }
  }

  private long skipped() {
    weight *= Math.exp(Math.log(1 - random.nextDouble()) / most);
    double skip = Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-weight));
    return (long) Math.min(skip, FAR);
  }

  /** Returns the number of the row it takes next: a block that ends before need not be added. */
  long next() {
    return next;
  }

  /** Returns how many rows are kept. */
  int size() {
    return rows.size();
  }

  /** Returns the rows kept, in one block. */
  RowBlock sample() {
    int numeric = rows.isEmpty() ? 0 : rows.get(0).numericWidth();
    int categorical = rows.isEmpty() ? 0 : rows.get(0).categoricalWidth();
    double[] numbers = new double[rows.size() * numeric];
    @Nullable String[] names = new String[rows.size() * categorical];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i).numeric(), 0, numbers, i * numeric, numeric);
      System.arraycopy(rows.get(i).categorical(), 0, names, i * categorical, categorical);
    }
    return new RowBlock(rows.size(), numbers, names);
  }
}
