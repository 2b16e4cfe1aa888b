package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.stats.CramerVonMises;
import com.nextgen.ml.monitoring.stats.Kolmogorov;
import com.nextgen.ml.monitoring.stats.Normal;
import com.nextgen.ml.monitoring.stats.WeightedChiSquared;
import java.util.HashMap;
import java.util.Map;

/**
 * Critical values at one level, each found once. Holds what it found, so it belongs to one thread
 * and one evaluation.
 */
public final class CriticalValues {
  private final double level;
  private final Map<WeightedChiSquared, Double> chiSquared = new HashMap<>();
  private final Map<Integer, Double> normal = new HashMap<>();
  private double kolmogorov = Double.NaN;
  private double cramerVonMises = Double.NaN;

  /**
   * @param level the probability of a false alarm, more than 0, less than 1
   */
  public CriticalValues(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must be more than 0 and less than 1");
    }
    this.level = level;
  }

  /** Returns the probability of a false alarm. */
  public double level() {
    return level;
  }

  /** What such a variable passes with the level's probability. */
  double of(WeightedChiSquared variable) {
    return chiSquared.computeIfAbsent(variable, v -> v.inverseSurvival(level));
  }

  /** Returns what a Kolmogorov variable passes with the level's probability. */
  public double kolmogorov() {
    if (Double.isNaN(kolmogorov)) {
      kolmogorov = Kolmogorov.inverseSurvival(level);
    }
    return kolmogorov;
  }

  /** Returns what Cramér and von Mises' variable passes with the level's probability. */
  public double cramerVonMises() {
    if (Double.isNaN(cramerVonMises)) {
      cramerVonMises = CramerVonMises.inverseSurvival(level);
    }
    return cramerVonMises;
  }

  /** Returns what the size of a normal variable passes with the level's probability. */
  public double normal() {
    return normal(1);
  }

  /** Returns what the size of a normal variable passes with a part of the level's probability. */
  public double normal(int parts) {
    return normal.computeIfAbsent(parts, k -> Normal.inverseSurvival(level / 2 / k));
  }
}
