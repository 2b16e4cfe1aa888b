package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.ColumnSummary;
import com.nextgen.ml.monitoring.baseline.Distribution;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.baseline.NumericSummary;
import com.nextgen.ml.monitoring.baseline.OutputFigures;
import com.nextgen.ml.monitoring.baseline.sketch.OrderFreeSample;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The second pass over the rows that the model's output is learned from: counts scores, classes,
 * labels and groups, and keeps a sample to be explained. Not thread-safe.
 */
public final class OutputCountPass {
  /** How many rows are kept to be explained. */
  public static final int EXPLAINED_ROWS = 200;

  private final BaselineInputs inputs;
  private final boolean inSample;
  private final long expected;
  private final Distribution scores;
  private final LiveCounters outputs;
  private final LiveCounters heldOut;
  private final PerformanceTally performance;
  private final GroupTallies groups;
  private final OrderFreeSample explained;
  private long rows;

  OutputCountPass(
      BaselineInputs inputs, boolean inSample, long expected, Distribution scores, Layout layout) {
    ModelSchema schema = inputs.found().schema();
    this.inputs = inputs;
    this.inSample = inSample;
    this.expected = expected;
    this.scores = scores;
    this.outputs = new LiveCounters(layout, 1);
    this.heldOut = new LiveCounters(inputs.counts().layout(), 1);
    this.performance = new PerformanceTally(OutcomeLayout.of(schema, layout));
    this.groups = new GroupTallies(schema);
    inputs.segments().freezeOutputs(layout);
    this.explained = new OrderFreeSample(EXPLAINED_ROWS, inputs.found().seed() + 1);
  }

  /**
   * Counts rows, what the model said of them, and what was true.
   *
   * @throws IllegalArgumentException if the blocks do not have one shape
   */
  public void add(RowBlock block, PredictionBlock predictions, LabelBlock labels) {
    EdgePass.checkShape(inputs.found().schema(), block);
    if (block.rows() != predictions.rows() || block.rows() != labels.rows()) {
      throw new IllegalArgumentException("rows, predictions and labels are not as many");
    }
    int n = block.rows();
    outputs.add(RowBlock.withoutFeatures(n), predictions);
    if (!inSample) {
      heldOut.add(block, PredictionBlock.none(n));
    }
    performance.add(predictions, labels);
    groups.add(block, predictions, labels);
    inputs.segments().count(block, predictions, labels);
    explained.add(block);
    rows += n;
  }

  /** Returns a uniform sample of the rows, to be explained. */
  public RowBlock explained() {
    return explained.sample();
  }

  /**
   * Ends the baseline.
   *
   * @param sha256 of the model file, lower-case hexadecimal; empty if it is served elsewhere
   * @param importance of each feature, in schema order; empty if it was not computed
   * @throws IllegalArgumentException if these rows were not those of the first pass
   */
  public Baseline build(String sha256, Instant capturedAt, List<FeatureImportance> importance) {
    if (rows != expected) {
      throw new IllegalArgumentException("the validation rows changed while they were read");
    }
    Counts counts = outputs.snapshot();
    List<ColumnSummary> summaries = new ArrayList<>();
    for (ColumnCounts column : counts.columns()) {
      summaries.add(
          column.bins() instanceof NumericBins
              ? NumericSummary.of(scores, Precision.FLOAT64)
              : ColumnSummary.of(column));
    }
    OutputFigures figures =
        new OutputFigures(rows, performance.figures(), groups.figures(), importance);
    return inputs.build(sha256, capturedAt, inSample, counts, summaries, inputSummaries(), figures);
  }

  /** With held-out rows the rate of unseen categories is measured instead of estimated. */
  private List<ColumnSummary> inputSummaries() {
    List<ColumnSummary> summaries = new ArrayList<>(inputs.found().summaries());
    List<ColumnCounts> counted = heldOut.snapshot().columns();
    for (int i = 0; i < counted.size(); i++) {
      if (counted.get(i) instanceof CategoricalCounts names
          && names.count() > 0
          && summaries.get(i) instanceof CategorySummary summary) {
        summaries.set(
            i, summary.withUnseenRate(names.unseen() / (double) names.count(), names.count()));
      }
    }
    return summaries;
  }
}
