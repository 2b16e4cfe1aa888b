package com.nextgen.ml.service.cli.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** After how many labels of a changed concept the service found the change, by model. */
final class LabelsUntilFound {
  private final Map<String, Long> labels = new HashMap<>();
  private final Map<String, Long> found = new HashMap<>();

  /**
   * More labels came.
   *
   * @param told how many
   * @param concept the verdict after them
   */
  void take(String model, int told, Concept concept) {
    long all = labels.merge(model, (long) told, Long::sum);
    if (concept.isDrifted()) {
      found.putIfAbsent(model, all);
    }
  }

  /** Empty if it was not found. */
  OptionalLong of(String model) {
    Long after = found.get(model);
    return after == null ? OptionalLong.empty() : OptionalLong.of(after);
  }
}
