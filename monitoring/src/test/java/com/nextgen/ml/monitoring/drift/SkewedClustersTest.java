package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.statistic.CombinedPValue;
import com.nextgen.ml.monitoring.drift.statistic.DriftStatistic;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.drift.statistic.TestResult;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Windows without drift of told clusters whose values are skewed or whose sizes differ. The raw
 * mean of such values, which their largest few decide, knows nothing of how ranks depend.
 */
class SkewedClustersTest {
  private static final int BASELINES = Integer.getInteger("clusters.baselines", 25);
  private static final int WINDOWS = 10;
  private static final int TRAINING = 10_000;
  private static final int LIVE = 2_000;
  private static final double MEAN_SIZE = 20;
  private static final double[] LEVELS = {0.05, 0.01, 0.001};
  private static final String BY_MEAN = "declared, ranks taken as the mean";

  private static final List<String> JUDGED =
      List.of(
          "declared",
          TestName.KS.code(),
          TestName.CRAMER_VON_MISES.code(),
          TestName.WASSERSTEIN.code(),
          TestName.G_TEST.code());

  private static final ModelSchema SCHEMA =
      ModelSchema.ofColumns("test", List.of(Feature.numeric("x")), MonitoringPolicy.DEFAULT);

  @ParameterizedTest(name = "{0} values, {1} clusters, correlation {2}")
  @CsvSource({
    "normal, equal, 0.2",
    "lognormal, equal, 0.05",
    "lognormal, equal, 0.2",
    "lognormal, unequal, 0.2",
    "t2, unequal, 0.2",
    "zeros, unequal, 0.2",
    "spread, equal, 0.2"
  })
  void toldClustersDoNotFireMoreOftenThanTheLevel(String values, String sizes, double correlation) {
    Random random = new Random(values.hashCode() + sizes.length());
    Map<String, double[]> fired = new TreeMap<>();
    for (int b = 0; b < BASELINES; b++) {
      Baseline baseline = baseline(rows(TRAINING, values, sizes, correlation, random));
      for (int w = 0; w < WINDOWS; w++) {
        pValues(baseline, count(baseline, rows(LIVE, values, sizes, correlation, random)))
            .forEach(
                (test, p) -> add(fired.computeIfAbsent(test, t -> new double[LEVELS.length]), p));
      }
    }

    int windows = BASELINES * WINDOWS;
    for (String test : JUDGED) {
      for (int i = 0; i < LEVELS.length; i++) {
        double expected = windows * LEVELS[i];
        // Three standard deviations and one: at .001 the count is of few.
        assertThat(fired.get(test)[i])
            .as("%s at %s: %s", test, LEVELS[i], fired)
            .isLessThanOrEqualTo(expected + 3 * Math.sqrt(expected) + 1);
      }
    }
    // What these cases are for: where ranks depend and the raw mean does not know.
    if (!values.equals("normal") && !values.equals("zeros") && correlation > 0.1) {
      assertThat(fired.get(BY_MEAN)[2]).isGreaterThan(10 * windows * 0.001);
    }
  }

  private static void add(double[] fired, double p) {
    for (int i = 0; i < LEVELS.length; i++) {
      fired[i] += p <= LEVELS[i] ? 1 : 0;
    }
  }

  private static Map<String, Double> pValues(Baseline baseline, Counts live) {
    Column column = baseline.layout().columns().get(0);
    DesignEffects effects = DesignEffects.of(baseline, null);
    DesignEffect training = effects.training(column, 0.001);
    DesignEffect current = effects.live(column, LIVE, 0.001);
    Map<String, Double> found = pValues(baseline, live, training, current);
    found.put(BY_MEAN, pValues(baseline, live, byMean(training), byMean(current)).get("declared"));
    return found;
  }

  /** What ranks were taken to be worth before there was a figure of them. */
  private static DesignEffect byMean(DesignEffect worth) {
    return new DesignEffect(
        worth.cells(), worth.spread(), worth.cumulative(), worth.mean(), worth.mean());
  }

  private static Map<String, Double> pValues(
      Baseline baseline, Counts live, DesignEffect training, DesignEffect current) {
    ColumnComparison comparison =
        new ColumnComparison(
            baseline.counts().columns().get(0), live.columns().get(0), training, current);
    Map<String, Double> found = new TreeMap<>();
    List<TestResult.Measured> all =
        DriftStatistic.ALL.stream()
            .filter(test -> test.appliesTo(comparison))
            .map(test -> (TestResult.Measured) test.evaluate(comparison, new CriticalValues(0.001)))
            .toList();
    all.forEach(one -> found.put(one.test().code(), one.pValue().orElse(1)));
    found.put("declared", CombinedPValue.of(comparison, all).orElse(1));
    return found;
  }

  /** Rows and the cluster of each. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(double[] values, long[] clusters) {}

  private static Rows rows(
      int rows, String values, String sizes, double correlation, Random random) {
    double[] x = new double[rows];
    long[] clusters = new long[rows];
    double shared = 0;
    int left = 0;
    long cluster = random.nextInt();
    for (int i = 0; i < rows; i++) {
      if (left == 0) {
        shared = random.nextGaussian();
        left = size(sizes, random);
        cluster++;
      }
      left--;
      clusters[i] = Blocking.Clusters.key("user-" + cluster);
      double own = random.nextGaussian();
      double z = Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * own;
      x[i] =
          switch (values) {
            case "lognormal" -> Math.exp(2.5 * z);
            case "t2" -> z / Math.sqrt(-Math.log(1 - random.nextDouble()));
            case "zeros" -> Math.max(0, z - 0.8);
            case "spread" -> own * Math.exp(0.5 * shared);
            default -> z;
          };
    }
    return new Rows(x, clusters);
  }

  /** 20, or as often as not 1 to 200 and 20 in the mean: log-normal with σ = 1. */
  private static int size(String sizes, Random random) {
    return sizes.equals("equal")
        ? (int) MEAN_SIZE
        : (int)
            Math.max(
                1, Math.min(200, Math.rint(MEAN_SIZE * Math.exp(random.nextGaussian() - 0.5))));
  }

  private static Baseline baseline(Rows rows) {
    RowBlock block = block(rows);
    EdgePass edges =
        BaselineBuilder.of(
            SCHEMA, Precision.FLOAT64, BaselineLimits.DEFAULT, 1, new Blocking.Clusters("user"));
    edges.add(block, rows.clusters());
    CountPass counts = edges.freeze();
    counts.add(block, rows.clusters());
    return counts.build("", Instant.EPOCH);
  }

  private static Counts count(Baseline baseline, Rows rows) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    int n = rows.values().length;
    counters.add(block(rows), new PredictionBlock(n, new int[0], new double[n], new double[0]));
    return counters.snapshot();
  }

  private static RowBlock block(Rows rows) {
    return new RowBlock(rows.values().length, rows.values(), new String[0]);
  }
}
