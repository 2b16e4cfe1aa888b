package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.drift.comparison.ShareChange;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.drift.statistic.TestResult;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one column.
 *
 * @param name the feature's, or {@link com.nextgen.ml.monitoring.counts.Column#SCORE} or {@link
 *     com.nextgen.ml.monitoring.counts.Column#PREDICTED_CLASS}
 * @param type of its values: numeric or categorical
 * @param reason why there is no verdict; null if there is one
 * @param pValue the declared one, that the verdict rests on; absent if nothing could be compared
 * @param tests every test that found a figure
 * @param effects what of the difference is as large as matters
 * @param worths what both sides' rows are worth; null if they are taken for independent
 * @param quality unusable or surprising current values
 * @param reference null if there is no reference
 */
public record ColumnReport(
    String name,
    FeatureType type,
    Verdict verdict,
    @Nullable Reason reason,
    OptionalDouble pValue,
    List<TestFigure> tests,
    Effects effects,
    @Nullable DesignEffectPair worths,
    Quality quality,
    Summary current,
    @Nullable Summary reference) {

  public ColumnReport {
    tests = List.copyOf(tests);
    if ((verdict == Verdict.NOT_ENOUGH_DATA) != (reason != null)) {
      throw new IllegalArgumentException("column '" + name + "' has either a verdict or a reason");
    }
    if (pValue.isPresent() && !(pValue.getAsDouble() >= 0 && pValue.getAsDouble() <= 1)) {
      throw new IllegalArgumentException("column '" + name + "': not a p-value");
    }
  }

  /** Returns the figure of {@code test}; empty if it found none. */
  public Optional<TestFigure> test(TestName test) {
    return tests.stream().filter(figure -> figure.test() == test).findFirst();
  }

  /**
   * What one test found, and the effect that matters in its units.
   *
   * @param threshold absent where the statistic has none
   */
  public record TestFigure(TestResult.Measured result, OptionalDouble threshold) {

    /** Returns which test. */
    public TestName test() {
      return result.test();
    }

    /** Returns its statistic. */
    public double statistic() {
      return result.statistic();
    }
  }

  /**
   * What of a difference is as large as matters.
   *
   * @param measures the tests whose threshold counts and is reached, and {@link
   *     EffectThresholds#OUTSIDE} if the share of a cell changed by as much as matters
   * @param outside the shares of values that the reference may lack; empty where there can be none
   */
  public record Effects(List<String> measures, List<ShareChange> outside) {
    /** Nothing was compared. */
    public static final Effects NONE = new Effects(List.of(), List.of());

    public Effects {
      measures = List.copyOf(measures);
      outside = List.copyOf(outside);
    }

    /** Returns whether anything is as large as matters. */
    public boolean any() {
      return !measures.isEmpty();
    }
  }

  /** The design effects that the tests divided each side's rows by. */
  public record DesignEffectPair(DesignEffect reference, DesignEffect current) {}

  /**
   * Counts of current values that are unusable, or unlike any of the baseline.
   *
   * @param below under the baseline's minimum
   * @param above over the baseline's maximum
   * @param unseen categories that the baseline never had
   * @param clamped so far out that sums hold less of them
   */
  public record Quality(
      long missing, long below, long above, long unseen, long nan, long infinite, long clamped) {}
}
