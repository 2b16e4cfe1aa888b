package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.ProductCounter;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums the products of training rows over {@value #BLOCKS} blocks of equal size. */
final class ProductPass {
  private static final int BLOCKS = 40;

  /** Smaller blocks say little of correlations. */
  private static final int MIN_ROWS = 20;

  /** Sums are kept to a millionth, so that a document has no digits that say nothing. */
  private static final double DIGITS = 1e6;

  private final long rows;
  private final @Nullable ProductCounter counter;
  private final List<ProductCounts> blocks = new ArrayList<>();
  private long seen;
  private long lastKey = Blocking.UNKNOWN;
  private boolean rises;
  private boolean falls;

  /**
   * @param rows how many will come
   */
  ProductPass(List<Column> numericInputs, long rows) {
    boolean kept =
        !numericInputs.isEmpty()
            && numericInputs.size() <= ProductCounts.MAX_COLUMNS
            && rows >= (long) BLOCKS * MIN_ROWS;
    this.rows = rows;
    this.counter = kept ? new ProductCounter(numericInputs) : null;
  }

  /**
   * @param keys of the rows, by which their order is found to be that of time; empty if unknown
   */
  void add(RowBlock block, long[] keys) {
    if (counter == null) {
      return;
    }
    for (long key : keys) {
      if (key != Blocking.UNKNOWN) {
        falls |= key < lastKey;
        rises |= lastKey != Blocking.UNKNOWN && key > lastKey;
        lastKey = key;
      }
    }
    int from = 0;
    while (from < block.rows()) {
      long room = Math.max(1, end(blocks.size()) - seen);
      int to = (int) Math.min(block.rows(), from + room);
      counter.add(block, from, to);
      seen += to - from;
      from = to;
      if (seen >= end(blocks.size()) && blocks.size() < BLOCKS) {
        blocks.add(rounded(counter.take()));
      }
    }
  }

  private long end(int block) {
    return rows * (block + 1) / BLOCKS;
  }

  private static ProductCounts rounded(ProductCounts block) {
    double[] sums = block.sums();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.rint(sums[i] * DIGITS) / DIGITS + 0.0;
    }
    return new ProductCounts(block.width(), block.rows(), sums);
  }

  /** What was summed of exactly as many rows as were announced. */
  ProductBlocks blocks() {
    return counter == null ? ProductBlocks.NONE : new ProductBlocks(rises && !falls, blocks);
  }
}
