package com.nextgen.ml.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.TestPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a model's own policy makes of its metrics: thresholds and segments. */
class PolicySeriesTest {
  private static final VersionId ID = new VersionId("shop", 1);

  private final WatchedService service = new WatchedService();
  private final ModelSchema schema = schema();
  private final Random random = new Random(4);

  private static ModelSchema schema() {
    FeaturePolicy high =
        new FeaturePolicy(new EffectThresholds(Map.of("psi", 0.3)), OptionalLong.of(900), true);
    FeaturePolicy unwatched = new FeaturePolicy(EffectThresholds.NONE, OptionalLong.empty(), false);
    MonitoringPolicy policy =
        TestPolicy.of("5m")
            .minimumRows(200)
            .drift(
                new DriftSettings(
                    new EffectThresholds(Map.of("psi", 0.25)),
                    0.5,
                    Map.of("price", high, "weight", unwatched)))
            .segments("shop")
            .performance(new PerformanceSettings(0.02, 0.5))
            .build();
    return ModelSchema.ofColumns(
        "shop",
        List.of(Feature.numeric("price"), Feature.numeric("weight"), Feature.categorical("shop")),
        policy);
  }

  @Test
  void exportsThresholdsOfFeaturesAndInfinityForUnwatchedOnes() {
    service.load(ID, schema, baseline());

    assertThat(threshold("price", "psi")).isEqualTo(0.3);
    assertThat(threshold("shop", "psi")).isEqualTo(0.25);
    assertThat(threshold("weight", "psi")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(threshold("weight", "ks")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(service.scrape().text())
        .containsPattern("ml_drift_threshold\\{[^}]*weight[^}]*} \\+Inf");
  }

  @Test
  void exportsPerformanceThresholdsFromPolicyAndHeldOutFigure() {
    service.load(ID, schema, HeldOut.performance(baseline(), false, Map.of("mae", 4.0, "r2", 0.9)));

    assertThat(service.scrape().named("ml_model_performance_threshold"))
        .extracting(series -> series.labels().get("metric") + " " + series.value())
        .containsExactly("mae 2.0");
  }

  @Test
  void namesADriftedSegmentByItsValue() {
    VersionObserver observer = service.load(ID, schema, baseline());
    RowBlock rows = rows(2_000, 3);
    observer.onRows(
        rows, new PredictionBlock(2_000, new int[0], new double[2_000], null), RowDetails.NONE);
    RowBlock unknown = new RowBlock(300, new double[600], filled(300, "sydney"));
    observer.onRows(
        unknown, new PredictionBlock(300, new int[0], new double[300], null), RowDetails.NONE);
    service.pass(Duration.ofMinutes(5));

    assertThat(
            service.scrape().series().stream()
                .filter(series -> series.name().equals("ml_segment_drift_detected"))
                .map(series -> series.labels().get("value") + " " + series.value()))
        .containsExactlyInAnyOrder("berlin 1.0", "rome 0.0");
  }

  private double threshold(String feature, String test) {
    return service.scrape().series().stream()
        .filter(series -> series.name().equals("ml_drift_threshold"))
        .filter(series -> feature.equals(series.labels().get("feature")))
        .filter(series -> test.equals(series.labels().get("test")))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private Baseline baseline() {
    RowBlock rows = rows(4_000, 0);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(rows);
    CountPass counts = edges.freeze();
    counts.add(rows);
    return counts.build("", Instant.EPOCH);
  }

  /** Half from each shop; prices in Berlin are {@code shift} higher. */
  private RowBlock rows(int n, double shift) {
    double[] numbers = new double[2 * n];
    Arrays.setAll(numbers, i -> random.nextGaussian() + (i % 4 == 0 ? shift : 0));
    String[] shops = new String[n];
    Arrays.setAll(shops, i -> i % 2 == 0 ? "berlin" : "rome");
    return new RowBlock(n, numbers, shops);
  }

  private static String[] filled(int n, String text) {
    String[] texts = new String[n];
    Arrays.fill(texts, text);
    return texts;
  }
}
