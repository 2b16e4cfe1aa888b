package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReference;
import com.nextgen.ml.monitoring.schema.Window;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a window is held against.
 *
 * @param rows it was counted from
 * @param sha256 of the model file; empty if there is none
 * @param inSample whether its outputs come from rows the model was fitted on, so that they are
 *     shown but not judged
 * @param live whether its rows are live ones, as the window's are; else training rows
 * @param worth of its rows and of the window's
 * @param together what is known of its features together; empty if nothing
 */
public record Reference(
    Counts counts,
    long rows,
    String sha256,
    boolean inSample,
    boolean live,
    RowWorth worth,
    Optional<MultivariateReference> together) {

  /** Independent training rows. */
  public Reference(Counts counts, long rows, String sha256, boolean inSample) {
    this(counts, rows, sha256, inSample, false, RowWorth.INDEPENDENT, Optional.empty());
  }

  /** A training baseline for rows that come from no window. */
  public static Reference of(Baseline baseline) {
    return of(baseline, null);
  }

  /**
   * A training baseline.
   *
   * @param window that the rows held against it come from; null if from none
   */
  public static Reference of(Baseline baseline, @Nullable Window window) {
    return new Reference(
        baseline.counts(),
        baseline.rows(),
        baseline.sha256(),
        baseline.inSample(),
        false,
        RowWorth.of(baseline, window),
        Optional.empty());
  }

  /** Counts of independent live rows. */
  public static Reference of(Counts counts) {
    return of(counts, RowWorth.INDEPENDENT);
  }

  /** Counts of live rows, such as the window before. */
  public static Reference of(Counts counts, RowWorth worth) {
    return new Reference(counts, counts.rows(), "", false, true, worth, Optional.empty());
  }

  /** The same with what is known of its features together. */
  public Reference with(Optional<MultivariateReference> known) {
    return new Reference(counts, rows, sha256, inSample, live, worth, known);
  }

  /** What its rows of a column are worth to a test at {@code level}. */
  public SampleWorth referenceWorth(Column column, long referenceRows, double level) {
    return live ? worth.live(column, referenceRows, level) : worth.training(column, level);
  }

  /** What the rows held against it are worth. */
  public SampleWorth currentWorth(Column column, long currentRows, double level) {
    return worth.live(column, currentRows, level);
  }
}
