package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What one check found of one feature.
 *
 * @param count rows it is about
 * @param rows that could have been
 * @param rate count / rows; 0 without rows
 * @param baselineRate what is expected of as many rows like the baseline's
 * @param pValue the probability of so many or more without a change
 * @param reason why there is no verdict; null if there is one
 */
public record QualityFigure(
    QualityCheck check,
    long count,
    long rows,
    double rate,
    double baselineRate,
    double pValue,
    Verdict verdict,
    @Nullable Reason reason) {

  public QualityFigure {
    if (count < 0 || count > rows) {
      throw new IllegalArgumentException(check.code() + ": count is not one of rows");
    }
    if (!(baselineRate >= 0 && baselineRate <= 1) || !(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException(check.code() + ": rates are from 0 to 1");
    }
    if ((verdict == Verdict.NOT_ENOUGH_DATA) != (reason != null)) {
      throw new IllegalArgumentException(check.code() + " has either a verdict or a reason");
    }
  }
}
