package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The training baseline of a model version. Made by {@link BaselineBuilder}, written and read by
 * {@link BaselineJson}.
 *
 * @param model the model's name
 * @param sha256 of the model file, lower-case hexadecimal; empty if it is served elsewhere
 * @param rows training rows that the inputs were counted from
 * @param capturedAt when it was made
 * @param inSample whether what the model says was counted from rows the model was fitted on, or not
 *     at all
 * @param counts inputs from the training rows; score and class from validation rows, or from
 *     training rows if {@code inSample}
 * @param summaries of the columns, in the order of the counts
 * @param outputs performance, groups and importance; from the same rows as score and class
 * @param background a sample of training rows for attribution; no rows if none is kept
 * @param products of the numeric inputs over blocks of training rows
 * @param dependence how far the training rows depend on each other
 * @param segments the rows apart by the values of the columns that the policy declares
 */
public record Baseline(
    String model,
    String sha256,
    long rows,
    Instant capturedAt,
    boolean inSample,
    Counts counts,
    List<ColumnSummary> summaries,
    OutputFigures outputs,
    RowBlock background,
    ProductBlocks products,
    Dependence dependence,
    List<SegmentBaseline> segments) {

  public Baseline {
    summaries = List.copyOf(summaries);
    segments = List.copyOf(segments);
    if (summaries.size() != counts.columns().size()) {
      throw new IllegalArgumentException("there must be one summary a column");
    }
    long inputs = counts.layout().columns().stream().filter(Column::isInput).count();
    for (BlockFigures set : dependence.sets()) {
      if (set.inputs().size() != inputs) {
        throw new IllegalArgumentException("there must be one design effect a feature");
      }
    }
  }

  /** A baseline of which nothing is known to hold rows together. */
  public Baseline(
      String model,
      String sha256,
      long rows,
      Instant capturedAt,
      boolean inSample,
      Counts counts,
      List<ColumnSummary> summaries,
      OutputFigures outputs,
      RowBlock background,
      ProductBlocks products) {
    this(
        model,
        sha256,
        rows,
        capturedAt,
        inSample,
        counts,
        summaries,
        outputs,
        background,
        products,
        Dependence.NONE,
        List.of());
  }

  /** A baseline that knows no more than its counts. */
  public Baseline(
      String model, String sha256, long rows, Instant capturedAt, boolean inSample, Counts counts) {
    this(
        model,
        sha256,
        rows,
        capturedAt,
        inSample,
        counts,
        counts.columns().stream().map(ColumnSummary::of).toList(),
        new OutputFigures(outputRows(counts), null, List.of(), List.of()),
        RowBlock.empty(),
        ProductBlocks.NONE);
  }

  private static long outputRows(Counts counts) {
    long rows = 0;
    for (int i = 0; i < counts.columns().size(); i++) {
      boolean isInput = counts.layout().columns().get(i).isInput();
      rows = isInput ? rows : Math.max(rows, counts.columns().get(i).rows());
    }
    return rows;
  }

  /** Returns the training rows apart by the values of {@code column}; empty if it keeps none. */
  public Optional<SegmentBaseline> segment(String column) {
    return segments.stream().filter(segment -> segment.column().equals(column)).findFirst();
  }

  /** Returns the columns that live counters of this version count. */
  public Layout layout() {
    return counts.layout();
  }

  /** Returns what is known of the input called {@code feature} beside its counts. */
  public Optional<ColumnSummary> inputSummary(String feature) {
    return summary(feature, true);
  }

  /** Returns the same of {@code Column.SCORE} or {@code Column.PREDICTED_CLASS}. */
  public Optional<ColumnSummary> outputSummary(String name) {
    return summary(name, false);
  }

  private Optional<ColumnSummary> summary(String name, boolean input) {
    List<ColumnCounts> columns = counts.columns();
    for (int i = 0; i < columns.size(); i++) {
      if (layout().columns().get(i).isInput() == input
          && layout().columns().get(i).name().equals(name)) {
        return Optional.of(summaries.get(i));
      }
    }
    return Optional.empty();
  }

  /**
   * Checks that this is the baseline of a model and its file.
   *
   * @param sha256 of the model file; empty if it is served elsewhere
   * @throws IllegalArgumentException if it is not; the message says what differs and names the
   *     feature
   */
  public void checkFits(ModelSchema schema, String sha256) {
    BaselineFit.check(this, schema, sha256);
  }
}
