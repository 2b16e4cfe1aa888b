package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.ColumnReport.DesignEffectPair;
import com.nextgen.ml.monitoring.drift.ColumnReport.Effects;
import com.nextgen.ml.monitoring.drift.ColumnReport.Quality;
import com.nextgen.ml.monitoring.drift.ColumnReport.TestFigure;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.statistic.CombinedPValue;
import com.nextgen.ml.monitoring.drift.statistic.DriftStatistic;
import com.nextgen.ml.monitoring.drift.statistic.TestResult;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One column's figures, before the p-values of all columns are seen together.
 *
 * @param reason why it cannot be judged; null if it can
 * @param effects what of the difference is as large as matters
 * @param worths what both sides' rows are worth; null if they are taken for independent
 */
record ColumnEvaluation(
    Column column,
    @Nullable ColumnCounts reference,
    ColumnCounts current,
    @Nullable Reason reason,
    OptionalDouble pValue,
    List<TestFigure> tests,
    Effects effects,
    @Nullable DesignEffectPair worths) {

  /** A column without anything to compare it with. */
  static ColumnEvaluation alone(Column column, ColumnCounts current, Reason reason) {
    return alone(column, null, current, reason);
  }

  private static ColumnEvaluation alone(
      Column column, @Nullable ColumnCounts reference, ColumnCounts current, Reason reason) {
    return new ColumnEvaluation(
        column, reference, current, reason, OptionalDouble.empty(), List.of(), Effects.NONE, null);
  }

  static ColumnEvaluation of(
      Column column,
      Reference against,
      @Nullable ColumnCounts reference,
      ColumnCounts current,
      DriftCriteria policy,
      CriticalValues critical) {
    if (reference == null) {
      return alone(column, current, against.live() ? Reason.DIFFERENT_BINS : Reason.NO_BASELINE);
    }
    if (!reference.bins().equals(current.bins())) {
      return alone(column, reference, current, Reason.DIFFERENT_BINS);
    }
    ColumnPolicy rules = policy.column(column);
    double level = policy.level();
    DesignEffectPair worths =
        new DesignEffectPair(
            against.referenceWorth(column, reference.rows(), level),
            against.currentWorth(column, current.rows(), level));
    ColumnComparison comparison =
        new ColumnComparison(
            reference,
            current,
            worths.reference(),
            worths.current(),
            column.isInput() ? against.singletonsOf(column.name()) : OptionalLong.empty(),
            column.isOpen());
    List<TestResult.Measured> results = measure(comparison, critical);
    List<TestFigure> figures =
        results.stream()
            .map(r -> new TestFigure(r, rules.threshold(r.test(), comparison.effect())))
            .toList();
    return new ColumnEvaluation(
        column,
        reference,
        current,
        reason(reference, current, !column.isInput() && against.inSample(), rules),
        CombinedPValue.of(comparison, results),
        figures,
        rules.effects(figures, comparison.outside()),
        against.worth().isKnown() ? worths : null);
  }

  private static List<TestResult.Measured> measure(
      ColumnComparison comparison, CriticalValues critical) {
    List<TestResult.Measured> results = new ArrayList<>();
    for (DriftStatistic test : DriftStatistic.ALL) {
      if (test.appliesTo(comparison)
          && test.evaluate(comparison, critical) instanceof TestResult.Measured measured) {
        results.add(measured);
      }
    }
    return results;
  }

  private static @Nullable Reason reason(
      ColumnCounts reference, ColumnCounts current, boolean inSample, ColumnPolicy policy) {
    long leastReference = Math.min(policy.minimumRows(), DriftCriteria.MIN_REFERENCE_ROWS);
    if (!policy.watch()) {
      return Reason.NOT_WATCHED;
    } else if (inSample) {
      return Reason.NO_VALIDATION;
    } else if (current.rows() < policy.minimumRows()) {
      return Reason.TOO_FEW_ROWS;
    } else if (reference.rows() < leastReference) {
      return Reason.TOO_FEW_REFERENCE_ROWS;
    } else if (reference.count() == 0 && current.count() == 0) {
      return Reason.NO_VALUES;
    }
    return null;
  }

  ColumnReport report(boolean drifted) {
    Verdict verdict =
        reason != null ? Verdict.NOT_ENOUGH_DATA : drifted ? Verdict.DRIFTED : Verdict.STABLE;
    return new ColumnReport(
        column.name(),
        column.bins() instanceof NumericBins ? FeatureType.NUMERIC : FeatureType.CATEGORICAL,
        verdict,
        reason,
        pValue,
        tests,
        effects,
        worths,
        quality(),
        Summary.of(current),
        reference == null ? null : Summary.of(reference));
  }

  private Quality quality() {
    if (current instanceof NumericCounts numbers) {
      return new Quality(
          numbers.missing(),
          numbers.below(),
          numbers.above(),
          0,
          numbers.nan(),
          numbers.infinite(),
          numbers.clamped());
    }
    long unseen = ((CategoricalCounts) current).unseen();
    return new Quality(current.missing(), 0, 0, unseen, 0, 0, 0);
  }
}
