package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.report.Reason;
import java.util.OptionalDouble;

/** What one test found of one column. */
public sealed interface TestResult {

  /** Returns which test. */
  TestName test();

  /**
   * A figure.
   *
   * @param statistic finite
   * @param pValue the probability of a statistic this large without drift, from 0 to 1; absent
   *     where there is none for these rows
   * @param critical the statistic that is significant at the policy's level for these rows; absent
   *     where there is none
   * @param errorBound how far the statistic may be from that of the unbinned values; absent where
   *     it is a statistic of the bins themselves
   * @param canReject whether any outcome could have been significant with these rows
   */
  record Measured(
      TestName test,
      double statistic,
      OptionalDouble pValue,
      OptionalDouble critical,
      OptionalDouble errorBound,
      boolean canReject)
      implements TestResult {

    public Measured {
      if (!Double.isFinite(statistic)) {
        throw new IllegalArgumentException(test.code() + ": the statistic is not finite");
      }
      if (pValue.isPresent() && !(pValue.getAsDouble() >= 0 && pValue.getAsDouble() <= 1)) {
        throw new IllegalArgumentException(test.code() + ": the p-value is not a probability");
      }
      if (critical.isPresent() && !Double.isFinite(critical.getAsDouble())) {
        throw new IllegalArgumentException(test.code() + ": the critical value is not finite");
      }
      if (errorBound.isPresent() && !(errorBound.getAsDouble() >= 0)) {
        throw new IllegalArgumentException(test.code() + ": the error bound is negative");
      }
    }

    /** Returns a figure of bins that may say anything about significance. */
    public static Measured of(
        TestName test, double statistic, double pValue, OptionalDouble critical) {
      return new Measured(
          test,
          statistic,
          OptionalDouble.of(pValue),
          critical,
          OptionalDouble.empty(),
          critical.isPresent());
    }
  }

  /** No figure. */
  record NotEnoughData(TestName test, Reason reason) implements TestResult {}
}
