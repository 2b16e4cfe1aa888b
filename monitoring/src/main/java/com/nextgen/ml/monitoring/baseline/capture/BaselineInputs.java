package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.ColumnSummary;
import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.baseline.OutputFigures;
import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a baseline says of a model's inputs; what the model says of rows can follow. */
public final class BaselineInputs {
  private final EdgePass.Inputs found;
  private final Counts counts;
  private final ProductBlocks products;
  private final Dependence dependence;
  private final SegmentPass segments;

  BaselineInputs(
      EdgePass.Inputs found,
      Counts counts,
      ProductBlocks products,
      Dependence dependence,
      SegmentPass segments) {
    this.segments = segments;
    this.dependence = dependence;
    this.found = found;
    this.counts = counts;
    this.products = products;
  }

  /**
   * Begins the part of the baseline that involves the model's output.
   *
   * @param inSample whether its rows are ones the model was fitted on
   */
  public OutputEdgePass outputs(boolean inSample) {
    return new OutputEdgePass(this, inSample);
  }

  /** Returns a uniform sample of the training rows; empty if none was asked for. */
  public RowBlock background() {
    return found.background();
  }

  /**
   * Returns a baseline of the inputs alone. Scores and classes get bins that need no rows, and
   * counts of nothing.
   *
   * @param sha256 of the model file, lower-case hexadecimal; empty if it is served elsewhere
   */
  public Baseline build(String sha256, Instant capturedAt) {
    Layout outputs = Layout.withoutBaseline(found.schema());
    List<ColumnSummary> summaries =
        outputs.columns().stream().map(column -> ColumnSummary.of(column.bins().empty())).toList();
    return build(
        sha256,
        capturedAt,
        true,
        outputs.empty(),
        summaries,
        found.summaries(),
        OutputFigures.NONE);
  }

  Baseline build(
      String sha256,
      Instant capturedAt,
      boolean inSample,
      Counts outputs,
      List<ColumnSummary> outputSummaries,
      List<ColumnSummary> inputSummaries,
      OutputFigures figures) {
    List<Column> columns = new ArrayList<>(counts.layout().columns());
    columns.addAll(outputs.layout().columns());
    List<ColumnCounts> counted = new ArrayList<>(counts.columns());
    counted.addAll(outputs.columns());
    List<ColumnSummary> summaries = new ArrayList<>(inputSummaries);
    summaries.addAll(outputSummaries);
    Layout layout = new Layout(columns);
    return new Baseline(
        found.schema().name(),
        sha256,
        found.rows(),
        capturedAt,
        inSample,
        products.counts(layout, counted).with(counts.faults()),
        summaries,
        figures,
        found.background(),
        products,
        dependence,
        segments.counts(layout, outputs.layout()));
  }

  EdgePass.Inputs found() {
    return found;
  }

  SegmentPass segments() {
    return segments;
  }

  Counts counts() {
    return counts;
  }
}
