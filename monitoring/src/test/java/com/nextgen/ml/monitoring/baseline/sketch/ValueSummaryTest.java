package com.nextgen.ml.monitoring.baseline.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ValueSummaryTest {

  @Test
  void isExactUpToItsLimit() {
    Random random = new Random(1);
    double[] values = random.doubles(5000).toArray();
    ValueSummary summary = new ValueSummary(Precision.FLOAT64, 5000);
    Arrays.stream(values).forEach(summary::add);
    Arrays.sort(values);
    for (double p = 0; p <= 1; p += 0.01) {
      assertThat(summary.quantile(p)).isEqualTo(Type7.quantile(values, 5000, p));
    }
  }

  @Test
  void estimatesBeyondItsLimitAndStillFindsAtoms() {
    Random random = new Random(1);
    double[] values = new double[300_000];
    Arrays.setAll(
        values, i -> i % 50 == 0 ? 2.5 : i % 3 == 0 ? 0 : Math.exp(2 * random.nextGaussian()));
    ValueSummary summary = new ValueSummary(Precision.FLOAT64, 1000);
    Arrays.stream(values).forEach(summary::add);
    Arrays.sort(values);
    for (double p = 0.005; p < 1; p += 0.005) {
      double estimate = summary.quantile(p);
      int below = Arrays.binarySearch(values, Math.nextDown(estimate) + 0.0);
      double low = share(values, Math.nextDown(estimate), below);
      double high = share(values, estimate, Arrays.binarySearch(values, estimate));
      assertThat(p).isBetween(low - 0.01, high + 0.01);
    }
    assertThat(summary.moreFrequentThan(values.length / 200.0)).containsExactly(0.0, 2.5);
    assertThat(summary.least()).isEqualTo(values[0]);
    assertThat(summary.greatest()).isEqualTo(values[values.length - 1]);
    assertThat(summary.mean())
        .isCloseTo(Arrays.stream(values).average().orElseThrow(), Offset.offset(1e-9));
  }

  /** The share of values up to {@code x}. */
  private static double share(double[] sorted, double x, int found) {
    int at = found >= 0 ? found : -found - 1;
    while (at < sorted.length && sorted[at] <= x) {
      at++;
    }
    while (at > 0 && sorted[at - 1] > x) {
      at--;
    }
    return at / (double) sorted.length;
  }
}
