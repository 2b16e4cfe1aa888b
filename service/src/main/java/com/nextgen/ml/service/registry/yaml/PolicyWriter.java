package com.nextgen.ml.service.registry.yaml;

import com.nextgen.ml.monitoring.schema.policy.BudgetShares;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.MultivariatePolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the part {@code monitoring} of {@code model.yaml}, without what is said by default. */
final class PolicyWriter {
  private final StringBuilder out;

  PolicyWriter(StringBuilder out) {
    this.out = out;
  }

  void write(MonitoringPolicy policy) {
    if (policy.equals(MonitoringPolicy.DEFAULT)) {
      return;
    }
    out.append("monitoring:\n");
    line("windows", SchemaWriter.list(policy.windows().stream().map(Window::name).toList()));
    line("minimum-rows", Long.toString(policy.minimumRows()));
    line("false-alarms", policy.falseAlarms().spelling());
    if (!policy.budget().equals(BudgetShares.EQUAL)) {
      line("budget", numbers(policy.budget().bySpelling()));
    }
    drift(policy.drift());
    if (policy.showValues()) {
      line("show-values", "true");
    }
    if (!policy.segments().isEmpty()) {
      line("segments", SchemaWriter.list(policy.segments()));
    }
    labels(policy.labels());
    log(policy.log());
    if (!policy.concept().equals(ConceptPolicy.DEFAULT)) {
      line(
          "concept",
          "{margin: %s, detectors: %s}"
              .formatted(
                  SchemaWriter.number(policy.concept().margin()),
                  SchemaWriter.list(policy.concept().detectors())));
    }
    if (!policy.multivariate().equals(MultivariatePolicy.DEFAULT)) {
      line("multivariate", "{rows: " + policy.multivariate().rows() + "}");
    }
    if (!policy.performance().equals(PerformanceSettings.DEFAULT)) {
      line(
          "performance",
          "{drop: %s, growth: %s}"
              .formatted(
                  SchemaWriter.number(policy.performance().drop()),
                  SchemaWriter.number(policy.performance().growth())));
    }
  }

  private void drift(DriftSettings rules) {
    Map<String, Double> thresholds = new TreeMap<>(rules.thresholds().byTest());
    if (rules.datasetRatio() != DriftSettings.DEFAULT.datasetRatio()) {
      thresholds.put("dataset-ratio", rules.datasetRatio());
    }
    if (!thresholds.isEmpty()) {
      line("thresholds", numbers(thresholds));
    }
    if (!rules.features().isEmpty()) {
      out.append("  features:\n");
      new TreeMap<>(rules.features())
          .forEach(
              (name, feature) -> {
                out.append("  ");
                line(YamlDocument.quoted(name), feature(feature));
              });
    }
  }

  private static String feature(FeaturePolicy feature) {
    List<String> entries = entries(feature.thresholds().byTest());
    feature.minimumRows().ifPresent(rows -> entries.add("minimum-rows: " + rows));
    if (!feature.watch()) {
      entries.add("watch: false");
    }
    return "{" + String.join(", ", entries) + "}";
  }

  private void labels(LabelPolicy labels) {
    if (!labels.delay().equals(LabelPolicy.DEFAULT.delay())) {
      line("label-delay", DurationSpelling.of(labels.delay()));
    }
    labels
        .perDay()
        .ifPresent(labelsADay -> line("labels-per-day", SchemaWriter.number(labelsADay)));
  }

  private void log(LogPolicy log) {
    if (!log.retention().equals(LogPolicy.DEFAULT.retention())) {
      line("retention", DurationSpelling.of(log.retention()));
    }
    if (log.features()) {
      line("log-features", "true");
    }
  }

  private static String numbers(Map<String, Double> numbers) {
    return "{" + String.join(", ", entries(numbers)) + "}";
  }

  private static List<String> entries(Map<String, Double> numbers) {
    List<String> entries = new ArrayList<>();
    new TreeMap<>(numbers)
        .forEach((name, number) -> entries.add(name + ": " + SchemaWriter.number(number)));
    return entries;
  }

  private void line(String key, String value) {
    out.append("  ").append(key).append(": ").append(value).append('\n');
  }
}
