package com.nextgen.ml.service.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.metrics.Scrape.Series;
import com.nextgen.ml.service.metrics.system.GpuCollector;
import com.nextgen.ml.service.metrics.system.GpuFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Names, types and labels that rules and dashboards hold on to. */
class ContractTest {
  /** Metric → type and labels; several sets of labels are parted by a bar. */
  private static final Map<String, String> PROMISED =
      Map.ofEntries(
          Map.entry("ml_inference_requests_total", "counter model version"),
          Map.entry("ml_inference_errors_total", "counter model reason version"),
          Map.entry("ml_inference_latency_seconds", "histogram model version"),
          Map.entry("ml_predictions_total", "counter model version"),
          Map.entry("ml_model_version", "gauge model version"),
          Map.entry("ml_model_alias_version", "gauge alias model"),
          Map.entry("ml_model_info", "gauge model owner sha256 task version"),
          Map.entry("ml_model_loaded_timestamp_seconds", "gauge model version"),
          Map.entry("ml_model_load_errors_total", "counter model"),
          Map.entry("ml_model_load_failed", "gauge model"),
          Map.entry("ml_input_feature_distribution", "histogram feature model version"),
          Map.entry("ml_input_feature_category_total", "counter category feature model version"),
          Map.entry("ml_input_feature_missing_total", "counter feature model version"),
          Map.entry("ml_input_feature_invalid_total", "counter feature model reason version"),
          Map.entry("ml_prediction_distribution", "histogram model version"),
          Map.entry("ml_prediction_class_total", "counter class model version"),
          Map.entry("ml_baseline_input_feature_distribution", "histogram feature model version"),
          Map.entry("ml_baseline_input_feature_missing_ratio", "gauge feature model version"),
          Map.entry("ml_baseline_input_feature_outside_ratio", "gauge bin feature model version"),
          Map.entry("ml_baseline_prediction_distribution", "histogram model version"),
          Map.entry("ml_input_feature_bins", "histogram feature model version"),
          Map.entry("ml_prediction_bins", "histogram model version"),
          Map.entry(
              "ml_baseline_input_feature_category_ratio", "gauge category feature model version"),
          Map.entry("ml_baseline_prediction_class_ratio", "gauge class model version"),
          Map.entry("ml_input_feature_drift", "gauge feature model test version window"),
          Map.entry("ml_prediction_drift", "gauge model test version window"),
          Map.entry("ml_drift_threshold", "gauge feature model test version | model test version"),
          Map.entry("ml_input_feature_drift_detected", "gauge feature model version window"),
          Map.entry("ml_prediction_drift_detected", "gauge model version window"),
          Map.entry("ml_dataset_drift_ratio", "gauge model version window"),
          Map.entry("ml_input_duplicate_rows_total", "counter model version"),
          Map.entry("ml_data_quality_drifted_features", "gauge check model version window"),
          Map.entry("ml_drift_window_rows", "gauge model version window"),
          Map.entry("ml_drift_evaluated_timestamp_seconds", "gauge model version window"),
          Map.entry("ml_gpu_devices", "gauge "),
          Map.entry("ml_gpu_utilization_ratio", "gauge gpu"),
          Map.entry("ml_gpu_memory_used_bytes", "gauge gpu"),
          Map.entry("ml_gpu_memory_total_bytes", "gauge gpu"),
          Map.entry("ml_monitoring_dropped_total", "counter model stage version"),
          Map.entry("ml_metrics_features_omitted", "gauge model version"));

  private static Scrape page() {
    WatchedService service = new WatchedService();
    service.walkThroughADriftedHour();
    GpuCollector gpus =
        new GpuCollector(
            () ->
                List.of(
                    new GpuFigures(
                        1, OptionalDouble.of(0.25), OptionalDouble.of(2), OptionalDouble.of(8))));
    gpus.sample();
    return Scrape.of(service.page(gpus), null);
  }

  @Test
  void exportsEveryPromisedMetricWithItsTypeAndLabels() {
    Scrape page = page();
    Map<String, String> found = new TreeMap<>();
    for (String name : PROMISED.keySet()) {
      Set<String> labels = new TreeSet<>();
      List<Series> series = new ArrayList<>(page.named(name));
      series.addAll(page.named(name + "_bucket"));
      for (Series one : series) {
        Set<String> names = new TreeSet<>(one.labels().keySet());
        names.remove("le");
        labels.add(String.join(" ", names));
      }
      String type =
          page.text()
              .lines()
              .filter(l -> l.startsWith("# TYPE " + name + " "))
              .findFirst()
              .orElse("none");
      found.put(name, type.substring(type.lastIndexOf(' ') + 1) + " " + String.join(" | ", labels));
    }
    assertThat(found).isEqualTo(new TreeMap<>(PROMISED));
  }

