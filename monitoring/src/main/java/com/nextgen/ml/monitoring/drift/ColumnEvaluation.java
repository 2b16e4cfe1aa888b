package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.ColumnReport.Quality;
import com.nextgen.ml.monitoring.drift.ColumnReport.TestFigure;
import com.nextgen.ml.monitoring.schema.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One column's figures, before the p-values of all columns are seen together.
 *
 * @param reason why it cannot be judged; null if it can
 */
record ColumnEvaluation(
    Column column,
    @Nullable ColumnCounts reference,
    ColumnCounts current,
    @Nullable Reason reason,
    OptionalDouble pValue,
    List<TestFigure> tests) {

  /** A column without anything to compare it with. */
  static ColumnEvaluation alone(Column column, ColumnCounts current, Reason reason) {
    return new ColumnEvaluation(column, null, current, reason, OptionalDouble.empty(), List.of());
  }

  static ColumnEvaluation of(
      Column column,
      @Nullable ColumnCounts reference,
      ColumnCounts current,
      boolean inSample,
      DriftPolicy policy,
      CriticalValues critical) {
    if (reference == null) {
      return alone(column, current, Reason.NO_BASELINE);
    }
    if (!reference.bins().equals(current.bins())) {
      return new ColumnEvaluation(
          column, reference, current, Reason.DIFFERENT_BINS, OptionalDouble.empty(), List.of());
    }
    List<TestResult.Measured> results = measure(new Comparison(reference, current), critical);
    return new ColumnEvaluation(
        column,
        reference,
        current,
        reason(reference, current, inSample, policy),
        DeclaredP.of(results),
        results.stream().map(r -> new TestFigure(r, policy.threshold(r.test()))).toList());
  }

  private static List<TestResult.Measured> measure(Comparison comparison, CriticalValues critical) {
    List<TestResult.Measured> results = new ArrayList<>();
    for (DriftTest test : DriftTest.ALL) {
      if (test.appliesTo(comparison)
          && test.evaluate(comparison, critical) instanceof TestResult.Measured measured) {
        results.add(measured);
      }
    }
    return results;
  }

  private static @Nullable Reason reason(
      ColumnCounts reference, ColumnCounts current, boolean inSample, DriftPolicy policy) {
    long leastReference = Math.min(policy.minimumRows(), DriftPolicy.LEAST_REFERENCE_ROWS);
    if (inSample) {
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

  /** Whether the difference is as large as matters. */
  boolean hasEffect() {
    return tests.stream()
        .anyMatch(
            figure ->
                figure.test() == TestName.PSI
                    && figure.statistic() >= figure.threshold().orElse(Double.MAX_VALUE));
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
