package com.nextgen.ml.monitoring.fairness.sums;

import org.jspecify.annotations.Nullable;

/**
 * By what rows were put into groups.
 *
 * @param attribute its name; of a crossing the names joined by {@code ","}
 * @param condition the stratum within which groups are compared, {@code Region=East}; null for all
 *     rows
 * @param favourable the class that is good for the person; null where numbers are predicted
 */
public record AttributeKey(
    String attribute, @Nullable String condition, @Nullable String favourable) {

  public AttributeKey {
    if (attribute.isEmpty()) {
      throw new IllegalArgumentException("a group attribute needs a name");
    }
  }
}