  @Test
  void everyMetricIsPromisedOrOfTheContainer() {
    for (Metric metric : Metric.values()) {
      String name = metric.publishedName();
      assertThat(
              PROMISED.containsKey(name)
                  || name.startsWith("ml_container_")
                  || name.equals("ml_model_loads_hanging") // of the process, not of a version
                  || name.equals("ml_model_probe_unavailable")
                  || name.equals("ml_inference_fenced") // only with a model file
                  || name.equals("ml_inference_stuck_runs")
                  || name.endsWith("_gap_total") // only of numbers of few values
                  || name.equals("ml_baseline_prediction_outside_ratio") // not of probabilities
                  || name.startsWith("ml_access_") // only of a service that was assembled
                  || name.startsWith("ml_multivariate_") // only of baselines with products
                  || name.startsWith("ml_segment_") // only of declared segments
                  || name.startsWith("ml_feedback_")
                  || name.startsWith("ml_model_performance") // only with labels or held-out rows
                  || name.startsWith("ml_concept_")
                  || name.startsWith("ml_store_")
                  || name.startsWith("ml_schedule_") // only of a service that runs
                  || name.startsWith("ml_cluster_")
                  || name.startsWith("ml_prediction_log_")
                  || name.equals("ml_model_evaluation")
                  || name.equals("ml_baseline_performance"))
          .as(name)
          .isTrue();
    }
  }

  @Test
  void exportsMetricsOfTheProcessAndTheJvm() {
    Scrape page = page();

    assertThat(page.named("process_cpu_seconds_total")).hasSize(1);
    assertThat(page.named("process_resident_memory_bytes")).hasSize(1);
    assertThat(page.named("jvm_memory_used_bytes")).isNotEmpty();
    assertThat(page.named("jvm_gc_collection_seconds_count")).isNotEmpty();
    assertThat(page.named("jvm_threads_current")).hasSize(1);
  }

  @Test
  void hasTheBucketOfTheLatencyObjective() {
    assertThat(page().find("ml_inference_latency_seconds_bucket", Map.of("le", "0.25")))
        .isNotEmpty();
  }

  @Test
  void omitsTheSumOfValuesThatMayBeNegative() {
    Scrape page = page();

    assertThat(page.find("ml_prediction_distribution_sum", Map.of("version", "3"))).hasSize(1);
    assertThat(page.find("ml_input_feature_distribution_sum", Map.of("feature", "temperature")))
        .isEmpty();
    // What is under the baseline's least, 0, has a bucket.
    assertThat(page.find("ml_input_feature_distribution_sum", Map.of("feature", "price")))
        .isEmpty();
    assertThat(
            page.find(
                "ml_input_feature_distribution_bucket",
                Map.of("feature", "temperature", "le", "+Inf")))
        .hasSize(1);
  }

  @Test
  void aRetiredVersionHasNoSeries() {
    WatchedService service = new WatchedService();
    service.walkThroughADriftedHour();
    service.retire(WatchedService.SHOP);

    Scrape page = service.scrape();

    assertThat(page.series()).noneMatch(s -> "3".equals(s.labels().get("version")));
    assertThat(page.find("ml_model_version", Map.of("version", "4"))).hasSize(1);
  }

  @Test
  void aVersionWithoutBaselineHasCountersButNoDrift() {
    WatchedService service = new WatchedService();
    service.walkThroughADriftedHour();
    Scrape page = service.scrape();
    Map<String, String> bare = Map.of("model", "shop", "version", "4");

    assertThat(page.value("ml_predictions_total", bare)).isEqualTo(1200);
    assertThat(page.find("ml_prediction_distribution_bucket", bare)).hasSize(10);
    assertThat(page.find("ml_drift_window_rows", bare)).hasSize(1);
    assertThat(page.series())
        .filteredOn(s -> s.labels().entrySet().containsAll(bare.entrySet()))
        .noneMatch(s -> s.name().contains("drift_detected") || s.name().contains("baseline"))
        .noneMatch(s -> s.name().equals("ml_drift_evaluated_timestamp_seconds"));
  }
}
