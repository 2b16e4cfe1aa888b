package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.baseline.sketch.Occurrences;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.ProductCounter;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums the products of training rows over {@value #BLOCKS} blocks. Rows in the order of a declared
 * time fall into stretches of it, those of one cluster into one block. All others fall into blocks
 * by what they hold, and equal ones by how many came before, which is a matter of chance and yet
 * the same in whatever order the rows come.
 */
final class ProductPass {
  private static final int BLOCKS = 40;

  /** Smaller blocks say little of correlations. */
  private static final int MIN_ROWS = 20;

  /** Sums are kept to a millionth, so that a document has no digits that say nothing. */
  private static final double DIGITS = 1e6;

  private final long rows;
  private final NormalScores scores;
  private final BlockPass known;
  private final Occurrences occurrences = new Occurrences(Occurrences.MAX_ROWS);
  private final List<ProductCounter> blocks = new ArrayList<>();
  private final double[] row;
  private long seen;

  /**
   * @param scores of the numeric inputs
   * @param rows how many will come
   * @param known which rows belong together, as the first pass found
   */
  ProductPass(List<Column> numericInputs, NormalScores scores, long rows, BlockPass known) {
    this.rows = rows;
    this.scores = scores;
    this.known = known;
    this.row = new double[numericInputs.size()];
    if (!numericInputs.isEmpty()
        && numericInputs.size() <= ProductCounts.MAX_COLUMNS
        && rows >= (long) BLOCKS * MIN_ROWS) {
      ProductCounter first = new ProductCounter(numericInputs, scores);
      for (int i = 0; i < BLOCKS; i++) {
        blocks.add(i == 0 ? first : first.another());
      }
    }
  }

  /**
   * @param keys of the rows; empty if unknown
   */
  void add(RowBlock block, long[] keys) {
    if (blocks.isEmpty()) {
      return;
    }
    ProductCounter reader = blocks.get(0);
    for (int i = 0; i < block.rows(); i++) {
      reader.read(block, i, row);
      blocks.get(blockOf(keys.length == 0 ? Blocking.UNKNOWN : keys[i])).add(row);
      seen++;
    }
  }

  private int blockOf(long key) {
    if (known.risesInTime()) {
      return (int) Math.min(BLOCKS - 1, seen * BLOCKS / rows);
    }
    if (known.isOfClusters() && key != Blocking.UNKNOWN) {
      return (int) Math.floorMod(key, (long) BLOCKS);
    }
    long hash = Occurrences.hash(row);
    return (int) Math.floorMod(Occurrences.mixed(hash + occurrences.next(hash)), (long) BLOCKS);
  }

  private static ProductCounts rounded(ProductCounts block) {
    double[] sums = block.sums();
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.rint(sums[i] * DIGITS) / DIGITS + 0.0;
    }
    return new ProductCounts(block.width(), block.rows(), sums);
  }

  /** What was summed of exactly as many rows as were announced; nothing if too few blocks fill. */
  ProductBlocks blocks() {
    List<ProductCounts> filled =
        blocks.stream()
            .map(ProductCounter::take)
            .filter(block -> block.rows() > 0)
            .map(ProductPass::rounded)
            .toList();
    return filled.size() < ProductBlocks.MIN_BLOCKS
        ? ProductBlocks.NONE
        : new ProductBlocks(known.risesInTime(), scores, filled);
  }
}
