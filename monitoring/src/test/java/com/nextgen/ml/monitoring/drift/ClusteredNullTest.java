package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.statistic.CombinedPValue;
import com.nextgen.ml.monitoring.drift.statistic.DriftStatistic;
import com.nextgen.ml.monitoring.drift.statistic.GStatistic;
import com.nextgen.ml.monitoring.drift.statistic.KolmogorovSmirnov;
import com.nextgen.ml.monitoring.drift.statistic.TestResult;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows of dependent rows without drift, each against a baseline of its own. */
@Tag("slow")
class ClusteredNullTest {
  private static final int TRAINING = 10_000;
  private static final int LIVE = 2_000;
  private static final int EACH = 20;
  private static final int WINDOWS = 200;
  private static final double LEVEL = 0.05;

  /** Three standard deviations of the share among so many windows that fires at the level. */
  private static final double SLACK = 3 * Math.sqrt(LEVEL * (1 - LEVEL) / WINDOWS);

  private static final ModelSchema SCHEMA =
      ModelSchema.ofColumns(
          "test",
          List.of(Feature.numeric("number"), Feature.categorical("name")),
          MonitoringPolicy.DEFAULT);

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.2})
  void falseAlarmsOfClustersAreAtTheLevelWithADesignEffect(double correlation) {
    Random random = new Random(20);
    Fired corrected = new Fired();
    Fired taken = new Fired();
    for (int i = 0; i < WINDOWS; i++) {
      Rows training = clusters(TRAINING, correlation, random);
      Baseline baseline = baseline(training, new Blocking.Clusters("user"));
      Counts live = count(baseline, clusters(LIVE, correlation, random));
      corrected.add(baseline, live, DesignEffects.of(baseline, null));
      taken.add(baseline, live, DesignEffects.INDEPENDENT);
    }

    assertThat(taken.share(taken.ks)).isGreaterThan(LEVEL + SLACK);
    // Cautious: what clusters share moves the whole distribution one way, which a bridge does not.
    assertThat(corrected.share(corrected.ks)).isLessThan(LEVEL + SLACK);
    assertThat(corrected.share(corrected.declared)).isBetween(0.005, LEVEL + SLACK);
    assertThat(corrected.share(corrected.table)).isBetween(0.005, LEVEL + SLACK);
    assertThat(corrected.share(corrected.names)).isBetween(0.005, LEVEL + SLACK);
  }

  @Test
  void falseAlarmsOfHoursWithASharedEffectAreAtTheLevel() {
    Random random = new Random(21);
    Window hour = Window.parse("1h");
    Fired corrected = new Fired();
    Fired taken = new Fired();
    for (int i = 0; i < WINDOWS; i++) {
      // Training rows of 500 hours with 20 rows each; a live hour has 2,000.
      Baseline baseline =
          baseline(clusters(TRAINING, 0.02, random), new Blocking.Times("at", List.of(hour)));
      Counts live = count(baseline, clusters(LIVE, LIVE, 0.02, random));
      corrected.add(baseline, live, DesignEffects.of(baseline, hour));
      taken.add(baseline, live, DesignEffects.INDEPENDENT);
    }

    assertThat(taken.share(taken.ks)).isGreaterThan(0.3);
    assertThat(corrected.share(corrected.ks)).isLessThan(LEVEL + SLACK);
    assertThat(corrected.share(corrected.declared)).isLessThan(LEVEL + SLACK);
  }

  /** How often each p-value is at most the level. */
  private static final class Fired {
    private int ks;
    private int table;
    private int declared;
    private int names;

    void add(Baseline baseline, Counts live, DesignEffects worth) {
      ColumnComparison numbers = compare(baseline, live, 0, worth);
      ks += p(new KolmogorovSmirnov(), numbers);
      table += p(new GStatistic(), numbers);
      List<TestResult.Measured> all = new ArrayList<>();
      for (DriftStatistic test : DriftStatistic.ALL) {
        if (test.appliesTo(numbers)) {
          all.add((TestResult.Measured) test.evaluate(numbers, new CriticalValues(LEVEL)));
        }
      }
      declared += CombinedPValue.of(numbers, all).orElse(1) <= LEVEL ? 1 : 0;
      names += p(new GStatistic(), compare(baseline, live, 1, worth));
    }

    private static int p(DriftStatistic test, ColumnComparison comparison) {
      TestResult.Measured found =
          (TestResult.Measured) test.evaluate(comparison, new CriticalValues(LEVEL));
      return found.pValue().orElse(1) <= LEVEL ? 1 : 0;
    }

    private static ColumnComparison compare(
        Baseline baseline, Counts live, int at, DesignEffects worth) {
      Column column = baseline.layout().columns().get(at);
      ColumnCounts reference = baseline.counts().columns().get(at);
      ColumnCounts current = live.columns().get(at);
      return new ColumnComparison(
          reference,
          current,
          worth.training(column, LEVEL),
          worth.live(column, current.rows(), LEVEL));
    }

    double share(int fired) {
      return (double) fired / WINDOWS;
    }
  }

  /** Rows and the cluster of each. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Rows(RowBlock block, long[] clusters) {}

  private static Rows clusters(int rows, double correlation, Random random) {
    return clusters(rows, EACH, correlation, random);
  }

  /** Normal numbers and five names that share a part within clusters. */
  private static Rows clusters(int rows, int each, double correlation, Random random) {
    double[] numbers = new double[rows];
    String[] names = new String[rows];
    long[] clusters = new long[rows];
    double shared = 0;
    for (int i = 0; i < rows; i++) {
      if (i % each == 0) {
        shared = random.nextGaussian();
      }
      clusters[i] = i / each;
      double own = random.nextGaussian();
      numbers[i] = Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * own;
      double other =
          Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * random.nextGaussian();
      names[i] = "n" + (int) Math.max(-2, Math.min(2, Math.rint(other * 1.2)));
    }
    return new Rows(new RowBlock(rows, numbers, names), clusters);
  }

  private static Baseline baseline(Rows rows, Blocking blocking) {
    long[] keys = new long[rows.clusters().length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] =
          blocking instanceof Blocking.Times
              ? rows.clusters()[i] * Duration.ofHours(1).toMillis() + i % EACH
              : Blocking.Clusters.key("user-" + rows.clusters()[i]);
    }
    EdgePass edges =
        BaselineBuilder.of(SCHEMA, Precision.FLOAT64, BaselineLimits.DEFAULT, 1, blocking);
    edges.add(rows.block(), keys);
    CountPass counts = edges.freeze();
    counts.add(rows.block(), keys);
    return counts.build("", Instant.EPOCH);
  }

  private static Counts count(Baseline baseline, Rows rows) {
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    int n = rows.block().rows();
    counters.add(rows.block(), new PredictionBlock(n, new int[0], new double[n], new double[0]));
    return counters.snapshot();
  }
}
