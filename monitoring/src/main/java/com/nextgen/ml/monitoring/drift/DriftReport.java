package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found when the counts of a window were held against a reference. {@link DriftReportJson}
 * writes it.
 *
 * @param subject what was compared with what
 * @param window the rows in question
 * @param baseline the rows they were held against; null if there are none
 * @param policy by which it was judged
 * @param dataset the inputs as a whole
 * @param features in the layout's order
 * @param prediction the score or value, or the predicted class of a model without a score; null if
 *     nothing the model says was counted
 * @param predictedClass the predicted class of a model with a score; null if it has none
 * @param multivariate the features together; null if the reference knows nothing of that
 */
public record DriftReport(
    Subject subject,
    WindowSpan window,
    @Nullable ReferenceRows baseline,
    DriftPolicy policy,
    Dataset dataset,
    List<ColumnReport> features,
    @Nullable ColumnReport prediction,
    @Nullable ColumnReport predictedClass,
    @Nullable MultivariateReport multivariate) {

  public DriftReport {
    features = List.copyOf(features);
    if (predictedClass != null && prediction == null) {
      throw new IllegalArgumentException("a report with a predicted class has a prediction");
    }
  }

  /** The features, then what the model says. */
  public Stream<ColumnReport> columns() {
    return Stream.concat(
        features.stream(), Stream.of(prediction, predictedClass).flatMap(Stream::ofNullable));
  }

  /** Whether any column has drifted, or the features together have. */
  public boolean hasDrift() {
    boolean together = multivariate != null && multivariate.verdict() == Verdict.DRIFTED;
    return together || columns().anyMatch(column -> column.verdict() == Verdict.DRIFTED);
  }

  /** The report of the feature called {@code name}. */
  public Optional<ColumnReport> feature(String name) {
    return features.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /**
   * What was compared with what.
   *
   * @param model null where the rows belong to no model, as when two files are compared
   * @param version likewise
   * @param scope {@code instance}, {@code cluster} or {@code files}
   * @param replicas of the service that the scope is made of
   * @param against {@code baseline}, {@code previous} or {@code version:3}
   */
  public record Subject(
      @Nullable String model,
      @Nullable String version,
      String scope,
      int replicas,
      String against) {

    public Subject {
      if (scope.isEmpty() || against.isEmpty() || replicas < 1) {
        throw new IllegalArgumentException("a report needs a scope and what it is against");
      }
    }

    /** What one process, or one pair of files, has to say. */
    public Subject(@Nullable String model, @Nullable String version, String scope, String against) {
      this(model, version, scope, 1, against);
    }
  }

  /**
   * The stretch of time that was compared.
   *
   * @param name as it is configured, {@code 1h}; any name where it is not a time
   * @param from inclusive; null if unknown
   * @param to exclusive; null if unknown
   * @param rows counted in it
   */
  public record WindowSpan(String name, @Nullable Instant from, @Nullable Instant to, long rows) {

    public WindowSpan {
      if (rows < 0) {
        throw new IllegalArgumentException("rows must not be negative");
      }
      if (from != null && to != null && to.isBefore(from)) {
        throw new IllegalArgumentException("a window must not end before it begins");
      }
    }
  }

  /**
   * What the window was held against.
   *
   * @param rows counted in it
   * @param sha256 of the model file; empty if there is none
   * @param designEffect whether it tells what dependent rows are worth; else rows are taken for
   *     independent
   */
  public record ReferenceRows(long rows, String sha256, boolean designEffect) {

    public ReferenceRows {
      if (rows < 0) {
        throw new IllegalArgumentException("rows must not be negative");
      }
    }
  }

  /**
   * The inputs as a whole.
   *
   * @param reason why there is no verdict; null if there is one
   * @param driftedRatio share of the judged features that have drifted; absent if none was judged
   */
  public record Dataset(Verdict verdict, @Nullable Reason reason, OptionalDouble driftedRatio) {

    public Dataset {
      boolean judged = verdict != Verdict.NOT_ENOUGH_DATA;
      if (judged != driftedRatio.isPresent() || judged != (reason == null)) {
        throw new IllegalArgumentException("a data set has either a drifted ratio or a reason");
      }
    }
  }
}
