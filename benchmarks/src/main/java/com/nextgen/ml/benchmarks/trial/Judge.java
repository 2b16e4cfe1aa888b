package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnBins;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftPolicy;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.DriftReport.Subject;
import com.nextgen.ml.monitoring.drift.DriftReport.WindowSpan;
import com.nextgen.ml.monitoring.drift.Reference;
import java.util.ArrayList;
import java.util.List;

/** Holds windows against baselines by the product's own evaluation. */
final class Judge {
  private static final Subject SUBJECT = new Subject("trial", "1", "instance", "baseline");

  private Judge() {}

  /** One column: the report's only feature. */
  static DriftReport judge(ColumnCounts baseline, ColumnCounts window, DriftPolicy policy) {
    return judge(List.of(baseline), List.of(window), policy);
  }

  /** Several columns, which share one window and one level. */
  static DriftReport judge(
      List<ColumnCounts> baselines, List<ColumnCounts> windows, DriftPolicy policy) {
    Layout layout = layout(baselines);
    Counts reference = new Counts(layout, baselines);
    Counts current = new Counts(layout, windows);
    return DriftEvaluation.evaluate(
        Reference.of(reference),
        current,
        policy,
        SUBJECT,
        new WindowSpan("trial", null, null, current.rows()));
  }

  private static Layout layout(List<ColumnCounts> counts) {
    List<Column> columns = new ArrayList<>();
    for (ColumnCounts column : counts) {
      ColumnBins bins = column.bins();
      Column.Source source =
          bins instanceof CategoricalBins
              ? Column.Source.CATEGORICAL_INPUT
              : Column.Source.NUMERIC_INPUT;
      columns.add(new Column("x" + columns.size(), source, columns.size(), bins));
    }
    return new Layout(columns);
  }
}
