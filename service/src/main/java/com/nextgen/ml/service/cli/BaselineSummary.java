package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.counts.Column;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in a few lines what a baseline holds. */
final class BaselineSummary {
  private static final int MAX_FEATURES = 5;

  private BaselineSummary() {}

  static void print(Baseline baseline, PrintWriter out) {
    long features = baseline.layout().columns().stream().filter(Column::isInput).count();
    out.printf(Locale.ROOT, "  %,d training rows, %d features%n", baseline.rows(), features);
    if (baseline.outputs().rows() == 0) {
      out.println(
          "  no model file and no column of predictions: nothing about its output, and nothing is judged by it");
      return;
    }
    if (baseline.inSample()) {
      out.println("  in-sample: no validation rows, so nothing is judged by the model's output");
    } else {
      out.printf(Locale.ROOT, "  %,d validation rows%n", baseline.outputs().rows());
    }
    PerformanceFigures performance = baseline.outputs().performance();
    out.println(
        performance == null
            ? "  no labels: no performance"
            : "  performance: " + metrics(performance));
    List<FeatureImportance> importance = baseline.outputs().importance();
    if (!importance.isEmpty()) {
      out.println("  most important: " + mostImportant(importance));
    }
  }

  private static String metrics(PerformanceFigures performance) {
    return performance.metrics().entrySet().stream()
        .map(metric -> String.format(Locale.ROOT, "%s %.4g", metric.getKey(), metric.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String mostImportant(List<FeatureImportance> importance) {
    return importance.stream()
        .sorted(Comparator.comparingDouble(FeatureImportance::importance).reversed())
        .limit(MAX_FEATURES)
        .map(each -> String.format(Locale.ROOT, "%s %.3g", each.feature(), each.importance()))
        .collect(Collectors.joining(", "));
  }
}
