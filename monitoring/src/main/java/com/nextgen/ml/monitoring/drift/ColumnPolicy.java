package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.drift.ColumnReport.Effects;
import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.ShareChange;
import com.nextgen.ml.monitoring.drift.statistic.PopulationStability;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * When a difference of one column matters.
 *
 * @param named thresholds that were named, for the column or for all
 * @param minimumRows a side with fewer rows is not judged
 * @param watch whether the column is judged at all
 */
public record ColumnPolicy(EffectThresholds named, long minimumRows, boolean watch) {
  static final double PSI_THRESHOLD = 0.2;
  static final double OUTSIDE_THRESHOLD = 0.05;

  /** The share of a published bin where there are ten, and the point over which a tenth lies. */
  private static final double DECILE = 0.1;

  /** What is an effect whether or not its threshold is named. */
  private static final Set<TestName> JUDGED = Set.of(TestName.PSI, TestName.L_INFINITY);

  private static final double LAST_DECILE = Normal.inverseSurvival(DECILE);

  static ColumnPolicy of(DriftCriteria policy, FeaturePolicy feature) {
    Map<String, Double> named = new HashMap<>(policy.rules().thresholds().byTest());
    named.putAll(feature.thresholds().byTest());
    return new ColumnPolicy(
        new EffectThresholds(named),
        feature.minimumRows().orElse(policy.minimumRows()),
        feature.watch());
  }

  /**
   * Returns the effect that matters in units of {@code test}. Where it is not named: what the
   * statistic is, in the limit of many rows and fine bins, for the shift of a normal variable whose
   * PSI is PSI's threshold. That is a shift by √threshold standard deviations. The largest
   * difference depends on the bins: it is that of deciles, of which the last one grows most. Absent
   * for statistics that grow with the rows.
   */
  public OptionalDouble threshold(TestName test) {
    OptionalDouble own = named.of(test.code());
    if (own.isPresent()) {
      return own;
    }
    double psi = named.of(TestName.PSI.code()).orElse(PSI_THRESHOLD);
    double shift = Math.sqrt(psi);
    return switch (test) {
      case PSI -> OptionalDouble.of(psi);
      case KS, TOTAL_VARIATION -> OptionalDouble.of(1 - 2 * Normal.survival(shift / 2));
      case WASSERSTEIN -> OptionalDouble.of(shift);
      case HELLINGER -> OptionalDouble.of(Math.sqrt(-Math.expm1(-psi / 8)));
      // To second order the divergence is Hellinger's square: 1 % too far at 0.2, 3 % at 0.5.
      case JENSEN_SHANNON -> OptionalDouble.of(Math.sqrt(Math.min(1, psi / 8 / Math.log(2))));
      case KULLBACK_LEIBLER -> OptionalDouble.of(psi / 2);
      case L_INFINITY -> OptionalDouble.of(Normal.survival(LAST_DECILE - shift) - DECILE);
      case CHI_SQUARED, G_TEST, CRAMER_VON_MISES, WELCH_T, PROPORTION_Z -> OptionalDouble.empty();
    };
  }

  /**
   * The same for a comparison of these cells. PSI's is larger where there are more of them than its
   * threshold is meant for, by what they add to it without drift.
   */
  OptionalDouble threshold(TestName test, ContingencyTable table) {
    OptionalDouble threshold = threshold(test);
    return test == TestName.PSI && threshold.isPresent()
        ? OptionalDouble.of(
            threshold.getAsDouble() + PopulationStability.expectedOfMoreCells(table))
        : threshold;
  }

  /** From which on a changed share of values that the reference lacks matters by itself. */
  public double outside() {
    return named.of(EffectThresholds.OUTSIDE).orElse(OUTSIDE_THRESHOLD);
  }

  /**
   * What is as large as matters: PSI, the largest difference of any cell, tests whose threshold was
   * named, and the shares outside. PSI weighs a cell by its ratio: a name that goes from .20 to
   * .35, or a value that stands in every fifth row instead of its own, hardly moves it.
   *
   * @param outside shares of values that the reference may lack
   */
  Effects effects(List<ColumnReport.TestFigure> figures, List<ShareChange> outside) {
    List<String> reached = new ArrayList<>();
    for (ColumnReport.TestFigure figure : figures) {
      String code = figure.test().code();
      boolean counts = JUDGED.contains(figure.test()) || named.of(code).isPresent();
      if (counts && figure.statistic() >= figure.threshold().orElse(Double.MAX_VALUE)) {
        reached.add(code);
      }
    }
    if (outside.stream().anyMatch(change -> change.size() >= outside())) {
      reached.add(EffectThresholds.OUTSIDE);
    }
    return new Effects(reached, outside);
  }
}
