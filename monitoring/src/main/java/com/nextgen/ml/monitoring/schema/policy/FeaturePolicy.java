package com.nextgen.ml.monitoring.schema.policy;

import java.util.OptionalLong;

/**
 * How one feature is watched where that differs from the model's policy.
 *
 * @param thresholds before the model's
 * @param minimumRows instead of the model's; empty if that
 * @param watch false: its figures are shown, but it is not judged and never alarms
 */
public record FeaturePolicy(EffectThresholds thresholds, OptionalLong minimumRows, boolean watch) {

  /** As the model's policy says. */
  public static final FeaturePolicy DEFAULT =
      new FeaturePolicy(EffectThresholds.NONE, OptionalLong.empty(), true);

  public FeaturePolicy {
    if (minimumRows.isPresent() && minimumRows.getAsLong() < 1) {
      throw new IllegalArgumentException("minimum-rows must be at least 1");
    }
  }
}
