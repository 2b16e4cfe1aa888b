package com.nextgen.ml.monitoring.schema.policy;

import java.util.Map;

/**
 * What counts as a difference that matters.
 *
 * @param thresholds of every feature and output
 * @param datasetRatio a data set has drifted where at least this share of its judged features has;
 *     more than 0, at most 1
 * @param features what differs for single features, by name
 */
public record DriftSettings(
    EffectThresholds thresholds, double datasetRatio, Map<String, FeaturePolicy> features) {

  /** PSI 0.2, half of the features, nothing else for any feature. */
  public static final DriftSettings DEFAULT =
      new DriftSettings(EffectThresholds.NONE, 0.5, Map.of());

  public DriftSettings {
    features = Map.copyOf(features);
    if (!(datasetRatio > 0 && datasetRatio <= 1)) {
      throw new IllegalArgumentException(
          "monitoring.thresholds.dataset-ratio must be more than 0 and at most 1");
    }
  }

  /** Returns what differs for {@code feature}. */
  public FeaturePolicy feature(String feature) {
    return features.getOrDefault(feature, FeaturePolicy.DEFAULT);
  }
}
