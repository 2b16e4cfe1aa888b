package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Drift of predicted values of a regression model against live rows. */
class RegressionAgainstTest {
  private static final VersionId ONE = new VersionId("price", 1);
  private static final VersionId TWO = new VersionId("price", 2);

  private final SimulatedClock clock = new SimulatedClock();
  private final Monitor monitor = new Monitor(clock, 2, verdict -> {});
  private final Random random = new Random(9);

  @Test
  void movedValuesDriftAgainstThePreviousWindow() {
    VersionObserver observer = load(ONE);
    send(observer, 0);
    run(Duration.ofMinutes(6));
    send(observer, 30);

    DriftReport report = report(ONE, "previous");
    assertThat(report.subject().against()).isEqualTo("previous");
    assertThat(report.prediction().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.feature("size").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.predictedClass()).isNull();
  }

  @Test
  void unchangedValuesAreStableAgainstThePreviousWindow() {
    VersionObserver observer = load(ONE);
    send(observer, 30);
    run(Duration.ofMinutes(6));
    send(observer, 30);

    assertThat(report(ONE, "previous").prediction().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report(ONE, "baseline").prediction().verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void versionsOnTheSameRowsDifferInTheirPredictions() {
    send(load(ONE), 0);
    send(load(TWO), 30);

    DriftReport report = report(TWO, "version:1");
    assertThat(report.subject().against()).isEqualTo("version:1");
    assertThat(report.prediction().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.feature("size").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
  }

  private DriftReport report(VersionId id, String against) {
    return drift(monitor, id, "5m", against);
  }

  private void run(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      ClockTime now = clock.pass(Duration.ofSeconds(1));
      monitor.tick(now.nanos(), now.wall());
    }
  }

  private VersionObserver load(VersionId id) {
    return monitor.loaded(id, schema(), baseline());
  }

  /** 2,000 rows; predicted values are {@code shift} higher than the baseline's. */
  private void send(VersionObserver observer, double shift) {
    observer.onRows(rows(2_000), values(2_000, shift), RowDetails.NONE);
  }

  private RowBlock rows(int n) {
    double[] sizes = new double[n];
    Arrays.setAll(sizes, i -> random.nextDouble() * 100);
    return new RowBlock(n, sizes, new String[0]);
  }

  private PredictionBlock values(int n, double shift) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> random.nextDouble() * 70 + shift);
    return new PredictionBlock(n, new int[0], values, null);
  }

  private Baseline baseline() {
    Layout layout =
        new Layout(
            List.of(
                new Column("size", Column.Source.NUMERIC_INPUT, 0, bins()),
                new Column(Column.SCORE, Column.Source.SCORE, 0, bins())));
    LiveCounters counters = new LiveCounters(layout, 1);
    counters.add(rows(5_000), values(5_000, 0));
    Counts counts = counters.snapshot();
    return new Baseline("price", "ab".repeat(32), 5_000, Instant.EPOCH, false, counts);
  }

  private static NumericBins bins() {
    double[] edges = new double[100];
    Arrays.setAll(edges, i -> i + 1.0);
    int[] deciles = {9, 19, 29, 39, 49, 59, 69, 79, 89};
    return new NumericBins(Precision.FLOAT64, 0, edges, deciles, 50, 29);
  }

  private static ModelSchema schema() {
    return ModelSchema.ofColumns(
        "price",
        List.of(Feature.numeric("size")),
        new MonitoringPolicy(List.of(Window.parse("5m")), 500, FalseAlarmBudget.DEFAULT));
  }
}
