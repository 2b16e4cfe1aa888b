package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.SegmentBaseline;
import com.nextgen.ml.monitoring.baseline.sketch.NameSummary;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.SegmentCounters;
import com.nextgen.ml.monitoring.schema.GroupReader;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts rows apart by the values of the segment columns: learns the values in the first pass over
 * the training rows, counts inputs in the second and what the model says of rows in a third. Not
 * thread-safe.
 */
final class SegmentPass {
  private final List<Segment> segments = new ArrayList<>();

  /** One column. */
  private static final class Segment {
    private final String column;
    private final GroupReader reader;
    private final NameSummary names;
    private SegmentCounters inputs = new SegmentCounters(new Layout(List.of()), List.of(), 1);
    private SegmentCounters outputs = inputs;

    Segment(String column, GroupReader reader, NameSummary names) {
      this.column = column;
      this.reader = reader;
      this.names = names;
    }
  }

  SegmentPass(ModelSchema schema, BaselineLimits limits) {
    for (String column : schema.segmentColumns()) {
      segments.add(
          new Segment(
              column,
              GroupReader.of(schema, column),
              new NameSummary(
                  limits.categoriesPerColumn(schema), limits.charactersPerColumn(schema))));
    }
  }

  /** The first pass. */
  void learn(RowBlock rows, LabelBlock labels) {
    for (Segment segment : segments) {
      for (int row = 0; row < rows.rows(); row++) {
        segment.names.add(segment.reader.read(rows, labels::attribute, row));
      }
    }
  }

  /** Between the passes. */
  void freeze(Layout inputs) {
    for (Segment segment : segments) {
      List<String> values = SegmentCounters.mostFrequent(segment.names.bins());
      segment.inputs = new SegmentCounters(inputs, values, 1);
    }
  }

  /** The second pass. */
  void count(RowBlock rows, LabelBlock labels) {
    PredictionBlock nothing = PredictionBlock.none(rows.rows());
    for (Segment segment : segments) {
      segment.inputs.add(rows, nothing, row -> segment.reader.read(rows, labels::attribute, row));
    }
  }

  /** Before what the model says is counted. */
  void freezeOutputs(Layout outputs) {
    for (Segment segment : segments) {
      segment.outputs = new SegmentCounters(outputs, segment.inputs.values(), 1);
    }
  }

  /** Counts what the model says of rows. */
  void count(RowBlock rows, PredictionBlock predictions, LabelBlock labels) {
    int n = rows.rows();
    RowBlock nothing = RowBlock.withoutFeatures(n);
    for (Segment segment : segments) {
      segment.outputs.add(
          nothing, predictions, row -> segment.reader.read(rows, labels::attribute, row));
    }
  }

  /**
   * What was counted.
   *
   * @param layout inputs, then outputs
   * @param outputs the latter's
   */
  List<SegmentBaseline> counts(Layout layout, Layout outputs) {
    Layout columns = layout.withoutProducts();
    List<SegmentBaseline> counted = new ArrayList<>();
    for (Segment segment : segments) {
      Map<String, Counts> said = segment.outputs.takeDelta();
      Map<String, Counts> values = new LinkedHashMap<>();
      segment
          .inputs
          .takeDelta()
          .forEach(
              (value, inputs) ->
                  values.put(
                      value, joined(columns, inputs, said.getOrDefault(value, outputs.empty()))));
      counted.add(new SegmentBaseline(segment.column, values));
    }
    return counted;
  }

  private static Counts joined(Layout columns, Counts inputs, Counts outputs) {
    List<ColumnCounts> all = new ArrayList<>(inputs.columns());
    all.addAll(outputs.columns());
    List<Column> counted = new ArrayList<>(inputs.layout().columns());
    counted.addAll(outputs.layout().columns());
    return new Counts(new Layout(counted), all).over(columns);
  }
}
