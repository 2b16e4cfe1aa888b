package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.util.List;

/**
 * The products of the numeric inputs over the training rows, block by block: how much blocks differ
 * is how much a window may differ without drift.
 *
 * @param timeOrdered whether blocks are stretches of time, so that they may differ by more than
 *     rows that are drawn independently
 * @param scores that the products are of; none if they were made before there were scores, so that
 *     nothing can be compared with them
 * @param blocks at least 20; none if the rows are too few or the columns too many
 */
public record ProductBlocks(boolean timeOrdered, NormalScores scores, List<ProductCounts> blocks) {
  /** A baseline without products. */
  public static final ProductBlocks NONE = new ProductBlocks(false, NormalScores.NONE, List.of());

  /** Fewer blocks say too little of how much they differ. */
  public static final int MIN_BLOCKS = 20;

  /** A document with more is refused. */
  static final int MAX_BLOCKS = 1000;

  public ProductBlocks {
    blocks = List.copyOf(blocks);
    if (!blocks.isEmpty() && (blocks.size() < MIN_BLOCKS || blocks.size() > MAX_BLOCKS)) {
      throw new IllegalArgumentException(
          "there must be " + MIN_BLOCKS + " to " + MAX_BLOCKS + " blocks");
    }
    if (scores.width() > 0 && (blocks.isEmpty() || scores.width() != blocks.get(0).width())) {
      throw new IllegalArgumentException("the scores are not those of the blocks' columns");
    }
    for (ProductCounts block : blocks) {
      if (block.width() != blocks.get(0).width() || block.width() == 0 || block.rows() == 0) {
        throw new IllegalArgumentException("blocks must have rows, and all the same columns");
      }
    }
  }

  /** Returns whether there are any. */
  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** Returns whether the products are of clipped values, as they were before there were scores. */
  public boolean isOutdated() {
    return !isEmpty() && scores.width() == 0;
  }

  /** Returns how many columns; 0 if there are no blocks. */
  public int width() {
    return isEmpty() ? 0 : blocks.get(0).width();
  }

  /** Returns all blocks together. */
  public ProductCounts total() {
    return sum(0, 1);
  }

  /** Returns every {@code step}-th block from {@code first} on, together. */
  public ProductCounts sum(int first, int step) {
    ProductCounts sum = ProductCounts.empty(width());
    for (int i = first; i < blocks.size(); i += step) {
      sum = sum.plus(blocks.get(i));
    }
    return sum;
  }

  /** Counts with these products, in as far as live counters of the version will have them. */
  public Counts counts(Layout columns, List<ColumnCounts> counted) {
    Layout layout = columns.withProducts(scores);
    return layout.products() ? new Counts(layout, counted, total()) : new Counts(layout, counted);
  }
}
