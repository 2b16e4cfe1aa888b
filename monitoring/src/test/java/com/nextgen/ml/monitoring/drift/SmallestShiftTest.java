package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallestShiftTest {
  private static final int WINDOWS = 1_500;
  private static final Subject SUBJECT = new Subject("m", "1", "instance", "baseline");

  private static DriftCriteria policy(double level, double psi) {
    return new DriftCriteria(
        level,
        false,
        50,
        new DriftSettings(new EffectThresholds(Map.of("psi", psi)), 0.5, Map.of()));
  }

  /**
   * Four standard errors of 1,500 windows are .041; as much again for the second order of the
   * approximation, and for the declared p-value, which is G's of the same cells here.
   */
  @ParameterizedTest
  @CsvSource({
    "200, 2.3e-4, 0.2", // significance decides
    "400, 3.9e-6, 0.05",
    "3000, 2.3e-4, 0.2", // the threshold decides
    "1000, 0.01, 0.1",
  })
  void aShiftOfThisSizeIsFoundFourTimesInFive(int rows, double level, double threshold) {
    Reference reference = Reference.of(Simulated.baseline());
    DriftCriteria policy = policy(level, threshold);
    SmallestShift smallest =
        SmallestShift.of(reference, policy, rows).stream()
            .filter(shift -> shift.column().equals("name"))
            .findFirst()
            .orElseThrow();
    double[] shares = Simulated.shiftedShares(smallest.psi());
    Random random = new Random(rows);

    int drifted = 0;
    for (int i = 0; i < WINDOWS; i++) {
      DriftReport report =
          DriftEvaluation.evaluate(
              reference,
              Simulated.counts(random, rows, 0, shares),
              policy,
              SUBJECT,
              new WindowSpan("1h", null, null, rows));
      drifted += report.feature("name").orElseThrow().verdict() == Verdict.DRIFTED ? 1 : 0;
    }

    assertThat((double) drifted / WINDOWS).isCloseTo(SmallestShift.POWER, within(0.08));
  }

  @Test
  void moreRowsSeeSmallerShiftsDownToTheThreshold() {
    Reference reference = Reference.of(Simulated.baseline());
    double[] psi =
        Arrays.stream(new long[] {100, 400, 1_600, 100_000})
            .mapToDouble(n -> SmallestShift.of(reference, policy(1e-4, 0.2), n).get(0).psi())
            .toArray();
    double[] falling = psi.clone();
    Arrays.sort(falling);
    assertThat(psi[3]).isEqualTo(falling[0]).isBetween(0.2, 0.22);
    assertThat(psi[0]).isEqualTo(falling[3]).isGreaterThan(0.3);
  }

  @Test
  void tooFewRowsHaveNoSmallestShift() {
    assertThat(SmallestShift.of(Reference.of(Simulated.baseline()), policy(1e-4, 0.2), 49))
        .isEmpty();
  }

  @Test
  void sigmasDescribeANormalMean() {
    assertThat(List.of(new SmallestShift("x", 0.25, 0.2).sigmas())).containsExactly(0.5);
  }
}
