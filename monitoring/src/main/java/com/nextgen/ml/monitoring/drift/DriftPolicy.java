package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.schema.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.OptionalDouble;

/**
 * When a difference is called drift.
 *
 * @param level the probability with which a window without any drift may be called drifted, more
 *     than 0, less than 1
 * @param nominal whether {@code level} is a customary one for looking rather than a share of the
 *     false-alarm budget; a nominal verdict never raises an alarm
 * @param psiThreshold the effect that matters, as a population stability index, more than 0
 * @param minimumRows a side with fewer rows is not judged, at least 1
 * @param datasetRatio a data set has drifted where at least this share of its judged features has,
 *     more than 0, at most 1
 */
public record DriftPolicy(
    double level, boolean nominal, double psiThreshold, long minimumRows, double datasetRatio) {
  /** The level of reports that are computed on demand. */
  public static final double NOMINAL_LEVEL = 0.05;

  /** The effect that matters unless told otherwise. */
  public static final double PSI_THRESHOLD = 0.2;

  /** The share of features that makes a data set drift unless told otherwise. */
  public static final double DATASET_RATIO = 0.5;

  /** A baseline with fewer rows than this, or than {@code minimumRows} if less, is not enough. */
  static final long LEAST_REFERENCE_ROWS = 100;

  public DriftPolicy {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("the level must be more than 0 and less than 1");
    }
    if (!(psiThreshold > 0) || Double.isInfinite(psiThreshold)) {
      throw new IllegalArgumentException("the PSI threshold must be more than 0");
    }
    if (minimumRows < 1) {
      throw new IllegalArgumentException("the minimum rows must be at least 1");
    }
    if (!(datasetRatio > 0 && datasetRatio <= 1)) {
      throw new IllegalArgumentException("the data set ratio must be more than 0 and at most 1");
    }
  }

  /** For reports that are computed now and never alarm: the nominal level. */
  public static DriftPolicy onDemand(MonitoringPolicy policy) {
    return nominal(policy.minimumRows());
  }

  /** The nominal level and the usual thresholds. */
  public static DriftPolicy nominal(long minimumRows) {
    return new DriftPolicy(NOMINAL_LEVEL, true, PSI_THRESHOLD, minimumRows, DATASET_RATIO);
  }

  /**
   * For a tumbling window, which is judged once at its end: the window's part of the false-alarm
   * budget over its looks. The budget is split evenly over the policy's windows; with {@code w}
   * windows, {@code level = share × alarms / w / (period / length)}, and never more than {@link
   * #NOMINAL_LEVEL}.
   *
   * @param share of the budget that drift may use, more than 0, at most 1
   */
  public static DriftPolicy forWindow(MonitoringPolicy policy, Window window, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("the share must be more than 0 and at most 1");
    }
    double period = policy.falseAlarms().period().toMillis();
    double looks = period / window.length().toMillis();
    double level = share * policy.falseAlarms().alarms() / policy.windows().size() / looks;
    return new DriftPolicy(
        Math.min(level, NOMINAL_LEVEL), false, PSI_THRESHOLD, policy.minimumRows(), DATASET_RATIO);
  }

  /** The same with another effect that matters. */
  public DriftPolicy withPsiThreshold(double threshold) {
    return new DriftPolicy(level, nominal, threshold, minimumRows, datasetRatio);
  }

  /**
   * The effect that matters in units of {@code test}: what its statistic is, in the limit of many
   * rows and fine bins, for the shift of a normal variable whose PSI is the threshold. That is a
   * shift by √threshold standard deviations. Absent for statistics that grow with the rows and for
   * the largest difference, which depends on the bins.
   */
  public OptionalDouble threshold(TestName test) {
    double shift = Math.sqrt(psiThreshold);
    return switch (test) {
      case PSI -> OptionalDouble.of(psiThreshold);
      case KS, TOTAL_VARIATION -> OptionalDouble.of(1 - 2 * Normal.survival(shift / 2));
      case WASSERSTEIN -> OptionalDouble.of(shift);
      case HELLINGER -> OptionalDouble.of(Math.sqrt(-Math.expm1(-psiThreshold / 8)));
      // To second order the divergence is Hellinger's square: 1 % too far at 0.2, 3 % at 0.5.
      case JENSEN_SHANNON ->
          OptionalDouble.of(Math.sqrt(Math.min(1, psiThreshold / 8 / Math.log(2))));
      case L_INFINITY, CHI_SQUARED, G_TEST -> OptionalDouble.empty();
    };
  }
}
