package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnBins;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DesignEffects;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds windows against baselines by the product's own evaluation. */
final class Judge {
  private static final Subject SUBJECT = new Subject("trial", "1", "instance", "baseline");

  /** Columns are called this and their index. */
  static final String NAME = "x";

  private Judge() {}

  /** One column, by what its rows and the window's are worth. */
  static ColumnReport judge(
      Watched watched, ColumnCounts window, DesignEffects worth, DriftCriteria policy) {
    return evaluate(List.of(watched), List.of(window), worth, policy).features().get(0);
  }

  /** One column: the report's only feature. */
  static DriftReport judge(Watched watched, ColumnCounts window, DriftCriteria policy) {
    return judge(List.of(watched), List.of(window), policy);
  }

  /** Several columns, which share one window and one level. */
  static DriftReport judge(
      List<Watched> watched, List<ColumnCounts> windows, DriftCriteria policy) {
    return evaluate(watched, windows, DesignEffects.INDEPENDENT, policy);
  }

  private static DriftReport evaluate(
      List<Watched> watched,
      List<ColumnCounts> windows,
      DesignEffects worth,
      DriftCriteria policy) {
    List<ColumnCounts> baselines = watched.stream().map(Watched::baseline).toList();
    Counts counts = new Counts(layout(baselines), baselines);
    Map<String, Long> singletons = new HashMap<>();
    for (int i = 0; i < watched.size(); i++) {
      if (baselines.get(i).bins() instanceof CategoricalBins) {
        singletons.put(NAME + i, watched.get(i).singletons());
      }
    }
    Reference reference =
        new Reference(counts, counts.rows(), "", false, false, worth, Optional.empty(), singletons);
    Counts current = new Counts(counts.layout(), windows);
    return DriftEvaluation.evaluate(
        reference, current, policy, SUBJECT, new WindowSpan("trial", null, null, current.rows()));
  }

  private static Layout layout(List<ColumnCounts> counts) {
    List<Column> columns = new ArrayList<>();
    for (ColumnCounts column : counts) {
      ColumnBins bins = column.bins();
      Column.Source source =
          bins instanceof CategoricalBins
              ? Column.Source.CATEGORICAL_INPUT
              : Column.Source.NUMERIC_INPUT;
      columns.add(new Column(NAME + columns.size(), source, columns.size(), bins));
    }
    return new Layout(columns);
  }
}
