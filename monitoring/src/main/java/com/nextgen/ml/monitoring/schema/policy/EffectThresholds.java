package com.nextgen.ml.monitoring.schema.policy;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The effects from which on a difference matters, by the name of the test that measures it. Those
 * of tests that are not named follow from PSI's. A column's difference matters where PSI, any named
 * test or {@link #OUTSIDE} reaches its threshold.
 *
 * @param byTest each more than 0 and finite; a subset of {@link #TESTS}
 */
public record EffectThresholds(Map<String, Double> byTest) {
  /** The change of the share of values that the reference lacks, or of missing ones. */
  public static final String OUTSIDE = "outside";

  /**
   * What measures an effect: {@link #OUTSIDE}, and tests; the statistics of the others grow with
   * the rows.
   */
  public static final List<String> TESTS =
      List.of(
          "psi",
          "ks",
          "jensen-shannon",
          "wasserstein",
          "hellinger",
          "total-variation",
          "l-infinity",
          "kullback-leibler",
          OUTSIDE);

  /** No test is named. */
  public static final EffectThresholds NONE = new EffectThresholds(Map.of());

  public EffectThresholds {
    byTest = Map.copyOf(byTest);
    byTest.forEach(
        (test, threshold) -> {
          if (!TESTS.contains(test)) {
            throw new IllegalArgumentException(
                "threshold '%s' is of no test that measures an effect: use %s"
                    .formatted(Messages.quoted(test), String.join(", ", TESTS)));
          }
          if (!(threshold > 0) || threshold.isInfinite()) {
            throw new IllegalArgumentException("threshold " + test + " must be more than 0");
          }
        });
  }

  /** Returns the threshold of {@code test}; empty if it is not named. */
  public OptionalDouble of(String test) {
    Double threshold = byTest.get(test);
    return threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold);
  }
}
