package com.nextgen.ml.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedClock;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A relation between two features that turns, from the rows of a live version to its metrics. */
class MultivariateSeriesTest {
  private static final String LABELS = "{model=\"shop\",version=\"3\",window=\"5m\"} ";

  private final SimulatedClock clock = new SimulatedClock();
  private final Monitor monitor = new Monitor(clock, 2, verdict -> {});
  private final MetricsPage page =
      new MetricsPage(List.of(new VersionCollector(monitor, VersionCollector.BUDGET)));

  @Test
  void detectsAReversedRelationWhileEachFeatureIsStable() {
    String text = afterOneWindowOf(-0.7);
    assertThat(text)
        .contains("ml_multivariate_drift_detected" + LABELS + "1.0")
        .contains("ml_multivariate_drift{model=\"shop\",test=\"correlation\"")
        .contains("ml_multivariate_drift{model=\"shop\",test=\"reconstruction-error\"")
        .contains("ml_multivariate_drift{model=\"shop\",test=\"domain-classifier\"")
        .contains("feature=\"price\",model=\"shop\",version=\"3\",window=\"5m\"} 0.0")
        .doesNotContainPattern("ml_input_feature_drift_detected\\{[^}]*} 1.0");
  }

  @Test
  void anUnchangedRelationIsStable() {
    assertThat(afterOneWindowOf(0.7)).contains("ml_multivariate_drift_detected" + LABELS + "0.0");
  }

  private String afterOneWindowOf(double correlation) {
    VersionId id = new VersionId("shop", 3);
    ModelSchema schema = SimulatedModel.schema("shop", "5m");
    VersionObserver observer = monitor.loaded(id, schema, baseline(schema));
    for (int slot = 0; slot < 12; slot++) {
      RowBlock rows = rows(new Random(100 + slot), 100, correlation);
      observer.onRows(
          rows, new PredictionBlock(100, new int[100], new double[100], null), RowDetails.NONE);
      ClockTime now = clock.pass(Duration.ofSeconds(25));
      monitor.tick(now.nanos(), now.wall());
    }
    return new String(page.render(null).body(), StandardCharsets.UTF_8);
  }

  private static Baseline baseline(ModelSchema schema) {
    RowBlock rows = rows(new Random(1), 2000, 0.7);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT32, BaselineLimits.DEFAULT, 1);
    edges.add(rows);
    CountPass counts = edges.freeze();
    counts.add(rows);
    return counts.build("", Instant.EPOCH);
  }

  private static RowBlock rows(Random random, int rows, double correlation) {
    double[] values = new double[2 * rows];
    for (int i = 0; i < rows; i++) {
      double price = random.nextGaussian();
      double other = random.nextGaussian();
      values[2 * i] = 50 + 10 * price;
      values[2 * i + 1] = correlation * price + Math.sqrt(1 - correlation * correlation) * other;
    }
    String[] devices = new String[rows];
    Arrays.setAll(devices, i -> i % 2 == 0 ? "phone" : "desktop");
    return new RowBlock(rows, values, devices);
  }
}
