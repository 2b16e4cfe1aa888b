package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.performance.PerformanceSamples.Rows;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationDriftTest {
  private static final Task BINARY = Task.BINARY_CLASSIFICATION;

  /** Log odds are normal around −1; those of the truth are so much higher and steeper. */
  private static Rows rows(Random random, int n, double level, double slope) {
    double[] score = new double[n];
    double[] truth = new double[n];
    for (int i = 0; i < n; i++) {
      double odds = -1 + 1.5 * random.nextGaussian();
      score[i] = 1 / (1 + Math.exp(-odds));
      double moved = -1 + level + slope * (odds + 1);
      truth[i] = random.nextDouble() < 1 / (1 + Math.exp(-moved)) ? 1 : 0;
    }
    return new Rows(score, truth);
  }

  private static Baseline baseline(Random random, int n) {
    return PerformanceSamples.baseline(BINARY, rows(random, n, 0, 1), false);
  }

  private static Estimator estimator(Baseline baseline) {
    return Estimator.of(baseline, PerformanceSamples.schema(BINARY)).orElseThrow();
  }

  private static Calibration calibration(Estimator estimator, Baseline baseline, Rows rows) {
    return estimator.calibration(PerformanceSamples.outcomes(BINARY, baseline, rows));
  }

  @Test
  void findsLevelAndSlope() {
    Random random = new Random(1);
    Baseline baseline = baseline(random, 20_000);
    Calibration found = calibration(estimator(baseline), baseline, rows(random, 20_000, 0.4, 1.3));
    assertThat(found.intercept()).isCloseTo(0.4, within(4 * deviation(found.interceptVariance())));
    assertThat(found.slope()).isCloseTo(1.3, within(4 * deviation(found.slopeVariance()) + 0.04));
    assertThat(deviation(found.interceptVariance())).isLessThan(0.04);
  }

  private static double deviation(double variance) {
    return Math.sqrt(variance);
  }

  /**
   * The mean square of intercepts, each with a validation of its own, is the variance it states.
   */
  @Test
  void statesTheVarianceOfChance() {
    double square = 0;
    double stated = 0;
    for (int i = 0; i < 200; i++) {
      Random random = new Random(100 + i);
      Baseline baseline = baseline(random, 2_000);
      Calibration found = calibration(estimator(baseline), baseline, rows(random, 800, 0, 1));
      square += found.intercept() * found.intercept();
      stated += found.interceptVariance();
    }
    assertThat(square / stated).isBetween(0.75, 1.3); // three standard errors
  }

  @Test
  void fewWindowsSayNothingAndNoMovementIsNone() {
    Calibration still = new Calibration(0, 1, 0.01, 0, 0.01);
    assertThat(CalibrationDrift.of(Collections.nCopies(4, still)).isKnown()).isFalse();
    CalibrationDrift known = CalibrationDrift.of(Collections.nCopies(5, still));
    assertThat(known).isEqualTo(new CalibrationDrift(5, 0, 0, 0));
    assertThat(known.isKnown()).isTrue();
    Calibration blind = new Calibration(3, 9, 0.01, 0, 2);
    assertThat(CalibrationDrift.of(Collections.nCopies(9, blind)).isKnown()).isFalse();
  }

  @Test
  void isTheNearestCovarianceWhereOneDirectionIsNegative() {
    List<Calibration> past = Collections.nCopies(6, new Calibration(0.5, 1.5, 0.1, -0.05, 0.1));
    CalibrationDrift drift = CalibrationDrift.of(past);
    // Means .15, .3, .15: eigenvalues .45 along (1, 1) and −.15.
    assertThat(drift.interceptSquare()).isCloseTo(0.225, within(1e-12));
    assertThat(drift.product()).isCloseTo(0.225, within(1e-12));
    assertThat(drift.slopeSquare()).isCloseTo(0.225, within(1e-12));
    assertThat(drift.variance(1, -1)).isCloseTo(0, within(1e-12));
    assertThat(drift.variance(1, 1)).isCloseTo(0.9, within(1e-12));
  }

  /** Without past windows some .6 hold it. */
  @Test
  void intervalsHoldWhatIsRealisedWhereCalibrationMoves() {
    int held = 0;
    int without = 0;
    int all = 0;
    for (int i = 0; i < 60; i++) {
      Random random = new Random(1_000 + i);
      Baseline baseline = baseline(random, 4_000);
      Estimator estimator = estimator(baseline);
      List<Calibration> past = new ArrayList<>();
      for (int window = 0; window < CalibrationDrift.MAX_WINDOWS; window++) {
        Rows rows = rows(random, 1_500, 0.3 * random.nextGaussian(), 1);
        past.add(calibration(estimator, baseline, rows));
      }
      Rows now = rows(random, 1_500, 0.3 * random.nextGaussian(), 1);
      MetricEstimates realised =
          MetricEstimates.of(PerformanceSamples.outcomes(BINARY, baseline, now));
      for (String name : List.of("precision", "recall", "f1")) {
        double found = realised.figures().get(name).value();
        held += holds(estimator, baseline, now, CalibrationDrift.of(past), name, found) ? 1 : 0;
        without += holds(estimator, baseline, now, CalibrationDrift.NONE, name, found) ? 1 : 0;
        all++;
      }
    }
    assertThat(without / (double) all).isLessThan(0.8);
    assertThat(held / (double) all).isBetween(0.9, 1.0);
  }

  private static boolean holds(
      Estimator estimator,
      Baseline baseline,
      Rows rows,
      CalibrationDrift past,
      String name,
      double found) {
    MetricEstimates estimate =
        estimator.estimate(PerformanceSamples.predicted(BINARY, baseline, rows), past);
    Estimate expected = estimate.figures().get(name);
    return expected.low() <= found && found <= expected.high();
  }
}
