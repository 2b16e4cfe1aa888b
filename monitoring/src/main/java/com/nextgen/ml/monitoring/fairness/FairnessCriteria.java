package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.gap.Tolerance;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import com.nextgen.ml.monitoring.schema.policy.FairnessSettings;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import org.jspecify.annotations.Nullable;

/**
 * When gaps between groups are called unfair, and when fair.
 *
 * @param level the probability with which a look at groups without an unfair gap may find one
 * @param nominal whether {@code level} is a customary one for looking, which never alarms
 * @param matured whether the labelled rows are of the very predictions that are counted, so that
 *     the share of labels is known
 * @param designEffect how many rows are worth one that is independent, at least 1
 * @param absoluteError the mean absolute error of validation rows, in parts of which differences of
 *     a regression are measured; null if unknown
 */
public record FairnessCriteria(
    double level,
    boolean nominal,
    boolean matured,
    FairnessSettings settings,
    double designEffect,
    @Nullable Double absoluteError) {
  /** The probability with which a gap at the end of the tolerance may be called fair. */
  public static final double FAIR_TAIL = 0.05;

  public FairnessCriteria {
    if (!(level > 0 && level < 1) || !(designEffect >= 1)) {
      throw new IllegalArgumentException(
          "a level in (0, 1) and a design effect of at least 1 are needed");
    }
  }

  /** For reports that are computed now and never alarm. */
  public static FairnessCriteria onDemand(MonitoringPolicy policy, boolean matured) {
    return new FairnessCriteria(
        MonitoringPolicy.NOMINAL_LEVEL, true, matured, policy.fairness(), 1, null);
  }

  /**
   * For a tumbling window, which is judged once, after its labels have matured: by half of the
   * family's share of the budget, the other half is for the evidence at any time.
   */
  public static FairnessCriteria forWindow(MonitoringPolicy policy, Window window) {
    return new FairnessCriteria(
        policy.level(AlarmFamily.FAIRNESS, window) / 2, false, true, policy.fairness(), 1, null);
  }

  /** Returns the same with the mean absolute error of validation rows. */
  public FairnessCriteria withAbsoluteError(@Nullable Double error) {
    return new FairnessCriteria(level, nominal, matured, settings, designEffect, error);
  }

  /** Returns the same where so many rows are worth one that is independent. */
  public FairnessCriteria withDesignEffect(double effect) {
    return new FairnessCriteria(level, nominal, matured, settings, effect, absoluteError);
  }

  /** The tolerance of a gap; null if it is not known. */
  @Nullable Tolerance tolerance(FairnessMetric metric) {
    if (metric.isRatio()) {
      return new Tolerance.Ratio(settings.ratio());
    }
    if (!metric.isOfValues()) {
      return new Tolerance.Difference(settings.difference());
    }
    return absoluteError == null || !(absoluteError > 0)
        ? null
        : new Tolerance.Difference(settings.difference() * absoluteError);
  }

  /** The smallest denominator that is judged. */
  double minimum() {
    return settings.minimum() * designEffect;
  }
}
