package com.nextgen.ml.monitoring.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.stats.ChiSquared;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StratifiedGTest {
  private static final int WINDOWS = 4_000;

  /**
   * scipy.stats.chi2_contingency([[40, 10], [15, 15]], correction=False,
   * lambda_="log-likelihood").statistic: 7.744746741423711, over q = 1 + (80/50 + 80/30 - 1)(80/55
   * + 80/25 - 1) / 480.
   */
  @Test
  void isScipysStatisticOverWilliamsCorrection() {
    StratifiedG g = new StratifiedG();
    g.add(40, 10, 15, 15);
    double correction = 1 + (80 / 50.0 + 80 / 30.0 - 1) * (80 / 55.0 + 80 / 25.0 - 1) / 480;
    assertThat(g.statistic() * correction).isCloseTo(7.744746741423711, within(1e-9));
    assertThat(g.degrees()).isEqualTo(1);
  }

  @Test
  void poolsBinsUntilEveryCellExpectsFiveRows() {
    StratifiedG pooled = new StratifiedG();
    for (int i = 0; i < 3; i++) {
      pooled.add(8, 2, 3, 3);
    }
    StratifiedG whole = new StratifiedG();
    whole.add(24, 6, 9, 9);
    assertThat(pooled.degrees()).isEqualTo(1);
    assertThat(pooled.statistic()).isEqualTo(whole.statistic());
  }

  @Test
  void comparesNothingWhereNoRowsAre() {
    StratifiedG g = new StratifiedG();
    g.add(0, 0, 0, 0);
    g.add(100, 0, 50, 0);
    assertThat(g.degrees()).isZero();
  }

  /**
   * 2,000 validation rows, windows of 1,000, 200 bins of which most have few positives. Without the
   * correction some .07 of windows have p ≤ .05.
   */
  @Test
  void keepsItsLevelWhereMostBinsAreThin() {
    Random random = new Random(21);
    double[] rates = new double[200];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = Math.pow((i + 0.5) / rates.length, 4);
    }
    int rejected = 0;
    int seldom = 0;
    for (int window = 0; window < WINDOWS; window++) {
      double[][] one = labels(random, rates, 2_000);
      double[][] other = labels(random, rates, 1_000);
      StratifiedG g = new StratifiedG();
      for (int i = 0; i < rates.length; i++) {
        g.add(one[0][i], one[1][i], other[0][i], other[1][i]);
      }
      double p = new ChiSquared(g.degrees()).survival(g.statistic());
      rejected += p <= 0.05 ? 1 : 0;
      seldom += p <= 0.01 ? 1 : 0;
    }
    // Three standard errors over the level.
    assertThat(rejected / (double) WINDOWS).isBetween(0.035, 0.0603);
    assertThat(seldom / (double) WINDOWS).isLessThan(0.0147);
  }

  private static double[][] labels(Random random, double[] rates, int rows) {
    double[][] labels = new double[2][rates.length];
    for (int row = 0; row < rows; row++) {
      int bin = random.nextInt(rates.length);
      labels[random.nextDouble() < rates[bin] ? 1 : 0][bin]++;
    }
    return labels;
  }
}
