package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.stats.CauchyCombination;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The one p-value that a verdict rests on, declared before any data are seen: the Cauchy
 * combination of KS, G and Wasserstein for numbers, G for categories.
 *
 * <p>Left out are tests that could not have rejected with these rows, and Wasserstein where the
 * bins leave more than a tenth of it unknown. P-values are capped, or one test that sees nothing
 * would outvote the others.
 */
final class DeclaredP {
  private static final List<TestName> TESTS =
      List.of(TestName.KS, TestName.G_TEST, TestName.WASSERSTEIN);
  private static final double CAP = 0.99;
  private static final double MOST_UNKNOWN = 0.1;

  private DeclaredP() {}

  /** The p-value; empty if no test could have rejected. */
  static OptionalDouble of(List<TestResult.Measured> results) {
    double[] pValues =
        results.stream()
            .filter(result -> TESTS.contains(result.test()) && counts(result))
            .mapToDouble(result -> Math.min(CAP, result.pValue().orElse(1)))
            .toArray();
    return pValues.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(CauchyCombination.of(pValues));
  }

  private static boolean counts(TestResult.Measured result) {
    boolean known =
        result.test() != TestName.WASSERSTEIN
            || result.errorBound().orElse(0) <= MOST_UNKNOWN * result.statistic();
    return known && result.canReject() && result.pValue().isPresent();
  }
}
