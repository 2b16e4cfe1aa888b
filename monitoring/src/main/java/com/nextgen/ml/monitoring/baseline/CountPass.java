package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.LiveCounters;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.SegmentCounters;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The second pass over the training rows: counts them into the frozen bins. Not thread-safe. */
public final class CountPass {
  private final EdgePass.Inputs inputs;
  private final LiveCounters counters;
  private final ProductPass products;
  private final BlockPass blocks;
  private final Map<String, SegmentCounters> segments = new LinkedHashMap<>();
  private long rows;

  CountPass(EdgePass.Inputs inputs, Layout layout, BlockPass blocks) {
    this.blocks = blocks;
    this.inputs = inputs;
    this.counters = new LiveCounters(layout, 1);
    for (String column : inputs.schema().segmentFeatures()) {
      segments.put(column, new SegmentCounters(layout, column, 1));
    }
    this.products = new ProductPass(layout.numericInputs(), inputs.rows());
  }

  /**
   * Counts rows of which nothing is known to hold them together.
   *
   * @throws IllegalArgumentException if they do not have the schema's shape
   */
  public void add(RowBlock block) {
    add(block, new long[0]);
  }

  /**
   * Counts rows.
   *
   * @param keys those of the first pass
   * @throws IllegalArgumentException if they do not have the schema's shape
   */
  public void add(RowBlock block, long[] keys) {
    EdgePass.checkShape(inputs.schema(), block);
    blocks.count(block, keys);
    counters.add(block, nothingSaid(block.rows()));
    products.add(block, keys);
    segments.values().forEach(segment -> segment.add(block, nothingSaid(block.rows())));
    rows += block.rows();
  }

  /**
   * Ends the training rows.
   *
   * @throws IllegalArgumentException if these rows were not those of the first pass
   */
  public BaselineInputs finish() {
    Counts counts = counters.snapshot();
    boolean same = rows == inputs.rows();
    for (ColumnCounts column : counts.columns()) {
      same &= !(column instanceof NumericCounts n) || n.below() + n.above() == 0;
    }
    if (!same) {
      throw new IllegalArgumentException("the training rows changed while they were read");
    }
    List<SegmentBaseline> bySegment = new ArrayList<>();
    segments.forEach(
        (column, segment) -> bySegment.add(new SegmentBaseline(column, segment.takeDelta())));
    return new BaselineInputs(inputs, counts, products.blocks(), blocks.dependence(), bySegment);
  }

  /** For a model whose output is not known: a baseline of its inputs alone. */
  public Baseline build(String sha256, Instant capturedAt) {
    return finish().build(sha256, capturedAt);
  }

  /** Predictions for a layout that counts none. */
  static PredictionBlock nothingSaid(int rows) {
    return new PredictionBlock(rows, new int[0], new double[rows], new double[0]);
  }
}
