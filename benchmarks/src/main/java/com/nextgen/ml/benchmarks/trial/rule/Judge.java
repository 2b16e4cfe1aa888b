package com.nextgen.ml.benchmarks.trial.rule;

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
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares windows with baselines by the product's own evaluation. */
public final class Judge {
  private static final Subject SUBJECT = new Subject("trial", "1", "instance", "baseline");

  /** The column's name. */
  static final String NAME = "x";

  private Judge() {}

  /** One column of independent rows. */
  public static ColumnReport judge(Watched watched, ColumnCounts window, DriftCriteria policy) {
    return judge(watched, window, DesignEffects.INDEPENDENT, policy);
  }

  /** One column, by what its rows and the window's are worth. */
  public static ColumnReport judge(
      Watched watched, ColumnCounts window, DesignEffects worth, DriftCriteria policy) {
    ColumnCounts baseline = watched.baseline();
    boolean names = baseline.bins() instanceof CategoricalBins;
    Counts counts = new Counts(layout(baseline.bins()), List.of(baseline));
    Map<String, Long> singletons = names ? Map.of(NAME, watched.singletons()) : Map.of();
    Reference reference =
        new Reference(counts, counts.rows(), "", false, false, worth, Optional.empty(), singletons);
    Counts current = new Counts(counts.layout(), List.of(window));
    return DriftEvaluation.evaluate(
            reference,
            current,
            policy,
            SUBJECT,
            new WindowSpan("trial", null, null, current.rows()))
        .features()
        .get(0);
  }

  private static Layout layout(ColumnBins bins) {
    Column.Source source =
        bins instanceof CategoricalBins
            ? Column.Source.CATEGORICAL_INPUT
            : Column.Source.NUMERIC_INPUT;
    return new Layout(List.of(new Column(NAME, source, 0, bins)));
  }
}
