package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.sketch.Edges;
import com.nextgen.ml.monitoring.baseline.sketch.ValueSummary;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * The first pass over the rows that the model's output is learned from: freezes the bins of the
 * score. Not thread-safe.
 */
public final class OutputEdgePass {
  private final BaselineInputs inputs;
  private final boolean inSample;
  private final ValueSummary scores;
  private long rows;

  OutputEdgePass(BaselineInputs inputs, boolean inSample) {
    this.inputs = inputs;
    this.inSample = inSample;
    this.scores = new ValueSummary(Precision.FLOAT64, inputs.found().limits().exactValues());
  }

  /** Takes what the model said of rows into account. */
  public void add(PredictionBlock predictions) {
    for (double score : predictions.score()) {
      scores.add(score);
    }
    rows += predictions.rows();
  }

  /**
   * Freezes the bins of the score.
   *
   * @return the second pass, which must be given the same predictions again
   * @throws IllegalArgumentException if there were no rows
   */
  public OutputCountPass freeze() {
    if (rows == 0) {
      throw new IllegalArgumentException("there are no validation rows");
    }
    ModelSchema schema = inputs.found().schema();
    List<Column> columns = new ArrayList<>();
    if (scores.count() > 0) {
      columns.add(new Column(Column.SCORE, Column.Source.SCORE, 0, scoreBins(schema)));
    }
    if (schema.task().isClassification()) {
      columns.add(
          new Column(
              Column.PREDICTED_CLASS, Column.Source.PREDICTED_CLASS, 0, Layout.classBins(schema)));
    }
    return new OutputCountPass(inputs, inSample, rows, scores, new Layout(columns));
  }

  private NumericBins scoreBins(ModelSchema schema) {
    double threshold =
        schema.task() == Task.BINARY_CLASSIFICATION ? schema.threshold() : Double.NaN;
    return schema.hasProbabilities()
        ? Edges.ofScores(scores, threshold)
        : Edges.ofMargins(scores, threshold);
  }
}
