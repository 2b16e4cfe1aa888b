package com.nextgen.ml.service.metrics;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedSeriesTest {
  private static final VersionId WIDE = new VersionId("wide", 1);

  private final WatchedService service = new WatchedService();

  @Test
  void omitsAndCountsTheLeastImportantFeaturesBeyondTheBudget() {
    List<String> names = IntStream.range(0, 400).mapToObj(i -> "x" + i).toList();
    WideModel wide = new WideModel(names, List.of(), List.of());
    VersionObserver observer = service.load(WIDE, wide.schema(), wide.baseline());
    int rows = 600;
    observer.onRows(
        new RowBlock(rows, new double[rows * names.size()], new String[0]),
        new PredictionBlock(rows, new int[0], new double[rows], null),
        RowDetails.NONE);
    service.pass(Duration.ofDays(1));

    Scrape page = service.scrape();

    Map<String, String> version = Map.of("model", "wide");
    List<Scrape.Series> series =
        page.series().stream()
            .filter(s -> s.labels().entrySet().containsAll(version.entrySet()))
            .toList();
    assertThat(series.size()).isBetween(9_000, VersionCollector.BUDGET);
    int omitted = (int) page.value("ml_metrics_features_omitted", version);
    TreeSet<String> published =
        page.named("ml_input_feature_missing_total").stream()
            .map(s -> s.labels().get("feature"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(published).hasSize(400 - omitted).contains("x399").doesNotContain("x0");
    assertThat(omitted).isPositive();
    assertThat(drift(service.monitor, WIDE, "1d", null).features())
        .as("all are watched")
        .hasSize(400);
  }

  @Test
  void aMillionCategoriesAddNoSeriesAndNoMemory() {
    VersionObserver shop = service.loadShop();
    service.send(shop, 1_000, 0);
    service.pass(Duration.ofMinutes(1));
    int before = service.scrape().series().size();
    long memory = usedAfterCollection();

    int chunk = 1_000;
    for (int from = 0; from < 1_000_000; from += chunk) {
      String[] devices = new String[chunk];
      for (int i = 0; i < chunk; i++) {
        devices[i] = "a device that nobody has ever seen before, number " + (from + i);
      }
      shop.onRows(
          new RowBlock(chunk, new double[2 * chunk], devices),
          new PredictionBlock(chunk, new int[chunk], new double[chunk], null),
          RowDetails.NONE);
      if (from % 100_000 == 0) {
        service.pass(Duration.ofSeconds(30));
      }
    }

    Scrape page = service.scrape();
    assertThat(
            page.value(
                "ml_input_feature_invalid_total",
                Map.of("feature", "device", "version", "3", "reason", "unseen")))
        .isEqualTo(1_000_000);
    assertThat(page.find("ml_input_feature_category_total", Map.of("feature", "device")))
        .hasSize(5);
    assertThat(page.series().size() - before).isLessThan(40);
    // The texts alone would be more than 60 MB.
    assertThat(usedAfterCollection() - memory).isLessThan(20_000_000);
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
