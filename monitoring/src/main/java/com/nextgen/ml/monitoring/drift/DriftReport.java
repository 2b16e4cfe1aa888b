package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.ReferenceRows;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found when the counts of a window were compared with a reference. {@link
 * DriftReportJson} writes it.
 *
 * @param subject what was compared with what
 * @param window the rows in question
 * @param baseline the rows they were compared with; null if there are none
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
    DriftCriteria policy,
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

  /** Returns the features, then what the model says. */
  public Stream<ColumnReport> columns() {
    return Stream.concat(
        features.stream(), Stream.of(prediction, predictedClass).flatMap(Stream::ofNullable));
  }

  /** Returns whether any column has drifted, or the features together have. */
  public boolean hasDrift() {
    boolean together = multivariate != null && multivariate.verdict() == Verdict.DRIFTED;
    return together || columns().anyMatch(column -> column.verdict() == Verdict.DRIFTED);
  }

  /** Returns the report of the feature called {@code name}. */
  public Optional<ColumnReport> feature(String name) {
    return features.stream().filter(column -> column.name().equals(name)).findFirst();
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
