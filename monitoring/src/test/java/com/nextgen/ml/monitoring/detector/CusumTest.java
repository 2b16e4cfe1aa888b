package com.nextgen.ml.monitoring.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CusumTest extends DetectorContract {
  @Override
  ChangeDetector make() {
    return new Cusum(Cusum.Settings.of(0.1, 0.5));
  }

  @Override
  ChangeDetector other() {
    return new Cusum(Cusum.Settings.of(0.2, 0.5));
  }

  /** It knows the mean, so only values at or under it are a constant stream without change. */
  @Override
  double constant(double value) {
    return value == 0 ? 0 : 0.1;
  }

  /** Mean 10, deviation 2, slack ½, threshold 3; both sums worked by hand. */
  @Test
  void agreesWithAHandWorkedTable() {
    Cusum detector = new Cusum(new Cusum.Settings(10, 2, 0.5, 3, Side.BOTH));
    double[][] table = {
      // x, z, rise, fall
      {9, -0.5, 0, 0},
      {12, 1, 0.5, 0},
      {11, 0.5, 0.5, 0},
      {14, 2, 2, 0},
      {7, -1.5, 0, 1},
      {6, -2, 0, 2.5},
      {10, 0, 0, 2},
      {8, -1, 0, 2.5},
      {9, -0.5, 0, 2.5},
      {13, 1.5, 1, 0.5},
      {16, 3, 3.5, 0},
    };
    for (int i = 0; i < table.length; i++) {
      Signal signal = detector.add(table[i][0]);
      double larger = Math.max(table[i][2], table[i][3]);
      assertThat(detector.evidence().orElseThrow().value())
          .as("row %d", i)
          .isCloseTo(larger, within(1e-12));
      assertThat(signal).isEqualTo(larger > 3 ? Signal.DRIFT : Signal.STABLE);
    }
    detector.add(12);
    assertThat(detector.evidence().orElseThrow().value()).isCloseTo(0.5, within(1e-12));
  }
}
