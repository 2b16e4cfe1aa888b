package com.nextgen.ml.monitoring.schema.policy;

/**
 * From what change on worse performance matters.
 *
 * @param drop by how much accuracy, AUC or F1 falls, above 0 and at most 1
 * @param growth by what part of itself a loss or an error grows, above 0 and at most 10
 */
public record PerformanceSettings(double drop, double growth) {
  /** A fall of 5 points, a growth by 20 %. */
  public static final PerformanceSettings DEFAULT = new PerformanceSettings(0.05, 0.2);

  public PerformanceSettings {
    if (!(drop > 0 && drop <= 1)) {
      throw new IllegalArgumentException(
          "monitoring.performance.drop must be more than 0 and at most 1");
    }
    if (!(growth > 0 && growth <= 10)) {
      throw new IllegalArgumentException(
          "monitoring.performance.growth must be more than 0 and at most 10");
    }
  }
}
