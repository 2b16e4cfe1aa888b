package com.nextgen.ml.monitoring.baseline.sketch;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A uniform sample of the rows of a stream, the same in whatever order they come: those with the
 * least hashes of what they hold and of how many equal ones came before (bottom-k sampling: Cohen
 * and Kaplan, "Summarizing Data using Bottom-k Sketches", PODC 2007). Not thread-safe.
 */
public final class OrderFreeSample {
  private final int most;
  private final long seed;
  private final Occurrences occurrences = new Occurrences(Occurrences.MAX_ROWS);
  private final PriorityQueue<Kept> rows =
      new PriorityQueue<>(Comparator.comparingLong(Kept::hash).reversed());

  private record Kept(long hash, RowBlock row) {}

  /**
   * @param most how many rows are kept
   */
  public OrderFreeSample(int most, long seed) {
    this.most = most;
    this.seed = Occurrences.mixed(seed);
  }

  /** Adds the rows that come next. */
  public void add(RowBlock block) {
    if (most == 0) {
      return;
    }
    for (int row = 0; row < block.rows(); row++) {
      long content = hash(block, row);
      long hash = Occurrences.mixed((content + occurrences.next(content)) ^ seed);
      if (rows.size() < most) {
        rows.add(new Kept(hash, block.slice(row, row + 1)));
      } else if (hash < rows.element().hash()) {
        rows.remove();
        rows.add(new Kept(hash, block.slice(row, row + 1)));
      }
    }
  }

  private static long hash(RowBlock block, int row) {
    long hash = 0;
    int numeric = block.numericWidth();
    for (int i = row * numeric; i < (row + 1) * numeric; i++) {
      hash = Occurrences.mixed(hash + Double.doubleToRawLongBits(block.numeric()[i]));
    }
    int categorical = block.categoricalWidth();
    for (int i = row * categorical; i < (row + 1) * categorical; i++) {
      hash = Occurrences.mixed(hash + Objects.hashCode(block.categorical()[i]));
    }
    return hash;
  }

  /** Returns the rows kept, in one block. */
  public RowBlock sample() {
    List<RowBlock> kept =
        rows.stream().sorted(Comparator.comparingLong(Kept::hash)).map(Kept::row).toList();
    int numeric = kept.isEmpty() ? 0 : kept.get(0).numericWidth();
    int categorical = kept.isEmpty() ? 0 : kept.get(0).categoricalWidth();
    double[] numbers = new double[kept.size() * numeric];
    @Nullable String[] names = new String[kept.size() * categorical];
    for (int i = 0; i < kept.size(); i++) {
      System.arraycopy(kept.get(i).numeric(), 0, numbers, i * numeric, numeric);
      System.arraycopy(kept.get(i).categorical(), 0, names, i * categorical, categorical);
    }
    return new RowBlock(kept.size(), numbers, names);
  }
}
