package com.nextgen.ml.benchmarks;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.metrics.VersionCollector;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one scrape of {@code /metrics} costs: ten models of fifty numeric features, 200 fine bins
 * each, with rows counted and the drift of three windows judged.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(2)
@SuppressWarnings("NullAway.Init") // JMH calls watch() first
public class ScrapeCost {
  private static final int MODELS = 10;
  private static final int FEATURES = 50;
  private static final int BINS = 200;
  private static final int ROWS = 5_000;
  private static final List<Window> WINDOWS =
      List.of(Window.parse("5m"), Window.parse("1h"), Window.parse("1d"));
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  private MetricsPage page;

  @Setup
  public void watch() {
    Random random = new Random(13);
    ClockTime start = new ClockTime(0, Instant.EPOCH);
    ClockTime end = start.plus(Duration.ofDays(1));
    Monitor monitor = new Monitor(() -> start, 2, verdict -> {});
    for (int i = 0; i < MODELS; i++) {
      String model = "model-" + i;
      VersionObserver observer =
          monitor.loaded(new VersionId(model, 1), schema(model), baseline(model, random));
      observer.onRows(
          SkewedRows.block(random, ROWS, FEATURES),
          SkewedRows.predictions(random, ROWS),
          RowDetails.NONE);
      observer.onRequest(1_000_000, null, null);
    }
    monitor.tick(end.nanos(), end.wall());
    page = new MetricsPage(List.of(new VersionCollector(monitor, VersionCollector.BUDGET)));
    byte[] body = page.render(null).body();
    System.out.printf(
        "# %d bytes, %d lines%n",
        body.length, IntStream.range(0, body.length).filter(i -> body[i] == '\n').count());
  }

  /** In Prometheus text. */
  @Benchmark
  public MetricsPage.Page text() {
    return page.render(null);
  }

  /** In OpenMetrics. */
  @Benchmark
  public MetricsPage.Page openMetrics() {
    return page.render(OPEN_METRICS);
  }

  private static ModelSchema schema(String name) {
    return new ModelSchema(
        name,
        "benchmarks",
        Task.BINARY_CLASSIFICATION,
        IntStream.range(0, FEATURES).mapToObj(i -> Feature.numeric("x" + i)).toList(),
        "y",
        List.of("false", "true"),
        "true",
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        new MonitoringPolicy(WINDOWS, 500, FalseAlarmBudget.DEFAULT));
  }

  private static Baseline baseline(String model, Random random) {
    Layout layout = SkewedRows.inputsAndOutputs(FEATURES, BINS);
    LiveCounters counters = new LiveCounters(layout, 1);
    counters.add(SkewedRows.block(random, ROWS, FEATURES), SkewedRows.predictions(random, ROWS));
    return new Baseline(model, "ab".repeat(32), ROWS, Instant.EPOCH, false, counters.snapshot());
  }
}
