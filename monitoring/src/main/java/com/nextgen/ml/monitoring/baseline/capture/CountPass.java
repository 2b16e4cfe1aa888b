package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.live.DuplicateRows;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** The second pass over the training rows: counts them into the frozen bins. Not thread-safe. */
public final class CountPass {
  private final EdgePass.Inputs inputs;
  private final LiveCounters counters;
  private final ProductPass products;
  private final BlockPass blocks;
  private final SegmentPass segments;
  private final EdgeNeighbours neighbours;
  private long rows;
  private long batchRows;
  private long duplicateRows;

  CountPass(
      EdgePass.Inputs inputs,
      Layout layout,
      NormalScores scores,
      BlockPass blocks,
      SegmentPass segments,
      EdgeNeighbours neighbours) {
    this.neighbours = neighbours;
    this.segments = segments;
    this.blocks = blocks;
    this.inputs = inputs;
    this.counters = new LiveCounters(layout, 1);
    this.products = new ProductPass(layout.numericInputs(), scores, inputs.rows(), blocks);
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
    add(block, keys, LabelBlock.unknown(block.rows()));
  }

  /**
   * Counts rows.
   *
   * @param keys those of the first pass
   * @param labels those of the first pass
   * @throws IllegalArgumentException if they do not have the schema's shape
   */
  public void add(RowBlock block, long[] keys, LabelBlock labels) {
    EdgePass.checkShape(inputs.schema(), block);
    blocks.count(block, keys);
    counters.add(block, PredictionBlock.none(block.rows()));
    products.add(block, keys);
    neighbours.add(block);
    segments.count(block, labels);
    rows += block.rows();
    if (block.rows() > 1) {
      batchRows += block.rows();
      duplicateRows += DuplicateRows.count(block);
    }
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
    List<Long> noErrors = Collections.nCopies(counts.layout().inputs(), 0L);
    counts = neighbours.settle(counts).with(new FaultCounts(batchRows, duplicateRows, noErrors));
    return new BaselineInputs(inputs, counts, products.blocks(), blocks.dependence(), segments);
  }

  /** For a model whose output is not known: a baseline of its inputs alone. */
  public Baseline build(String sha256, Instant capturedAt) {
    return finish().build(sha256, capturedAt);
  }
}
