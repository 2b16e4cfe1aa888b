package com.nextgen.ml.monitoring.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.stats.Normal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The domain classifier where its assumptions end: rows that come in clusters, and tails far from
 * where a normal limit is good. With {@code -Dclassifier.repetitions} the shares that are printed
 * are sure enough to be quoted.
 */
class ClassifierAssumptionsTest {
  private static final int REPETITIONS = Integer.getInteger("classifier.repetitions", 200);
  private static final double[] LEVELS = {0.05, 0.01, 0.001, 0.0001};
  private static final int ROWS = 250;
  private static final int CLUSTER = 20;
  private static final double SHARE = 0.2;

  /**
   * Rows of a window in clusters of 20 that share a fifth of their variance: a sample of it holds
   * few of any one cluster, as far as it is large.
   */
  @ParameterizedTest
  @CsvSource({"50000", "5000", "1000"})
  void clustersInflateFalseAlarmsByTheirShareOfTheSample(int window) {
    Random random = new Random(32);
    int[] found = new int[LEVELS.length];
    for (int i = 0; i < REPETITIONS; i++) {
      count(found, rows(random, 6), clustered(random, 6, window));
    }
    System.out.println("clusters in " + window + " rows: " + Arrays.toString(found));
    // The variance of a mean of 250 of these rows over that of independent ones.
    double deff = 1 + (ROWS - 1) * SHARE * (CLUSTER - 1) / (window - 1);
    for (int level = 0; level < LEVELS.length; level++) {
      double z = Normal.inverseSurvival(LEVELS[level]);
      assertAtMost(found[level], Normal.survival(z / Math.sqrt(deff)));
    }
  }

  private static void count(int[] found, double[][] before, double[][] after) {
    double p = DomainClassifier.of(before, after).pValue();
    for (int level = 0; level < LEVELS.length; level++) {
      found[level] += p <= LEVELS[level] ? 1 : 0;
    }
  }

  private static void assertAtMost(int found, double rate) {
    double expected = REPETITIONS * rate;
    assertThat((double) found)
        .as("at %s", rate)
        .isLessThanOrEqualTo(expected + 4 * Math.sqrt(expected) + 1);
  }

  private static double[][] rows(Random random, int width) {
    double[][] rows = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = paired(random.doubles(width).map(u -> random.nextGaussian()).toArray());
    }
    return rows;
  }

  /** Gives every second value a correlation of .6 with the one before. */
  private static double[] paired(double[] row) {
    for (int i = 1; i < row.length; i += 2) {
      row[i] = 0.6 * row[i - 1] + 0.8 * row[i];
    }
    return row;
  }

  /** A sample of a window's rows. */
  private static double[][] clustered(Random random, int width, int window) {
    double[][] centres = new double[window / CLUSTER][];
    double[][] rows = new double[ROWS][width];
    int[] chosen = new Random(random.nextLong()).ints(0, window).distinct().limit(ROWS).toArray();
    for (int i = 0; i < ROWS; i++) {
      int of = chosen[i] / CLUSTER;
      if (centres[of] == null) {
        centres[of] = random.doubles(width).map(u -> random.nextGaussian()).toArray();
      }
      for (int j = 0; j < width; j++) {
        rows[i][j] =
            Math.sqrt(SHARE) * centres[of][j] + Math.sqrt(1 - SHARE) * random.nextGaussian();
      }
      paired(rows[i]);
    }
    return rows;
  }

  /** The tail of the rank sum of 125 and 125 rows, all of whose orders are equally likely. */
  @Test
  void theNormalLimitIsConservativeAtBudgetLevels() {
    int half = ROWS / 2;
    double[] exact = exactDistribution(half, half);
    double mean = half * half / 2.0;
    double deviation = Math.sqrt(half * half * (2 * half + 1) / 12.0);
    double tail = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int u = exact.length - 1; u > mean + 2 * deviation; u--) {
      tail += exact[u];
      double normal = new RankSum((double) u / (half * half), deviation / (half * half)).pValue();
      if (tail > 1e-7 && tail < 0.01) {
        least = Math.min(least, normal / tail);
        most = Math.max(most, normal / tail);
      }
    }
    assertThat(least).isBetween(0.99, 1.1);
    assertThat(most).isBetween(1.0, 1.6);
    System.out.printf("normal over exact tail from .01 to 1e-7: %.3f to %.3f%n", least, most);
  }

  /** Of Mann and Whitney's U, by their recurrence over the sizes of both sides. */
  private static double[] exactDistribution(int m, int n) {
    double[][] before = new double[n + 1][];
    for (int j = 0; j <= n; j++) {
      before[j] = new double[] {1};
    }
    for (int i = 1; i <= m; i++) {
      double[][] now = new double[n + 1][];
      now[0] = new double[] {1};
      for (int j = 1; j <= n; j++) {
        now[j] = new double[i * j + 1];
        // The largest of all is of the first side, before j of the other, or of the second.
        for (int u = 0; u < before[j].length; u++) {
          now[j][u + j] += before[j][u] * i / (i + j);
        }
        for (int u = 0; u < now[j - 1].length; u++) {
          now[j][u] += now[j - 1][u] * j / (i + j);
        }
      }
      before = now;
    }
    return before[n];
  }
}
