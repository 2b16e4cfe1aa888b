package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.drift.ColumnPolicy;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateMethod;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.service.monitor.kind.DriftFinding;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found of one version's windows: distances of the rolling ones, verdicts of the tumbling
 * ones. A figure that does not exist makes no series.
 */
final class DriftSeries {
  private static final List<TestName> TESTS =
      List.of(TestName.PSI, TestName.KS, TestName.JENSEN_SHANNON);

  private final Labels model;
  private final Map<String, FeatureSeries> features;

  DriftSeries(Labels model, Map<String, FeatureSeries> features) {
    this.model = model;
    this.features = features;
  }

  /** How many lines this writes at most, those of single features left out. */
  static int size(int windows) {
    return TESTS.size() + 1 + windows * (TESTS.size() + 5 + MultivariateMethod.values().length);
  }

  void add(Families families, VersionMonitor version) {
    if (version.baseline() != null) {
      addThresholds(families, DriftCriteria.onDemand(version.schema().monitoring()));
    }
    for (DriftReport report : version.reports().looks(DriftReport.class)) {
      addRolling(families, report);
    }
    for (WindowFindings found : version.reports().judged()) {
      Labels window = Labels.of("window", found.window().name());
      found.of(DriftFinding.class).ifPresent(drift -> addVerdict(families, window, drift));
    }
  }

  private void addThresholds(Families families, DriftCriteria policy) {
    features.forEach(
        (name, feature) ->
            addThresholds(families, policy.feature(name), feature.labels(), feature.tests()));
    addThresholds(families, policy.output(), model, TESTS);
  }

  private static Set<TestName> withLargest(List<TestName> tests) {
    Set<TestName> all = new LinkedHashSet<>(tests);
    all.add(TestName.L_INFINITY);
    return all;
  }

  private static void addThresholds(
      Families families, ColumnPolicy policy, Labels labels, List<TestName> tests) {
    // What one bin changes by is judged, and its distance is recorded by a rule alone.
    for (TestName test : withLargest(tests)) {
      policy
          .threshold(test)
          .ifPresent(
              value ->
                  families.gauge(
                      Metric.DRIFT_THRESHOLD,
                      labels.add("test", test.code()),
                      // What is not judged here must raise no alarm by a rule either.
                      policy.watch() ? value : Double.POSITIVE_INFINITY));
    }
    families.gauge(
        Metric.DRIFT_THRESHOLD,
        labels.add("test", EffectThresholds.OUTSIDE),
        policy.watch() ? policy.outside() : Double.POSITIVE_INFINITY);
  }

  private void addRolling(Families families, DriftReport report) {
    Labels window = Labels.of("window", report.window().name());
    families.gauge(Metric.DRIFT_WINDOW_ROWS, model.merge(window), (double) report.window().rows());
    if (report.baseline() == null) {
      return;
    }
    Instant evaluated = report.window().to();
    if (evaluated != null) {
      families.gauge(
          Metric.DRIFT_EVALUATED, model.merge(window), evaluated.toEpochMilli() / 1000.0);
    }
    for (ColumnReport column : report.features()) {
      FeatureSeries feature = features.get(column.name());
      if (feature != null) {
        addDistances(families, Metric.INPUT_DRIFT, feature.labels().merge(window), column);
      }
    }
    MultivariateReport together = report.multivariate();
    if (together != null) {
      for (MultivariateReport.Judged judged : together.tests()) {
        Labels labels = model.merge(window).add("test", judged.figure().test().code());
        families.gauge(Metric.MULTIVARIATE_DRIFT, labels, judged.figure().statistic());
      }
    }
    if (report.prediction() != null) {
      addDistances(families, Metric.PREDICTION_DRIFT, model.merge(window), report.prediction());
    }
  }

  private static void addDistances(
      Families families, Metric metric, Labels labels, ColumnReport column) {
    if (column.reason() == Reason.TOO_FEW_ROWS
        || column.reason() == Reason.TOO_FEW_REFERENCE_ROWS) {
      return; // a distance between a handful of rows and the baseline is noise
    }
    for (TestName test : TESTS) {
      column
          .test(test)
          .ifPresent(
              figure ->
                  families.gauge(metric, labels.add("test", test.code()), figure.statistic()));
    }
  }

  private void addVerdict(Families families, Labels window, DriftFinding found) {
    for (DriftFinding.Column column : found.features()) {
      FeatureSeries feature = features.get(column.name());
      if (feature != null) {
        addDetected(
            families,
            Metric.INPUT_DRIFT_DETECTED,
            feature.labels().merge(window),
            column.verdict());
      }
    }
    addDetected(families, Metric.PREDICTION_DRIFT_DETECTED, model.merge(window), found.output());
    if (found.multivariate() != null) {
      addDetected(
          families, Metric.MULTIVARIATE_DRIFT_DETECTED, model.merge(window), found.multivariate());
    }
    found
        .driftedRatio()
        .ifPresent(ratio -> families.gauge(Metric.DATASET_DRIFT_RATIO, model.merge(window), ratio));
  }

  private static void addDetected(
      Families families, Metric metric, Labels labels, Verdict verdict) {
    if (verdict != Verdict.NOT_ENOUGH_DATA) {
      families.gauge(metric, labels, verdict == Verdict.DRIFTED ? 1 : 0);
    }
  }
}
