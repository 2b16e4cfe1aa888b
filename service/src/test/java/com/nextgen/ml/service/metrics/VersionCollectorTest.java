package com.nextgen.ml.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedClock;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VersionCollectorTest {
  private static final VersionId ID = new VersionId("shop", 3);
  private static final String OPEN_METRICS = "application/openmetrics-text;version=1.0.0";

  private final SimulatedClock clock = new SimulatedClock();
  private final Monitor monitor = new Monitor(clock, 2, verdict -> {});
  private final MetricsPage page =
      new MetricsPage(List.of(new VersionCollector(monitor, VersionCollector.BUDGET)));

  private String scrape(String accept) {
    return new String(page.render(accept).body(), StandardCharsets.UTF_8);
  }

  private VersionObserver load() {
    return monitor.loaded(
        ID, SimulatedModel.schema("shop", "5m", "1h"), SimulatedModel.baseline("shop"));
  }

  private void send(VersionObserver observer, int rows, double shift) {
    SimulatedModel.Batch batch = SimulatedModel.batch(new Random(5), rows, shift);
    observer.onRows(batch.rows(), batch.predictions(), RowDetails.NONE);
  }

  private void pass(Duration duration) {
    ClockTime now = clock.pass(duration);
    monitor.tick(now.nanos(), now.wall());
  }

  @Test
  void countersExistFromLoadAndFiguresOnceKnown() {
    load();

    String text = scrape(null);

    assertThat(text)
        .contains("ml_inference_requests_total{model=\"shop\",version=\"3\"} 0.0\n")
        .contains(
            "ml_inference_errors_total{model=\"shop\",reason=\"too-large\",version=\"3\"} 0.0\n")
        .contains("ml_predictions_total{model=\"shop\",version=\"3\"} 0.0\n")
        .contains(
            "ml_input_feature_category_total{category=\"__unseen__\",feature=\"device\","
                + "model=\"shop\",version=\"3\"} 0.0\n")
        .contains("ml_prediction_class_total{class=\"yes\",model=\"shop\",version=\"3\"} 0.0\n")
        .contains("ml_monitoring_dropped_total{model=\"shop\",stage=\"count\",version=\"3\"} 0.0\n")
        .contains("ml_metrics_features_omitted{model=\"shop\",version=\"3\"} 0.0\n")
        .doesNotContain("ml_input_feature_drift{")
        .doesNotContain("_detected{");
  }

  @Test
  void verdictsAppearWhenAWindowHasEnded() {
    VersionObserver observer = load();
    send(observer, 2_000, 40);
    pass(Duration.ofSeconds(100));
    assertThat(scrape(null))
        .contains("ml_input_feature_drift{feature=\"price\"")
        .doesNotContain("_detected{");

    pass(Duration.ofSeconds(200));

    assertThat(scrape(null))
        .contains(
            "ml_input_feature_drift_detected{feature=\"price\",model=\"shop\",version=\"3\","
                + "window=\"5m\"} 1.0\n")
        .contains(
            "ml_input_feature_drift_detected{feature=\"device\",model=\"shop\",version=\"3\","
                + "window=\"5m\"} 0.0\n")
        .contains("ml_prediction_drift_detected{model=\"shop\",version=\"3\",window=\"5m\"} 1.0\n")
        .contains("ml_dataset_drift_ratio{model=\"shop\",version=\"3\",window=\"5m\"} 0.3333")
        .contains("ml_drift_window_rows{model=\"shop\",version=\"3\",window=\"5m\"} 2000.0\n");
    pass(Duration.ofMinutes(5));
    assertThat(scrape(null))
        .doesNotContain("ml_input_feature_drift_detected{")
        .contains("ml_drift_window_rows{model=\"shop\",version=\"3\",window=\"5m\"} 0.0\n");
  }

  @Test
  void aRetiredVersionLeavesNoSeries() {
    VersionObserver observer = load();
    assertThat(scrape(null)).contains("version=\"3\"");

    observer.onRetired();

    assertThat(scrape(null)).isEmpty();
  }

  @Test
  void openMetricsHasExemplarsAndAnEnd() {
    VersionObserver observer = load();
    observer.onRequest(3_000_000, ErrorReason.MODEL, "0af7651916cd43dd8448eb211c80319c");

    String text = scrape(OPEN_METRICS);

    assertThat(text)
        .contains(
            "ml_inference_latency_seconds_bucket{model=\"shop\",version=\"3\",le=\"0.005\"} 1"
                + " # {trace_id=\"0af7651916cd43dd8448eb211c80319c\"} 0.003\n")
        .endsWith("# EOF\n");
    assertThat(page.render(OPEN_METRICS).contentType()).startsWith("application/openmetrics-text");
    assertThat(page.render("text/html").contentType()).startsWith("text/plain");
  }

  @Test
  void aRoundedSumNeverFalls() {
    VersionObserver observer = load();
    double last = 0;
    Random random = new Random(9);
    for (int i = 0; i < 200; i++) {
      double price = random.nextInt(4) == 0 ? random.nextDouble() * 100 : 0;
      observer.onRows(
          new RowBlock(1, new double[] {price, 0}, new String[] {"phone"}),
          new PredictionBlock(1, new int[1], new double[] {price / 100}, null),
          RowDetails.NONE);
      Scrape page = Scrape.of(this.page, null);
      double sum = page.value("ml_prediction_distribution_sum", Map.of("model", "shop"));
      assertThat(sum).isGreaterThanOrEqualTo(last);
      last = sum;
    }
    assertThat(last).isPositive();
  }

  @Test
  void exportsHeldOutPerformanceOnly() {
    monitor.loaded(ID, SimulatedModel.schema("shop", "5m"), withPerformance(false));
    assertThat(Scrape.of(page, null).value("ml_baseline_performance", Map.of("metric", "auc")))
        .isEqualTo(0.83);
    assertThat(
            Scrape.of(page, null).value("ml_model_performance_threshold", Map.of("metric", "auc")))
        .isEqualTo(0.05);

    monitor.loaded(ID, SimulatedModel.schema("shop", "5m"), withPerformance(true));

    assertThat(Scrape.of(page, null).named("ml_baseline_performance")).isEmpty();
    assertThat(Scrape.of(page, null).named("ml_model_performance_threshold")).isEmpty();
  }

  private static Baseline withPerformance(boolean inSample) {
    return HeldOut.performance(SimulatedModel.baseline("shop"), inSample, Map.of("auc", 0.83));
  }
}
