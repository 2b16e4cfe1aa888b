package com.nextgen.ml.monitoring.baseline.sketch;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of the rows of a stream: algorithm R of Vitter, "Random Sampling with a
 * Reservoir", ACM Transactions on Mathematical Software 11 (1985).
 */
public final class Reservoir {
  private final int most;
  private final SplittableRandom random;
  private final List<RowBlock> rows = new ArrayList<>();
  private long seen;

  /**
   * @param most how many rows are kept
   */
  public Reservoir(int most, long seed) {
    this.most = most;
    this.random = new SplittableRandom(seed);
  }

  public void add(RowBlock block) {
    for (int row = 0; row < block.rows(); row++) {
      seen++;
      if (rows.size() < most) {
        rows.add(row(block, row));
      } else if (most > 0) {
        long at = random.nextLong(seen);
        if (at < most) {
          rows.set((int) at, row(block, row));
        }
      }
    }
  }

  private static RowBlock row(RowBlock block, int row) {
    int numeric = block.numericWidth();
    int categorical = block.categoricalWidth();
    double[] numbers = new double[numeric];
    @Nullable String[] names = new String[categorical];
    System.arraycopy(block.numeric(), row * numeric, numbers, 0, numeric);
    System.arraycopy(block.categorical(), row * categorical, names, 0, categorical);
    return new RowBlock(1, numbers, names);
  }

  /** The rows kept, in one block. */
  public RowBlock sample() {
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
