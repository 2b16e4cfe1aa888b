package com.nextgen.ml.monitoring.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import com.nextgen.ml.monitoring.stats.Binomial;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A bounded trial where gaps are as large as the tolerance allows. The larger one is a command:
 * {@code benchmarks} has it.
 */
class NullEdgeTest {
  private static final int WINDOWS = 200;
  private static final double LEVEL = 0.05;

  /** All groups are at the edge, on either side where both are rates. */
  @ParameterizedTest
  @CsvSource({
    "2, 100, 20000, 0.9, difference",
    "2, 100, 20000, 0.01, difference",
    "5, 500, 1000, 0.5, difference",
    "30, 100, 100000, 0.3, difference",
    "30, 2000, 2000, 0.88, difference",
    "2, 50, 20000, 0.5, difference",
    "2, 200, 20000, 0.8, ratio",
    "5, 1000, 1000, 0.05, ratio",
    "30, 500, 100000, 0.4, ratio"
  })
  void groupsAtTheEdgeAreUnfairNoMoreOftenThanStated(
      int groups, int rows, int referenceRows, double rate, String kind) {
    assertThat(windows(groups, rows, referenceRows, rate, kind, groups - 1, FairnessVerdict.UNFAIR))
        .isLessThanOrEqualTo(most());
  }

  /** One group is at the edge, the others are alike: all that fairness needs is that one. */
  @ParameterizedTest
  @CsvSource({
    "2, 100, 20000, 0.9, difference",
    "2, 500, 20000, 0.01, difference",
    "2, 500, 500, 0.5, difference",
    "5, 3000, 50000, 0.3, difference",
    "30, 5000, 100000, 0.02, difference",
    "2, 500, 20000, 0.8, ratio",
    "5, 5000, 50000, 0.3, ratio"
  })
  void aGroupAtTheEdgeIsFairNoMoreOftenThanStated(
      int groups, int rows, int referenceRows, double rate, String kind) {
    assertThat(windows(groups, rows, referenceRows, rate, kind, 1, FairnessVerdict.FAIR))
        .isLessThanOrEqualTo(most());
  }

  private static int windows(
      int groups,
      int rows,
      int referenceRows,
      double rate,
      String kind,
      int atEdge,
      FairnessVerdict verdict) {
    boolean ratio = kind.equals("ratio");
    FairnessMetric metric =
        ratio ? FairnessMetric.DISPARATE_IMPACT : FairnessMetric.DEMOGRAPHIC_PARITY;
    FairnessCriteria criteria = FairnessFixtures.criteria(LEVEL, metric);
    Draws reference = new Draws(referenceRows, rate);
    Draws alike = new Draws(rows, rate);
    Draws edge = new Draws(rows, ratio ? rate / 0.8 : rate + 0.1);
    SplittableRandom random = new SplittableRandom(groups * 31L + rows);
    int found = 0;
    for (int window = 0; window < WINDOWS; window++) {
      TreeMap<String, ClassSums> sums = new TreeMap<>();
      sums.put("reference", reference.next(random));
      for (int i = 1; i < groups; i++) {
        sums.put("group" + i, (i <= atEdge ? edge : alike).next(random));
      }
      AttributeReport report =
          FairnessFixtures.evaluate(FairnessFixtures.attribute(sums), "reference", criteria);
      found += report.verdict() == verdict ? 1 : 0;
    }
    return found;
  }

  /** What a probability of {@link #LEVEL} passes once in some thousand trials. */
  private static int most() {
    return (int) (WINDOWS * LEVEL + 3.3 * Math.sqrt(WINDOWS * LEVEL * (1 - LEVEL)));
  }

  /** Binomial counts by their distribution. */
  private static final class Draws {
    private final int rows;
    private final double[] atMost;

    Draws(int rows, double rate) {
      this.rows = rows;
      this.atMost = new double[rows + 1];
      Binomial binomial = new Binomial(rows, Math.min(1, rate));
      Arrays.setAll(atMost, binomial::atMost);
    }

    ClassSums next(SplittableRandom random) {
      int at = Arrays.binarySearch(atMost, random.nextDouble());
      long selected = Math.min(rows, at < 0 ? -at - 1 : at);
      return ClassSums.of(selected, 0, rows - selected, 0);
    }
  }
}
