package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the features together.
 *
 * @param reason why there is no verdict; null if there is one
 * @param pValue the one that the verdict rests on, beside those of the single features
 * @param withheld tests without a figure, and why, in the order of {@link MultivariateMethod}
 */
public record MultivariateReport(
    @Nullable Reason reason,
    OptionalDouble pValue,
    List<Judged> tests,
    Map<MultivariateMethod, Reason> withheld) {

  public MultivariateReport {
    tests = List.copyOf(tests);
    Map<MultivariateMethod, Reason> ordered = new EnumMap<>(MultivariateMethod.class);
    ordered.putAll(withheld);
    withheld = Collections.unmodifiableMap(ordered);
  }

  /** Drifted if a test says so. */
  public Verdict verdict() {
    if (reason != null) {
      return Verdict.NOT_ENOUGH_DATA;
    }
    return tests.stream().anyMatch(test -> test.verdict() == Verdict.DRIFTED)
        ? Verdict.DRIFTED
        : Verdict.STABLE;
  }

  /** A figure and what follows from it. */
  public record Judged(MultivariateFigure figure, Verdict verdict) {}
}
