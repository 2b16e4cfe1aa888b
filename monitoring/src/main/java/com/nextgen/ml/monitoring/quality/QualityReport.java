package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.ReferenceRows;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.FeatureType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found of the values of a window. {@link QualityReportJson} writes it.
 *
 * @param baseline what it was compared with; null if there is none
 * @param policy by which it was judged
 * @param verdict drifted if any check has
 * @param reason why there is none; null if there is one
 * @param features in the layout's order
 * @param duplicates of the rows of requests; null without a baseline
 * @param faults what this instance counted since the version was loaded
 */
public record QualityReport(
    Subject subject,
    WindowSpan window,
    @Nullable ReferenceRows baseline,
    QualityPolicy policy,
    Verdict verdict,
    @Nullable Reason reason,
    List<FeatureQuality> features,
    @Nullable QualityFigure duplicates,
    InputFaults faults) {

  public QualityReport {
    features = List.copyOf(features);
  }

  /** Returns the same with faults. */
  public QualityReport with(InputFaults counted) {
    return new QualityReport(
        subject, window, baseline, policy, verdict, reason, features, duplicates, counted);
  }

  /** Returns what a check found, of every feature or request that it applies to. */
  public Stream<QualityFigure> figures(QualityCheck check) {
    return Stream.concat(
            features.stream().flatMap(feature -> feature.checks().stream()),
            Stream.ofNullable(duplicates))
        .filter(figure -> figure.check() == check);
  }

  /** Returns the checks of the feature called {@code name}. */
  public Optional<FeatureQuality> feature(String name) {
    return features.stream().filter(feature -> feature.name().equals(name)).findFirst();
  }

  /**
   * The checks of one feature.
   *
   * @param checks those that apply to it
   */
  public record FeatureQuality(String name, FeatureType type, List<QualityFigure> checks) {
    public FeatureQuality {
      checks = List.copyOf(checks);
    }

    /** Returns what {@code check} found; empty if it does not apply. */
    public Optional<QualityFigure> check(QualityCheck check) {
      return checks.stream().filter(figure -> figure.check() == check).findFirst();
    }
  }
}
