package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.counts.Column;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Which features of a version are published.
 *
 * @param published by name
 * @param omitted how many are not, since their series would pass the budget
 */
record FeatureChoice(Map<String, FeatureSeries> published, int omitted) {
  FeatureChoice {
    published = Map.copyOf(published);
  }

  /** None at all, as of a version without a baseline. */
  static final FeatureChoice NONE = new FeatureChoice(Map.of(), 0);

  /**
   * The most important features, as many as fit; in the order of the schema where the baseline does
   * not say how important they are.
   *
   * @param model the labels of the version
   * @param windows how many the version is watched by
   */
  static FeatureChoice within(int budget, Labels model, Baseline baseline, int windows) {
    Map<String, Double> importance = new HashMap<>();
    for (FeatureImportance feature : baseline.outputs().importance()) {
      importance.put(feature.feature(), feature.importance());
    }
    List<FeatureSeries> all = new ArrayList<>();
    for (int i = 0; i < baseline.layout().columns().size(); i++) {
      Column column = baseline.layout().columns().get(i);
      if (column.isInput()) {
        all.add(
            FeatureSeries.of(
                model,
                column,
                baseline.counts().columns().get(i),
                baseline.inputSummary(column.name()).orElse(null) instanceof CategorySummary names
                    ? names.knownSingletons()
                    : OptionalLong.empty()));
      }
    }
    all.sort(Comparator.comparingDouble(feature -> -importance.getOrDefault(feature.name(), 0.0)));
    Map<String, FeatureSeries> published = new HashMap<>();
    int left = budget;
    for (FeatureSeries feature : all) {
      left -= feature.size(windows);
      if (left < 0) {
        break;
      }
      published.put(feature.name(), feature);
    }
    return new FeatureChoice(published, all.size() - published.size());
  }
}
