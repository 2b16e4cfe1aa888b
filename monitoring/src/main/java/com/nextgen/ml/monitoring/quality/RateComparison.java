package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.ColumnSummary;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.stats.Hypergeometric;
import java.util.ArrayList;
import java.util.List;

/**
 * One check of one feature before all p-values are seen together: a rate of the current rows
 * against the baseline's, by Fisher's exact test, since both are often close to 0.
 *
 * @param count current rows that are so
 * @param rows current rows that could be
 * @param effect whether the difference is as large as matters
 */
record RateComparison(
    QualityCheck check, long count, long rows, double baselineRate, double pValue, boolean effect) {

  /**
   * The checks that apply to a column.
   *
   * @param deff how many current rows are worth one independent row, at least 1
   */
  static List<RateComparison> of(
      ColumnCounts before, ColumnSummary summary, ColumnCounts now, double deff) {
    List<RateComparison> tests = new ArrayList<>();
    tests.add(
        of(QualityCheck.MISSING, before.missing(), before.rows(), now.missing(), now.rows(), deff));
    if (before instanceof NumericCounts first && now instanceof NumericCounts second) {
      tests.add(
          of(
              QualityCheck.INVALID,
              first.nan() + first.infinite(),
              first.rows(),
              second.nan() + second.infinite(),
              second.rows(),
              deff));
      // None of n values is outside its own range; of m more as likely as any x are the x least.
      tests.add(of(QualityCheck.BELOW, 0, first.count(), second.below(), second.count(), deff));
      tests.add(of(QualityCheck.ABOVE, 0, first.count(), second.above(), second.count(), deff));
    } else if (now instanceof CategoricalCounts names) {
      double rate = summary instanceof CategorySummary known ? known.unseenRate() : 0;
      // A measured rate is as sure as the rows it was measured on.
      long measured =
          summary instanceof CategorySummary known && known.unseenRows() > 0
              ? known.unseenRows()
              : before.count();
      long unseen = Math.min(measured, Math.round(rate * measured));
      tests.add(of(QualityCheck.UNSEEN, unseen, measured, names.unseen(), names.count(), deff));
    }
    Constancy.of(before, now, deff).ifPresent(tests::add);
    return tests;
  }

  static RateComparison of(
      QualityCheck check, long first, long n, long second, long m, double deff) {
    double before = n == 0 ? 0 : (double) first / n;
    double rate = m == 0 ? 0 : (double) second / m;
    // Dependent rows on the current side alone are divided; the baseline's are many.
    double p =
        Hypergeometric.upperTail(
            first, n, (long) Math.floor(second / deff), (long) Math.ceil(m / deff));
    return new RateComparison(check, second, m, before, p, rate - before >= QualityPolicy.EXCESS);
  }
}
