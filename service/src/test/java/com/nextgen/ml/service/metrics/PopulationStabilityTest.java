package com.nextgen.ml.service.metrics;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.metrics.Scrape.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The index that a PromQL rule finds from the published series alone is the service's. */
class PopulationStabilityTest {
  private static final double FLOOR = 1e-4;

  private final WatchedService service = new WatchedService();

  private static double index(List<Double> current, List<Double> reference) {
    return index(current, reference, Map.of());
  }

  /**
   * @param outside what share of the reference rows a bin is taken to have at least, by its place
   */
  private static double index(
      List<Double> current, List<Double> reference, Map<Integer, Double> outside) {
    double n = current.stream().mapToDouble(Double::doubleValue).sum();
    double m = reference.stream().mapToDouble(Double::doubleValue).sum();
    double[] expected = new double[reference.size()];
    Arrays.setAll(expected, i -> Math.max(reference.get(i) / m, outside.getOrDefault(i, 0.0)));
    double all = Arrays.stream(expected).sum();
    double sum = 0;
    for (int i = 0; i < current.size(); i++) {
      double p = Math.max(current.get(i) / n, FLOOR);
      double q = Math.max(expected[i] / all, FLOOR);
      sum += (p - q) * Math.log(p / q);
    }
    return sum;
  }

  /** Buckets less the one before, then missing and unusable values as one more. */
  private static List<Double> bins(Scrape page, String histogram, Map<String, String> labels) {
    List<Double> bins = new ArrayList<>();
    double before = 0;
    for (Series bucket : page.find(histogram + "_bucket", labels)) {
      bins.add(bucket.value() - before);
      before = bucket.value();
    }
    return bins;
  }

  private DriftReport report() {
    return drift(service.monitor, WatchedService.SHOP, "1h", null);
  }

  private static double outside(Scrape page, String feature, String bin) {
    return page.value(
        "ml_baseline_input_feature_outside_ratio",
        Map.of("feature", feature, "version", "3", "bin", bin));
  }

  private static double psi(DriftReport report, String feature) {
    return report.feature(feature).orElseThrow().test(TestName.PSI).orElseThrow().statistic();
  }

  @Test
  void psiOfANumberWithMissingAndUnusableValues() {
    VersionObserver shop = service.loadShop();
    service.send(shop, 900, 12);
    double[] odd = {Missing.NUMBER, 0, Double.NaN, 0, Double.POSITIVE_INFINITY, 0, 1e9, 0};
    shop.onRows(
        new RowBlock(4, odd, new String[] {"phone", "phone", null, "phone"}),
        new PredictionBlock(4, new int[4], new double[4], null),
        RowDetails.NONE);
    Scrape page = service.scrape();
    Map<String, String> price = Map.of("feature", "price", "version", "3");

    List<Double> current = bins(page, "ml_input_feature_distribution", price);
    current.add(
        page.value("ml_input_feature_missing_total", price)
            + page.value(
                "ml_input_feature_invalid_total",
                Map.of("feature", "price", "version", "3", "reason", "nan"))
            + page.value(
                "ml_input_feature_invalid_total",
                Map.of("feature", "price", "version", "3", "reason", "infinite")));
    List<Double> reference = bins(page, "ml_baseline_input_feature_distribution", price);
    double share = page.value("ml_baseline_input_feature_missing_ratio", price);
    double values = reference.stream().mapToDouble(Double::doubleValue).sum();
    reference.add(values * share / (1 - share));

    assertThat(current.get(current.size() - 1)).isEqualTo(3);
    assertThat(current.get(current.size() - 2)).as("above the range").isEqualTo(1);
    Map<Integer, Double> outside =
        Map.of(
            0,
            outside(page, "price", "1"),
            reference.size() - 2,
            outside(page, "price", Integer.toString(reference.size() - 1)));
    assertThat(index(current, reference, outside)).isCloseTo(psi(report(), "price"), within(1e-12));
    assertThat(psi(report(), "price")).isGreaterThan(0.05);
  }

  @Test
  void psiOfCategoriesWithUnseenOnes() {
    VersionObserver shop = service.loadShop();
    service.send(shop, 300, 0);
    int rows = 400;
    String[] devices = new String[rows];
    for (int i = 0; i < rows; i++) {
      devices[i] = i % 4 == 0 ? "watch-" + i : i % 4 == 1 ? null : "tablet";
    }
    shop.onRows(
        new RowBlock(rows, new double[2 * rows], devices),
        new PredictionBlock(rows, new int[rows], new double[rows], null),
        RowDetails.NONE);
    Scrape page = service.scrape();
    Map<String, String> device = Map.of("feature", "device", "version", "3");

    assertThat(outside(page, "device", CategoricalBins.UNSEEN)).isEqualTo(1 / 5001.0);
    Map<String, Double> current = byCategory(page, "ml_input_feature_category_total", device);
    Map<String, Double> reference =
        byCategory(page, "ml_baseline_input_feature_category_ratio", device);
    List<Double> now = new ArrayList<>(current.values());
    now.add(page.value("ml_input_feature_missing_total", device));
    List<Double> then = new ArrayList<>(reference.values());
    then.add(0.0);

    assertThat(current.keySet()).isEqualTo(reference.keySet());
    Map<Integer, Double> outside =
        Map.of(List.copyOf(current.keySet()).indexOf(CategoricalBins.UNSEEN), 1 / 5001.0);
    assertThat(index(now, then, outside)).isCloseTo(psi(report(), "device"), within(1e-12));
    assertThat(
            page.value(
                "ml_input_feature_category_total",
                Map.of("feature", "device", "version", "3", "category", "__unseen__")))
        .isEqualTo(100);
  }

  private static Map<String, Double> byCategory(
      Scrape page, String name, Map<String, String> labels) {
    Map<String, Double> byCategory = new LinkedHashMap<>();
    for (Series series : page.find(name, labels)) {
      String category = String.valueOf(series.labels().get("category"));
      byCategory.put(category, series.value());
    }
    return byCategory;
  }

  @Test
  void psiOfTheScore() {
    VersionObserver shop = service.loadShop();
    service.send(shop, 700, 9);
    Scrape page = service.scrape();
    Map<String, String> version = Map.of("version", "3");

    double found =
        index(
            bins(page, "ml_prediction_distribution", version),
            bins(page, "ml_baseline_prediction_distribution", version));

    double psi = report().prediction().test(TestName.PSI).orElseThrow().statistic();
    assertThat(found).isCloseTo(psi, within(1e-12));
  }
}
