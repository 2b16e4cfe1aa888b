package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is counted of what a model says: its score or value, and its class. */
final class OutputSeries {
  private static final int MAX_CLASSES = 20;

  private final Optional<NumericSeries> score;
  private final Optional<CategorySeries> classes;
  private final Optional<CategoricalCounts> baselineClasses;

  OutputSeries(Labels labels, Layout layout, @Nullable Baseline baseline) {
    Optional<Counts> reference = Optional.ofNullable(baseline).map(Baseline::counts);
    Counts none = layout.empty();
    this.score =
        none.output(Column.SCORE)
            .map(
                counts ->
                    new NumericSeries(
                        labels,
                        (NumericBins) counts.bins(),
                        reference
                            .flatMap(c -> c.output(Column.SCORE))
                            .map(NumericCounts.class::cast)
                            .orElse(null),
                        isOpen(layout)));
    this.classes =
        none.output(Column.PREDICTED_CLASS)
            .map(
                counts ->
                    new CategorySeries(
                        labels, "class", (CategoricalBins) counts.bins(), MAX_CLASSES));
    this.baselineClasses =
        reference
            .flatMap(counts -> counts.output(Column.PREDICTED_CLASS))
            .map(CategoricalCounts.class::cast);
  }

  private static boolean isOpen(Layout layout) {
    return layout.columns().stream()
        .anyMatch(column -> column.source() == Column.Source.SCORE && column.isOpen());
  }

  int size() {
    return score.map(NumericSeries::size).orElse(0)
        + 2 * classes.map(CategorySeries::size).orElse(0);
  }

  void add(Families families, Counts counts) {
    score.ifPresent(
        series -> {
          NumericCounts scores = (NumericCounts) counts.output(Column.SCORE).orElseThrow();
          series.add(families, Metric.PREDICTION_DISTRIBUTION, scores);
          series.addConstants(
              families, Metric.PREDICTION_BINS, Metric.BASELINE_PREDICTION_DISTRIBUTION);
          series.addOutside(families, Metric.BASELINE_PREDICTION_OUTSIDE_RATIO);
          series.addGaps(families, Metric.PREDICTION_GAP, scores);
        });
    classes.ifPresent(
        series -> {
          CategoricalCounts said =
              (CategoricalCounts) counts.output(Column.PREDICTED_CLASS).orElseThrow();
          series.add(families, Metric.PREDICTION_CLASS, said);
          baselineClasses.ifPresent(
              baseline ->
                  series.addRatios(families, Metric.BASELINE_PREDICTION_CLASS_RATIO, baseline));
        });
  }
}
