package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ErrorBins;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.LabelBins;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What losses a model has on rows it was not fitted on: the mean that a detector takes for
 * unchanged.
 *
 * @param rows labelled held-out rows
 * @param error mean of the 0/1 loss
 * @param squared mean of the squared loss; empty if there is none
 * @param limit of |error|, for a regression; empty for a classification
 */
public record LossBounds(long rows, double error, OptionalDouble squared, OptionalDouble limit) {
  private static final double Z_99 = 2.3263478740408408;
  private static final double QUANTILE = 0.9;

  public LossBounds {
    if (rows < 1 || !(error >= 0 && error <= 1)) {
      throw new IllegalArgumentException("a mean loss must be from 0 to 1, of at least one row");
    }
  }

  /**
   * Returns what a baseline's held-out performance says; empty if it says nothing of losses.
   *
   * @param probable whether scores are probabilities, which alone have a squared loss
   */
  public static Optional<LossBounds> of(PerformanceFigures figures, boolean probable) {
    ErrorBins errors = figures.errorBins();
    if (errors != null) {
      Double limit = errors.absoluteErrorQuantiles().get(QUANTILE);
      return limit == null
          ? Optional.empty()
          : Optional.of(
              new LossBounds(
                  figures.labelled(),
                  1 - QUANTILE,
                  OptionalDouble.empty(),
                  OptionalDouble.of(limit)));
    }
    Double accuracy = figures.metrics().get(PerformanceMetric.ACCURACY.code());
    if (accuracy == null) {
      return Optional.empty();
    }
    return Optional.of(
        new LossBounds(
            figures.labelled(),
            1 - accuracy,
            probable ? brier(figures.labelBins()) : OptionalDouble.empty(),
            OptionalDouble.empty()));
  }

  private static OptionalDouble brier(@Nullable LabelBins bins) {
    if (bins == null) {
      return OptionalDouble.empty();
    }
    double squares = bins.squaredErrorSums().stream().mapToDouble(Double::doubleValue).sum();
    long rows =
        bins.negatives().stream().mapToLong(Long::longValue).sum()
            + bins.positives().stream().mapToLong(Long::longValue).sum();
    double mean = squares / rows;
    return rows > 0 && mean <= 1 ? OptionalDouble.of(mean) : OptionalDouble.empty();
  }

  /**
   * μ0: the upper 99 % bound of a mean loss, and a margin. Wilson's bound for a share (1927); of
   * all losses in [0, 1] with one mean, those that are 0 or 1 vary most, so it is a bound for each.
   *
   * @return in (0, 1)
   */
  public double unchanged(double mean, double margin) {
    double n = rows;
    double z2 = Z_99 * Z_99;
    double spread = Math.sqrt(mean * (1 - mean) / n + z2 / (4 * n * n));
    double upper = (mean + z2 / (2 * n) + Z_99 * spread) / (1 + z2 / n);
    return Math.min(0.999, Math.max(1e-6, upper + margin));
  }
}
