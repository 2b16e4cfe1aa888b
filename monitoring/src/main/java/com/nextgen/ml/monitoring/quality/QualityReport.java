package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.drift.DriftReport.Subject;
import com.nextgen.ml.monitoring.drift.DriftReport.WindowSpan;
import com.nextgen.ml.monitoring.drift.Reason;
import com.nextgen.ml.monitoring.drift.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found of the values of a window. {@link QualityReportJson} writes it.
 *
 * @param policy by which it was judged
 * @param verdict drifted if any check of any feature has
 * @param reason why there is none; null if there is one
 * @param features in the layout's order
 * @param faults what the window's counts do not hold
 */
public record QualityReport(
    Subject subject,
    WindowSpan window,
    QualityPolicy policy,
    Verdict verdict,
    @Nullable Reason reason,
    List<FeatureQuality> features,
    InputFaults faults) {

  public QualityReport {
    features = List.copyOf(features);
  }

  /** The same with faults. */
  public QualityReport with(InputFaults counted) {
    return new QualityReport(subject, window, policy, verdict, reason, features, counted);
  }

  /** The checks of the feature called {@code name}. */
  public Optional<FeatureQuality> feature(String name) {
    return features.stream().filter(feature -> feature.name().equals(name)).findFirst();
  }

  /**
   * The checks of one feature.
   *
   * @param checks those that apply to it
   */
  public record FeatureQuality(String name, List<QualityFigure> checks) {
    public FeatureQuality {
      checks = List.copyOf(checks);
    }

    /** What {@code check} found; empty if it does not apply. */
    public Optional<QualityFigure> check(QualityCheck check) {
      return checks.stream().filter(figure -> figure.check() == check).findFirst();
    }
  }
}
