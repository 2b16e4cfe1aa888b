package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.counts.BinIndexes;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.feedback.outcome.ClassScores;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.store.table.VersionRow;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A version whose predictions are logged. Rows are counted by another observer. */
final class LoggingObserver implements VersionObserver {
  private final VersionId id;
  private final ModelSchema schema;
  private final VersionRow stored;
  private final VersionObserver counting;
  private final PredictionLog log;
  private final ObservationSink observed;
  private final PastRows.OfVersion past;
  private final BinIndexes binNumbers;
  private final @Nullable NumericBins scoreBins;
  private final GroupTexts groups;
  private final ClusterColumn clusterColumn;

  LoggingObserver(
      VersionId id,
      ModelSchema schema,
      @Nullable Baseline baseline,
      VersionObserver counting,
      PredictionLog log,
      ObservationSink observed,
      PastRows.OfVersion past) {
    this.id = id;
    this.schema = schema;
    this.stored = new VersionRow(id.model(), id.version(), schema.classes());
    this.counting = counting;
    this.log = log;
    this.observed = observed;
    this.past = past;
    Layout layout = baseline == null ? Layout.withoutBaseline(schema) : baseline.layout();
    this.binNumbers = new BinIndexes(layout);
    this.scoreBins =
        layout.columns().stream()
            .filter(column -> column.source() == Column.Source.SCORE)
            .map(column -> (NumericBins) column.bins())
            .findFirst()
            .orElse(null);
    this.groups = new GroupTexts(schema);
    this.clusterColumn =
        ClusterColumn.of(schema, baseline == null ? Dependence.NONE : baseline.dependence());
  }

  VersionId id() {
    return id;
  }

  ModelSchema schema() {
    return schema;
  }

  VersionRow stored() {
    return stored;
  }

  VersionObserver counting() {
    return counting;
  }

  PastRows.OfVersion past() {
    return past;
  }

  GroupTexts groups() {
    return groups;
  }

  ClusterColumn clusterColumn() {
    return clusterColumn;
  }

  /** The row's bins; null if the version's layout has none of features. */
  byte @Nullable [] bins(RowBlock rows, int row) {
    return binNumbers.columns().isEmpty() ? null : binNumbers.of(rows, row);
  }

  /** See {@link Outcome#scores}. */
  byte @Nullable [] classScores(PredictionBlock predictions, int row) {
    double[] scores = predictions.scores();
    int classes = schema.classes().size();
    return scores == null
            || schema.task() != Task.MULTICLASS_CLASSIFICATION
            || classes > OutcomeLayout.MAX_RANKED_CLASSES
        ? null
        : ClassScores.write(scores, row * classes, classes);
  }

  /** See {@link Outcome#scoreBin}. */
  int scoreBin(double score) {
    if (scoreBins == null || Missing.is(score)) {
      return Integer.MIN_VALUE;
    }
    double value = scoreBins.precision().round(score);
    return Double.isFinite(value) ? scoreBins.indexOf(value) : Integer.MIN_VALUE;
  }

  @Override
  public int onRows(RowBlock rows, PredictionBlock predictions, RowDetails details) {
    int counted = counting.onRows(rows, predictions, details);
    if (!log.offer(new LoggedRows(this, rows, predictions, details))) {
      counting.onUnlogged(rows.rows());
    }
    return counted;
  }

  /** Keeps the rows first: the store knows which are new, whatever the replica. */
  @Override
  public CompletableFuture<ObservedRows> onObserved(
      RowBlock rows, PredictionBlock predictions, RowDetails details) {
    return observed.keep(new LoggedRows(this, rows, predictions, details));
  }

  @Override
  public void onTypeError(String feature) {
    counting.onTypeError(feature);
  }

  @Override
  public void onRequest(long nanos, @Nullable ErrorReason error, @Nullable String traceId) {
    counting.onRequest(nanos, error, traceId);
  }

  @Override
  public void onRetired() {
    counting.onRetired();
  }
}
