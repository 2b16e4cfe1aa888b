package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one set of blocks told.
 *
 * @param window the length of a block where that is a window's; else null
 * @param rows of each block that holds some, at least 20 of them
 * @param inputs the design effect of each feature, in schema order
 */
public record BlockFigures(@Nullable Window window, List<Long> rows, List<DesignEffect> inputs) {
  /** The most blocks. More give the variance more exactly, and take more memory. */
  public static final int MAX_BLOCKS = 1000;

  /** The fewest blocks that say anything. */
  public static final int MIN_BLOCKS = 20;

  public BlockFigures {
    rows = List.copyOf(rows);
    inputs = List.copyOf(inputs);
    if (rows.size() < MIN_BLOCKS || rows.size() > MAX_BLOCKS) {
      throw new IllegalArgumentException(
          "there must be %d to %d blocks".formatted(MIN_BLOCKS, MAX_BLOCKS));
    }
    if (rows.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("a block without rows is none");
    }
  }

  /** Returns how many blocks. */
  public int blocks() {
    return rows.size();
  }

  /** Σ n_b² / Σ n_b: in how large a block the mean row stands (Kish 1965). */
  public double meanRows() {
    double sum = 0;
    double squares = 0;
    for (long n : rows) {
      sum += n;
      squares += (double) n * n;
    }
    return squares / sum;
  }
}
